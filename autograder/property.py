"""Properties: what is graded, each a Hypothesis test whose body is a probe."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["DEVICE", "PROPERTY_SECONDS", "Calls", "Property", "companions_of", "graded"]

PROPERTY_SECONDS = 5.0
DEVICE = "device"  # the parameter of a probe that runs on every device there is


@dataclass(frozen=True)
class Calls:
    """Which torch operations an exercise may call.

    `most` is the number of public torch functions that one run may call in all; `forbidden`
    names operations that it may not call at all ("Tensor.tolist", "aten.convolution").
    """

    most: int | None = None
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Property:
    """One graded property of an exercise.

    `probe(implementation, **companions, **inputs)` uses the implementation and returns what can be
    seen; `companions` names further definitions of the exercise's file that it uses, `strategies`
    draw the inputs by name, `examples` are inputs that are always tried first. A property that is
    `on_devices` runs once without an accelerator and once with each, which its probe gets as
    `device`.
    `raises` names the exceptions that are part of the exercise's contract; `rtol` and `atol`
    replace torch.testing's tolerances; `seconds` is the wall-clock limit for all cases together.
    """

    exercise: str
    name: str
    zh: str
    points: int
    probe: Callable[..., Any]
    strategies: Mapping[str, Any] = field(repr=False)
    examples: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    raises: tuple[type[Exception], ...] = ()
    rtol: float | None = None
    atol: float | None = None
    calls: Calls | None = None
    seconds: float = PROPERTY_SECONDS
    max_cases: int | None = None
    companions: tuple[str, ...] = ()
    on_devices: bool = False

    @property
    def en(self) -> str:
        """The property in words: its name."""
        return self.name.removeprefix("test_").replace("_", " ")


def companions_of(properties: Mapping[str, Property]) -> tuple[str, ...]:
    """The further definitions that any of an exercise's properties uses."""
    return tuple(dict.fromkeys(name for p in properties.values() for name in p.companions))


def graded(
    *,
    points: int,
    zh: str,
    raises: type[Exception] | tuple[type[Exception], ...] = (),
    rtol: float | None = None,
    atol: float | None = None,
    calls: Calls | None = None,
    seconds: float = PROPERTY_SECONDS,
    max_cases: int | None = None,
) -> Callable[[Callable[..., Any]], Property]:
    """Make a graded property of a Hypothesis test; stands above `@given`.

    The test's first parameter is the implementation and names the exercise; `given` names the
    inputs, `device` that is not drawn is the device to run on, and any other parameter names a
    further definition of the same file (`train_lm` beside `TinyLM`). The name of the test is the
    English line that the student sees, `zh` the Chinese one. Raises TypeError for a function
    without `@given` or without a parameter for the implementation.
    """

    def make(test: Callable[..., Any]) -> Property:
        handle = getattr(test, "hypothesis", None)
        if handle is None:
            raise TypeError(f"{test.__name__}: put @graded above @given(...)")
        probe = handle.inner_test
        # The one private name of Hypothesis that is used here: it has no public way to run the
        # same strategies again under other settings. tests/kit/test_property.py holds it.
        strategies = dict(handle._given_kwargs)
        free = [name for name in inspect.signature(probe).parameters if name not in strategies]
        if not free:
            raise TypeError(
                f"{test.__name__}: the first parameter is the implementation, and @given must not "
                "draw it"
            )
        examples = getattr(probe, "hypothesis_explicit_examples", None) or getattr(
            test, "hypothesis_explicit_examples", []
        )
        if any(example.args for example in examples):
            raise TypeError(f"{test.__name__}: name the inputs of @example(...)")
        return Property(
            exercise=free[0],
            name=test.__name__,
            zh=zh,
            points=points,
            probe=probe,
            strategies=strategies,
            examples=tuple(example.kwargs for example in reversed(examples)),  # as they stand
            raises=raises if isinstance(raises, tuple) else (raises,),
            rtol=rtol,
            atol=atol,
            calls=calls,
            seconds=seconds,
            max_cases=max_cases,
            companions=tuple(name for name in free[1:] if name != DEVICE),
            on_devices=DEVICE in free[1:],
        )

    return make
