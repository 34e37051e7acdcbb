"""What the command line needs around the liaisons: the time of the territory, and the directory, where they can be read."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import DirectoryError, RulesError
from knowledge.hours.reading import PARIS
from knowledge.rules import load


def timezone_of(settings: Settings) -> str:
    """The time zone of the rule file; that of Paris while the file has mistakes: an answer is noted all the same."""
    try:
        return load(settings.rules).territory.timezone
    except RulesError:
        return PARIS


@contextmanager
def directory_of(settings: Settings) -> Iterator[Directory | None]:
    """The directory, or None where it cannot serve: structures are then told by their ids."""
    try:
        directory = Directory.open(settings.directory or demonstration_directory())
    except DirectoryError:
        yield None
        return
    with directory:
        yield directory
