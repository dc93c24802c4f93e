"""Which statements of a notebook something needs: by the names that they bind, use and change."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from autograder.cells.statements import Statement

_GIVEN = frozenset(dir(builtins)) | {"__name__", "__file__", "__builtins__", "__doc__"}


@dataclass
class Search:
    """Which statements are needed; they are counted in the order in which they were run."""

    statements: Sequence[Statement]
    chosen: set[int] = field(default_factory=set)
    missing: dict[str, None] = field(default_factory=dict)
    _pending: list[int] = field(default_factory=list)
    _found: dict[tuple[str, int], bool] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Behind the last statement."""
        return len(self.statements)

    def last(self, name: str) -> Statement | None:
        """The statement that gives a name its value in the end; None where nothing does."""
        return next(self._givers(name, self.end), None)

    def need(self, name: str, before: int) -> bool:
        """Choose what gives a name its value at some point; whether there is anything."""
        key = (name, before)
        if key not in self._found:
            self._found[key] = self._chosen_for(name, before) or self._starred(name, before)
        return self._found[key]

    def settle(self) -> None:
        """Choose what the chosen need: when they are run, and when they are called in the end."""
        while self._pending:
            number = self._pending.pop()
            statement = self.statements[number]
            for name in sorted(statement.now):
                self._require(name, number)
                self._need_calls(name, number)
            for name in sorted(statement.later):
                self._require(name, self.end)
        for number in self.chosen:
            for name in self.statements[number].sets:
                self.missing.pop(name, None)

    def _require(self, name: str, before: int) -> None:
        if not self.need(name, before):
            self.missing[name] = None

    def _choose(self, number: int) -> None:
        if number not in self.chosen:
            self.chosen.add(number)
            self._pending.append(number)

    def _givers(self, name: str, before: int) -> Iterator[Statement]:
        """What may have given a name its value, the last first, up to what surely did."""
        for statement in reversed(self.statements[:before]):
            if name in statement.deletes:
                return
            if name in statement.binds or name in statement.perhaps:
                yield statement
            if name in statement.binds:
                return

    def _chosen_for(self, name: str, before: int) -> bool:
        found = False
        for statement in self._givers(name, before):
            if statement.awaits:
                continue
            found = True
            number = self._numbers[id(statement)]
            self._choose(number)
            if not statement.is_import:
                self._choose_changes(name, number, before, calls=not statement.is_definition)
        return found

    def _choose_changes(self, name: str, after: int, before: int, *, calls: bool) -> None:
        """Choose what alters the value of a name in place, as `calls` of its methods may."""
        for number in range(after + 1, before):
            statement = self.statements[number]
            if (
                name in statement.changes
                and not statement.awaits
                and (calls or not statement.calls)
            ):
                self._choose(number)

    def _starred(self, name: str, before: int) -> bool:
        """Choose what imports every name of a module, where a name may come from there."""
        stars = [n for n in range(before) if self.statements[n].is_star]
        for number in stars:
            self._choose(number)
        return bool(stars) or name in _GIVEN

    def _need_calls(self, name: str, before: int) -> None:
        """Choose what a function that is called at some point finds there."""
        pending, seen = [name], {name}
        while pending:
            inner = {n for s in self._givers(pending.pop(), before) for n in s.later}
            for found in sorted(inner - seen):
                self.need(found, before)
            pending += inner - seen
            seen |= inner

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(statement): number for number, statement in enumerate(self.statements)}
