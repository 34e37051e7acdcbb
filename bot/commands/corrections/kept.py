"""The corrections and the directory that a command works with."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from bot.amending import Amendments
from bot.settings import Settings
from bot.store.opening import opened
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory

BY = "coordination"
"""Who decides on the command line: whoever holds the machine."""


@contextmanager
def kept(settings: Settings) -> Iterator[tuple[Amendments, Directory]]:
    """Both, once what an import has brought is noted as done. Raises StateError, DirectoryError."""
    opened(settings.state, "", "les corrections des partenaires").close()  # what fails is told once, not in the log too
    with (
        closing(Amendments(settings.state)) as amendments,
        Directory.open(settings.directory or demonstration_directory()) as directory,
    ):
        amendments.settle(directory)
        yield amendments, directory
