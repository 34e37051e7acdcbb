"""What moves on a terminal while a command works; nothing where there is no terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

Count = Callable[[int], None]
"""Told how many are done."""

Share = Callable[[int, int], None]
"""Told how many are done, and of how many."""

Stage = Callable[[str], None]
"""Told what is done next."""


@contextmanager
def counted(words: str, total: int) -> Iterator[Count | None]:
    """A bar that fills up to `total`, on the error output; None where nobody looks."""
    with _bar(TimeRemainingColumn()) as bar:
        if bar is None:
            yield None
            return
        task = bar.add_task(words, total=total)
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def staged() -> Iterator[tuple[Share | None, Stage]]:
    """A bar for each stage, one under the other; the first stage is told before anything is counted."""
    with _bar(TimeElapsedColumn()) as bar:
        if bar is None:
            yield None, lambda _: None
            return

        def stage(name: str) -> None:
            for done in bar.task_ids:
                bar.update(done, total=1, completed=1)
                bar.stop_task(done)
            bar.add_task(name, total=None)

        yield lambda done, total: bar.update(bar.task_ids[-1], completed=done, total=total), stage


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Something that turns while there is nothing to count."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(words):
        yield


@contextmanager
def _bar(time: ProgressColumn) -> Iterator[Progress | None]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), time)
    with Progress(*columns, console=console, transient=True) as bar:
        yield bar
