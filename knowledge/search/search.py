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
from knowledge.search.asking import weighed
from knowledge.search.fields import NAMES
from knowledge.search.finding import Finder
from knowledge.search.hits import Hit, Offered
from knowledge.search.lexicon import lexicon
from knowledge.search.naming import BENDS, Pair, naming
from knowledge.search.nearby import Spot
from knowledge.search.offers import best_offers
from knowledge.search.postings import Postings
from knowledge.search.proper import SURE, proper_name
from knowledge.search.reading import READ, Group, as_typed, group, groups, telling
from knowledge.search.recall import Recall
from knowledge.search.scoring import Match, Scored, overlap
from knowledge.search.tokens import asked, tokens
from knowledge.search.typed import begun_groups
from knowledge.search.vocabulary import Vocabulary, everyday

RAREST = 4
"""Words of a message by which the entries are fetched whose proper name may be written in it."""


_TOLD = """
    select structure_id from search_entries where id in (select rowid from search_told where search_told match ? limit ?)
    order by structure_id"""

Answer = tuple[Scored, float, Sequence[str]]
"""An entry, its score, its reasons."""

Shown = tuple[str, str, str | None, float | None, float | None]
"""What is shown of an entry: its structure, the name and the commune of it, its position in degrees."""


class Search:
    """The search of one directory. `Search.open(…)` makes one; close it, or use it in a `with`. Any thread may ask."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary, postings: Postings) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._finder = Finder(connection, vocabulary, Recall(postings, vocabulary))
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
            return cls(connection, Vocabulary.load(connection), Postings.load(connection))
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
            return self._answered(groups(self._vocabulary, asked(text)), Spot.of(commune, near), limit)

    def typing(
        self, text: str, *, commune: Commune | None = None, near: tuple[float, float] | None = None, limit: int = 10
    ) -> tuple[Hit, ...]:
        """The same while a person types: the last word is a beginning, of one letter or more, unless a space follows it.

        Give it each state of what is typed; the answer to one does not depend on those before.
        """
        with self._lock:
            return self._answered(begun_groups(self._vocabulary, text), Spot.of(commune, near), limit)

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

    def told(self, word: str, *, limit: int = 60) -> tuple[str, ...]:
        """The structures whose descriptions hold a folded word, in the singular or the plural; at most `limit`, by their ids.

        A description tells more than what a structure does: use it for what stands in no name.
        """
        forms = dict.fromkeys((word, f"{word}s", word.removesuffix("s")))
        # A word between quotes is a word, whatever it looks like in the syntax of FTS5.
        expression = " OR ".join(f'"{form}"' for form in forms if form)
        with self._lock:
            try:
                rows = self._connection.execute(_TOLD, (expression, limit)).fetchall() if expression else []
            except sqlite3.OperationalError:
                return ()  # a letter younger than the tables of SQLite: no description holds it as one word
        return tuple(structure_id for (structure_id,) in rows)

    def weight(self, word: str) -> float:
        """What a folded word tells of the structure that is meant: the rarer in the directory, the more."""
        return self._vocabulary.weight(word)

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _answered(self, read: Sequence[Group], spot: Spot, limit: int) -> tuple[Hit, ...]:
        ranked = self._finder.ranked(telling(weighed(self._vocabulary, read)), spot, limit)[:limit]
        return self._hits([(found, found.score, list(map(str, found.matched))) for found in ranked], read, spot)

    def _by_kind(self, words: Sequence[str], spot: Spot, limit: int) -> Iterator[Hit]:
        named = naming().kinds_in(words)
        others = [word for at, word in enumerate(words) if not any(at in _range(one.spot) for one in named)]
        read = groups(self._vocabulary, others) if named else ()
        for one in named:
            found = self._finder.marked(one.kind.mark, read, spot)
            best = sorted(found, key=lambda entry: _order(entry, one.pairs))[:limit]
            named_so = [(entry, one.certainty, _why(one.pairs, overlap(entry))) for entry in best]
            yield from self._hits(named_so, read, spot)

    def _by_proper_name(self, words: Sequence[str], spot: Spot) -> Iterator[Hit]:
        ordinary = everyday()  # in a sentence, an ordinary word is no mistake for the word of a name
        read = [
            (as_typed if word in ordinary or len(word) < BENDS else group)(self._vocabulary, word) for word in words
        ]
        sure = [one for one in read if one.certainty >= SURE and one.typed not in lexicon().general]
        rarest = sorted(sure, key=lambda one: -one.weight)[:RAREST]
        named_so = [
            (found, _sureness(pairs, read), _why(pairs, ()))
            for found in self._finder.holding(rarest, read, spot)
            if (pairs := proper_name(found.entry, read, self._vocabulary))
        ]
        yield from self._hits(named_so, read, spot)

    def _hits(self, answers: Sequence[Answer], read: Sequence[Group], spot: Spot) -> tuple[Hit, ...]:
        """The hits of these entries, each with its score and its reasons."""
        if not answers:
            return ()
        numbers = [found.entry.number for found, _, _ in answers]
        marks = ",".join("?" * len(numbers))
        query = f"select * from search_entries where id in ({marks})"  # noqa: S608 (question marks only)
        shown = {row[0]: row[1:] for row in self._connection.execute(query, numbers)}
        offers = best_offers(self._connection, numbers, read)
        return tuple(
            _hit(shown[number], offers.get(number, ()), score, why, spot)
            for number, (_, score, why) in zip(numbers, answers, strict=True)
        )


def _range(spot: slice) -> range:
    return range(spot.start, spot.stop)


def _order(found: Scored, pairs: Sequence[Pair]) -> tuple[float, float, int, int]:
    """Of the structures of one kind: those that the rest of the message names, the near, those that bear the very name."""
    name = {word for word, field in found.entry.words.items() if field in NAMES}
    bears = sum(word in name for _, word in pairs)
    return -sum(match.worth for match in overlap(found)), -found.entry.near, -bears, len(name)


def _sureness(pairs: Sequence[Pair], read: Sequence[Group]) -> float:
    """The mean certainty of the words of a name."""
    by_word = {one.typed: one for one in read}
    return sum(by_word[typed].certainty_of(word) for typed, word in pairs) / len(pairs)


def _why(pairs: Sequence[Pair], matches: Sequence[Match]) -> list[str]:
    return [str(match) for match in (*(Match(typed, word, "nom", 1.0) for typed, word in pairs), *matches)]


def _hit(shown: Shown, offers: Sequence[Offered], score: float, why: Sequence[str], spot: Spot) -> Hit:
    structure_id, nom, commune, latitude, longitude = shown
    km = None if latitude is None or longitude is None else spot.km((latitude, longitude))
    return Hit(
        service_id=offers[0].id if offers else None,
        structure_id=structure_id,
        nom=nom,
        score=round(score, 3),
        why=tuple(dict.fromkeys((*why, *((f"distance: {km:.1f} km",) if km is not None else ())))),
        commune=commune,
        services=tuple(offers),
        km=km,
    )
