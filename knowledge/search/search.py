"""Find structures and services by whatever was typed, and tell whether a message names one."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from knowledge.directory import Directory
from knowledge.errors import DirectoryCorrupt
from knowledge.places.commune import Commune
from knowledge.search import fetching
from knowledge.search.finding import Finder
from knowledge.search.hits import Hit
from knowledge.search.lexicon import lexicon
from knowledge.search.naming import BENDS, Pair, naming
from knowledge.search.nearby import Spot
from knowledge.search.offers import best_offers
from knowledge.search.proper import SURE, proper_name
from knowledge.search.reading import READ, Group, as_typed, group, groups, telling
from knowledge.search.scoring import Match, Scored, overlap
from knowledge.search.tokens import asked, tokens
from knowledge.search.vocabulary import Vocabulary, everyday

RAREST = 4
"""Words of a message by which the entries are fetched whose proper name may be written in it."""


class Search:
    """The search of one directory. `Search.open(…)` makes one; close it, or use it in a `with`. Any thread may ask."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._finder = Finder(connection, vocabulary)
        self._lock = Lock()

    @classmethod
    def open(cls, source: Path | Directory) -> Self:
        """The search of a directory that was built with `index`.

        Raises DirectoryMissing or DirectoryCorrupt, with a French sentence that names the command to run.
        """
        if isinstance(source, Path):
            with Directory.open(source) as directory:
                return cls.open(directory)
        uri = f"{source.path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            return cls(connection, Vocabulary.load(connection))
        except (sqlite3.Error, DirectoryCorrupt) as error:
            connection.close()
            raise DirectoryCorrupt(
                f"L'annuaire « {source.path} » n'a pas d'index de recherche que cette version sache lire. "
                f"Construisez-le : aiguilleur importer FICHIER… --directory {source.path}"
            ) from error

    def query(
        self, text: str, *, commune: Commune | None = None, near: tuple[float, float] | None = None, limit: int = 10
    ) -> tuple[Hit, ...]:
        """The structures that a text looks for, best first: one hit a structure, with its service that answers best.

        `commune` or `near` (latitude, longitude in degrees) favours what is near; a far structure that answers better
        still comes first. Whatever the text, nothing is raised.
        """
        with self._lock:
            read = telling(groups(self._vocabulary, asked(text)))
            spot = Spot.of(commune, near)
            ranked = self._finder.ranked(read, spot)[:limit]
            offers = best_offers(self._connection, ranked, read)
            return tuple(
                _hit(found, offers.get(found.entry.number), found.score, [str(match) for match in found.matched], spot)
                for found in ranked
            )

    def names_in(
        self, text: str, *, commune: Commune | None = None, near: tuple[float, float] | None = None, limit: int = 5
    ) -> tuple[Hit, ...]:
        """The structures that a message names, if it does; `score` says how sure that is.

        « ce dossier me tue, la caf répond plus » names the CAF; general words (aide, emploi, logement) name nobody.
        """
        with self._lock:
            words = tokens(text)[:READ]
            spot = Spot.of(commune, near)
            hits: dict[str, Hit] = {}
            for hit in (*self._by_kind(words, spot, limit), *self._by_proper_name(words, spot)):
                hits.setdefault(hit.structure_id, hit)
            return tuple(sorted(hits.values(), key=lambda hit: -hit.score)[:limit])

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _by_kind(self, words: Sequence[str], spot: Spot, limit: int) -> Iterator[Hit]:
        named = naming().kinds_in(words)
        others = [word for at, word in enumerate(words) if not any(at in _range(one.spot) for one in named)]
        read = groups(self._vocabulary, others) if named else ()
        for one in named:
            found = self._finder.entries(fetching.named(one.kind.mark, read, spot.marks), read)
            best = sorted(found, key=lambda entry: _order(entry, one.pairs, spot))[:limit]
            offers = best_offers(self._connection, best, read)
            for entry in best:
                yield _hit(entry, offers.get(entry.entry.number), one.certainty, _why(one.pairs, overlap(entry)), spot)

    def _by_proper_name(self, words: Sequence[str], spot: Spot) -> Iterator[Hit]:
        ordinary = everyday()  # in a sentence, an ordinary word is no mistake for the word of a name
        read = [
            (as_typed if word in ordinary or len(word) < BENDS else group)(self._vocabulary, word) for word in words
        ]
        sure = [one for one in read if one.certainty >= SURE and one.typed not in lexicon().general]
        rarest = sorted(sure, key=lambda one: -one.weight)[:RAREST]
        for found in self._finder.entries(fetching.any_of(rarest), read):
            if pairs := proper_name(found.entry, read, self._vocabulary):
                offers = best_offers(self._connection, [found], read)
                yield _hit(found, offers.get(found.entry.number), _sureness(pairs, read), _why(pairs, ()), spot)


def _range(spot: slice) -> range:
    return range(spot.start, spot.stop)


def _order(found: Scored, pairs: Sequence[Pair], spot: Spot) -> tuple[float, float, int, int]:
    """Of the structures of one kind: those that the rest of the message names, the near, those that bear the very name."""
    name = found.entry.name.split()
    near = spot.nearer(0.0, found.entry.code, found.entry.position)
    bears = sum(word in name for _, word in pairs)
    return -sum(match.worth for match in overlap(found)), -near, -bears, len(name)


def _sureness(pairs: Sequence[Pair], read: Sequence[Group]) -> float:
    """The mean certainty of the words of a name."""
    by_word = {one.typed: one for one in read}
    return sum(by_word[typed].certainty_of(word) for typed, word in pairs) / len(pairs)


def _why(pairs: Sequence[Pair], matches: Sequence[Match]) -> list[str]:
    return [str(match) for match in (*(Match(typed, word, "nom", 1.0) for typed, word in pairs), *matches)]


def _hit(found: Scored, service_id: str | None, score: float, why: Sequence[str], spot: Spot) -> Hit:
    entry = found.entry
    km = spot.km(entry.position)
    reasons = (*why, *((f"distance: {km:.1f} km",) if km is not None else ()))
    return Hit(service_id, entry.structure_id, entry.nom, round(score, 3), tuple(dict.fromkeys(reasons)), entry.commune)
