"""What is served at this moment: rules, directory, and all that is made of them; renewed when a file changes.

A rule file or a directory that is broken by a change never takes the place of a good one: the old goes on serving.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from bot.conversation.world import World
from bot.mishaps import described
from bot.rendering import Renderer
from knowledge.answers import AnswerSense
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.directory.offers import Overlay
from knowledge.errors import AiguilleurError, DirectoryError
from knowledge.learned import prepare_encoder
from knowledge.lookup import Finder
from knowledge.orient import Orienter
from knowledge.places import Places
from knowledge.rules import load
from knowledge.rules.model import Rules
from knowledge.search import Search
from knowledge.understanding import Named, NamesIn, Understanding
from knowledge.wording import translated

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
    finder: Finder

    def under(self, overlay: Overlay) -> "Served":
        """The same, whose offers are as an overlay knows them, for everybody: pathways, look-ups, structures named."""
        if self.directory is None:
            return self
        directory = self.directory.under(overlay)
        return replace(
            self,
            orienter=replace(self.orienter, directory=directory),
            directory=directory,
            finder=self.finder.under(directory),
        )

    def alone(self) -> "Served":
        """The same without a directory: the numbers to call and the advice of the rules."""
        return replace(
            self,
            orienter=replace(self.orienter, directory=None),
            directory=None,
            search=None,
            finder=replace(self.finder, directory=None, search=None),
        )


def serve(rules: Rules, places: Places, directory: Directory | None, search: Search | None) -> Served:
    """Put the parts together."""
    understanding = Understanding(rules, names_in(search))
    world = World(rules, understanding, AnswerSense(rules, understanding.gestures), places)
    finder = Finder(rules, understanding, places, directory, search)
    return Served(rules, world, Renderer(rules, places), Orienter(rules, places, directory), directory, search, finder)


class Serving:
    """Keeps what is served true to its files, for one process and any of its threads."""

    def __init__(
        self,
        rules_path: Path,
        directory_path: Path | None,
        languages: Iterable[str] | None = None,
        overlay: Overlay | None = None,
    ) -> None:
        """Raises RulesError when the rules cannot be read: nothing works without them. A directory may be missing.

        `languages`: those to serve, each with a catalogue; None: those of the territory that have one. `overlay`: what is
        known of offers since the directory was built.
        """
        prepare_encoder()
        self._rules_path = rules_path
        self._directory_path = directory_path
        self._languages = tuple(languages) if languages else None
        self._overlay = overlay
        self._told: Callable[[Directory], object] | None = None
        self._places = Places.load()
        self._lock = Lock()
        self._rules_stamp, self._directory_stamp = _stamp(rules_path), _stamp(directory_path)
        rules = self._rules()
        self._served = serve(rules, self._places, *self._opened())

    def now(self) -> Served:
        """What is served now. Looks at the files' times, a few microseconds, and loads again only what changed."""
        with self._lock:
            if (stamp := _stamp(self._rules_path)) != self._rules_stamp:
                self._rules_stamp = stamp
                self._renew_rules()
            if (stamp := _stamp(self._directory_path)) != self._directory_stamp:
                self._directory_stamp = stamp
                self._renew_directory()
            return self._served

    def lay(self, overlay: Overlay, renewed: Callable[[Directory], object] | None = None) -> None:
        """From now on the offers of every directory that is served are as this overlay knows them. `renewed` is told of each
        new directory."""
        with self._lock:
            self._overlay, self._told = overlay, renewed
            self._served = self._served.under(overlay)

    def _renew_rules(self) -> None:
        old = self._served
        try:
            self._served = serve(self._rules(), self._places, old.directory, old.search)
        except AiguilleurError as error:
            log.error("« %s » a des fautes, les règles d'avant servent encore :\n%s", self._rules_path, error)
        except Exception as error:
            log.error("« %s » ne sert pas (%s), les règles d'avant servent encore.", self._rules_path, described(error))
        else:
            log.info("Règles relues : « %s ».", self._rules_path)

    def _renew_directory(self) -> None:
        directory, search = self._opened()
        if directory is not None:
            self._served = serve(self._served.rules, self._places, directory, search)
            log.info("Annuaire relu : « %s », %d services.", directory.path, directory.info.services)
            self._tell(directory)
        elif self._served.directory is not None:
            log.error("L'annuaire d'avant sert encore.")

    def _tell(self, directory: Directory) -> None:
        try:
            if self._told:
                self._told(directory)
        except AiguilleurError as error:
            log.error("%s", error)

    def _rules(self) -> Rules:
        rules = load(self._rules_path)
        if self._languages is not None:
            return rules.speaking(self._languages)
        known = translated()
        without = [code for code in rules.territory.languages if code not in known]
        if without:
            log.warning("Sans traduction, ces langues ne sont pas proposées : %s.", ", ".join(without))
        return rules.speaking(code for code in rules.territory.languages if code in known)

    def _opened(self) -> tuple[Directory | None, Search | None]:
        try:
            directory = Directory.open(self._directory_path or demonstration_directory())
        except DirectoryError as error:
            log.error("%s", error)
            return None, None
        if self._overlay is not None:
            directory = directory.under(self._overlay)
        try:
            return directory, Search.open(directory)
        except DirectoryError as error:
            log.error("%s En attendant, les noms de structures ne sont pas reconnus.", error)
            return directory, None


def names_in(search: Search | None) -> NamesIn:
    """Names of structures in a message; none where the directory fails: what a message says must not depend on it."""

    def named(text: str) -> tuple[Named, ...]:
        if search is None:
            return ()
        try:
            return tuple(Named(hit.structure_id, hit.nom, hit.score, hit.why) for hit in search.names_in(text))
        except Exception as error:
            log.error("Les noms de structures n'ont pas pu être cherchés : %s", described(error))
            return ()

    return named


def _stamp(path: Path | None) -> Stamp:
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return (found.st_mtime_ns, found.st_ino, found.st_size) if found else (0, 0, 0)
