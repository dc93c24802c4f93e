"""Grading on a Dask cluster, whose workers have the same kit, torch and deck as there are here."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from distributed import Client, Worker, get_worker
from distributed.diagnostics.plugin import WorkerPlugin
from msgspec.structs import replace

from autograder.batch.bench import MismatchError, check_recipe
from autograder.batch.grade_one import grade_one
from autograder.batch.recipe import Recipe
from autograder.batch.work import Outcome, Work
from autograder.child.confinement.detect import best_level
from autograder.exercise import House
from autograder.language import N_, SaidError

P = ParamSpec("P")
T = TypeVar("T")
_NAME = "torch-kata"
_CONNECT_SECONDS = 5
_WORKER_SECONDS = 60.0


class GradingPlugin(WorkerPlugin):
    """Prepares each worker, also those that come later: it has the deck, and is fit to grade.

    A worker grades one submission at a time, so has one thread; `level` is the worst isolation
    that it may have.
    """

    name = _NAME

    def __init__(self, recipe: Recipe, deck: bytes, level: str) -> None:
        self.recipe = recipe
        self._deck = deck
        self._level = level

    def setup(self, worker: Worker) -> None:
        """Write the deck down where the worker keeps its files; raises MismatchError."""
        if worker.state.nthreads != 1:
            raise MismatchError(f"it has {worker.state.nthreads} threads; start it with 1")
        level = best_level().value
        if level > self._level:
            raise MismatchError(f"it isolates at level {level} only, not {self._level}")
        path = Path(worker.local_directory) / f"{self.recipe.deck_digest}.deck"
        path.write_bytes(self._deck)
        self.recipe = replace(self.recipe, root=str(House().root), deck=str(path))
        check_recipe(self.recipe)


def grade_there(recipe: Recipe, work: Work) -> Outcome:
    """Grade a submission on the worker that this runs on; raises what `grade_one` raises."""
    plugin = get_worker().plugins.get(_NAME)
    if not isinstance(plugin, GradingPlugin) or plugin.recipe.digest != recipe.digest:
        raise MismatchError("the worker was prepared for another class; grade one class at a time")
    return grade_one(plugin.recipe, work)


class ClusterExecutor(Executor):
    """Sends submissions to a Dask scheduler; those of a worker that is lost go to another one."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a submission graded somewhere."""
        there: Callable[..., Any] = grade_there if fn is grade_one else fn
        future: Future[T] = self._executor.submit(there, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """Leave the cluster; what is in hand there is given up with `cancel_futures`."""
        with suppress(Exception):  # the scheduler may be gone
            self._executor.shutdown(wait=wait and not cancel_futures)
        with suppress(Exception):
            self._client.close(timeout=_CONNECT_SECONDS)

    @property
    def workers(self) -> int:
        """How many there are now."""
        return len(self._client.scheduler_info(n_workers=-1)["workers"])


def cluster_at(address: str, recipe: Recipe, level: str) -> ClusterExecutor:
    """The workers of a scheduler, ready to grade; raises SaidError.

    Waits a minute for the first worker where there is none yet.
    """
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        sentence = N_("There is no Dask scheduler at {address}: {error}")
        raise SaidError(sentence, address=address, error=error) from error
    try:
        client.wait_for_workers(1, timeout=_WORKER_SECONDS)
        client.register_plugin(GradingPlugin(recipe, Path(recipe.deck).read_bytes(), level))
    except TimeoutError as error:
        client.close()
        sentence = N_("The scheduler at {address} has no workers. Start some, and try again.")
        raise SaidError(sentence, address=address) from error
    except MismatchError as error:
        client.close()
        sentence = N_("A worker of {address} cannot grade this class: {error}.")
        raise SaidError(sentence, address=address, error=error) from error
    return ClusterExecutor(client)
