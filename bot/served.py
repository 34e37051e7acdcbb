"""What is served at this moment: rules, directory, and all that is made of them; renewed when a file changes.

A rule file or a directory that is broken by a change never takes the place of a good one: the old goes on serving.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.world import World
from bot.rendering import Renderer
from knowledge.answers import AnswerSense
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import AiguilleurError, DirectoryError
from knowledge.orient import Orienter
from knowledge.places import Places
from knowledge.rules import load
from knowledge.rules.model import Rules
from knowledge.search import Search
from knowledge.understanding import Named, NamesIn, Understanding

log = logging.getLogger(__name__)

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Served:
    """One rule file and one directory, ready. `directory` is None when it cannot serve; what is wrong was told."""

    rules: Rules
    world: World
    renderer: Renderer
    orienter: Orienter
    directory: Directory | None
    search: Search | None


def serve(rules: Rules, places: Places, directory: Directory | None, search: Search | None) -> Served:
    """Put the parts together."""
    understanding = Understanding(rules, _names_in(search))
    world = World(rules, understanding, AnswerSense(rules, understanding.gestures), places)
    return Served(rules, world, Renderer(rules, places), Orienter(rules, places, directory), directory, search)


class Serving:
    """Keeps what is served true to its files. Not shared between processes."""

    def __init__(self, rules_path: Path, directory_path: Path | None, languages: Iterable[str] | None = None) -> None:
        """Raises RulesError when the rules cannot be read: nothing works without them. A directory may be missing."""
        self._rules_path = rules_path
        self._directory_path = directory_path
        self._languages = tuple(languages) if languages else None
        self._places = Places.load()
        self._rules_stamp, self._directory_stamp = _stamp(rules_path), _stamp(directory_path)
        self.trouble = ""
        directory, search = self._opened()
        self._served = serve(self._rules(), self._places, directory, search)

    def now(self) -> Served:
        """What is served now. Looks at the files' times, a few microseconds, and loads again only what changed."""
        if (stamp := _stamp(self._rules_path)) != self._rules_stamp:
            self._rules_stamp = stamp
            self._renew(rules=True)
        if (stamp := _stamp(self._directory_path)) != self._directory_stamp:
            self._directory_stamp = stamp
            self._renew(rules=False)
        return self._served

    def _renew(self, *, rules: bool) -> None:
        old = self._served
        try:
            if rules:
                self._served = serve(self._rules(), self._places, old.directory, old.search)
            else:
                directory, search = self._opened()
                if directory is not None:
                    self._served = serve(old.rules, self._places, directory, search)
        except AiguilleurError as error:
            log.error("Le nouveau fichier ne peut pas servir, l'ancien continue : %s", error)
        else:
            log.info("Fichier relu : %s", self._rules_path.name if rules else "annuaire")

    def _rules(self) -> Rules:
        rules = load(self._rules_path)
        return rules if self._languages is None else rules.speaking(self._languages)

    def _opened(self) -> tuple[Directory | None, Search | None]:
        try:
            path = self._directory_path or demonstration_directory()
            directory = Directory.open(path)
            return directory, Search.open(directory)
        except DirectoryError as error:
            self.trouble = str(error)
            log.error("%s", error)
            return None, None


def _names_in(search: Search | None) -> NamesIn:
    def names_in(text: str) -> tuple[Named, ...]:
        if search is None:
            return ()
        return tuple(Named(hit.structure_id, hit.nom, hit.score, hit.why) for hit in search.names_in(text))

    return names_in


def _stamp(path: Path | None) -> Stamp:
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return (found.st_mtime_ns, found.st_ino, found.st_size) if found else (0, 0, 0)
