"""The commune that a message names: by code, by name, then by a name misspelt; nothing where nothing is likely."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.places.commune import Commune
from knowledge.places.mentions import Setting, Span, misspelt, spans
from knowledge.places.names import LARGE_TOWN, Kind, Names, Naming
from knowledge.places.nearby import Nearby
from knowledge.places.sound import sound
from knowledge.places.table import Table, departement_of
from knowledge.places.tokens import place_words

MOST = 4
"""Communes offered at most."""

_INSEE = re.compile(r"\d{5}|2[ab]\d{3}")
_MONEY = frozenset(("euro", "euros", "eur", "balles", "e"))
_KNOWN_EVERYWHERE = 5_000
_WORTH_A_GUESS = 2_000
_ORDINARY_YET_KNOWN = 3_000
_CLOSE_BONUS = 1.5
_LONG = 9
"""Letters from which a mistake or two leave a name recognisable among all the towns of France."""


@dataclass(frozen=True, slots=True)
class Found:
    """The communes that a message may name, best first, and whether the first one can be taken without asking.

    Empty: the message names none. One and not sure: « Caluire-et-Cuire, c'est bien ça ? ». Several: a choice.
    """

    communes: tuple[Commune, ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """A commune, and how far what was written is from its name."""

    code: str
    cost: float
    whole: bool = False
    """Whether a name of today was written whole and right, where a person says where they are."""
    clear: bool = False
    """Whether the words around say that a place is meant."""


class Lookup:
    """Answers `found` for one table."""

    def __init__(self, table: Table, names: Names) -> None:
        self._table = table
        self._names = names

    def found(self, text: str, nearby: Nearby) -> Found:
        """The communes named; `nearby` settles homonyms and mistakes, and hides no exact name far away."""
        words = place_words(text)
        named = self._named(words, nearby)
        coded = self._coded(words, named)
        if coded:
            return self._result(coded, sure=len(coded) == 1)
        if any(guess.whole or guess.code in nearby for guess in named):
            return self._result(self._ranked(named, nearby), sure=self._settled(named, nearby))
        guesses = self._misspelt(words, nearby)
        if named:
            guesses = [*named, *(guess for guess in guesses if guess.code in nearby)]
        return self._result(self._ranked(guesses, nearby), sure=False)

    def _coded(self, words: tuple[str, ...], named: Sequence[Guess]) -> list[str]:
        """Communes of a postcode or INSEE code, narrowed by a name written beside it."""
        for word, after in zip_longest(words, words[1:], fillvalue=""):
            if not _INSEE.fullmatch(word) or after in _MONEY:
                continue
            codes = self._table.by_postcode.get(word)
            if codes is None:
                commune = self._table.commune(word.upper())
                codes = (commune.code,) if commune else ()
            both = [guess.code for guess in named if guess.code in codes]
            if codes:
                return both[:1] or list(codes)
        return []

    def _named(self, words: tuple[str, ...], nearby: Nearby) -> list[Guess]:
        """Communes of the most telling setting whose name, or its first part, stands in the message."""
        best: dict[Setting, list[Guess]] = {}
        taken: set[int] = set()
        for span in spans(words):
            if taken.intersection(range(span.start, span.stop)):
                continue
            namings = self._names.get(span.words)
            if span.departement and any(departement_of(naming.code) == span.departement for naming in namings):
                namings = [naming for naming in namings if departement_of(naming.code) == span.departement]
            accepted = [naming for naming in namings if self._accepted(naming, span, nearby)]
            if accepted:
                taken.update(range(span.start, span.stop))
                best.setdefault(span.setting, []).extend(self._guess(naming, span, nearby) for naming in accepted)
        return best[min(best)] if best else []

    def _accepted(self, naming: Naming, span: Span, nearby: Nearby) -> bool:
        """Whether a name is likely meant: the less the words around say, the better known or nearer it must be."""
        close = naming.code in nearby
        people = self._table.populations[naming.code]
        letters = sum(map(len, span.words))
        ordinary = span.ordinary and span.departement != departement_of(naming.code)
        if naming.kind is Kind.PART or (naming.kind is Kind.WITHOUT_LITTLE_WORDS and len(span.words) == 1):
            if ordinary or letters < 4:
                return close and span.setting <= Setting.ALONE and letters >= 3
            least = (_WORTH_A_GUESS, _WORTH_A_GUESS, _KNOWN_EVERYWHERE)
            return close or (span.setting < Setting.LOOSE and people >= least[span.setting])
        if span.setting <= Setting.ALONE:
            return close or not ordinary or (naming.kind < Kind.FORMER and people >= _ORDINARY_YET_KNOWN)
        if ordinary:
            return False
        if naming.kind is Kind.FORMER:
            return close
        if span.setting is Setting.ANNOUNCED:
            return letters >= 3
        return letters >= 4 and (close or people >= LARGE_TOWN)

    def _guess(self, naming: Naming, span: Span, nearby: Nearby) -> Guess:
        clear = span.setting < Setting.LOOSE
        if span.setting is Setting.ANNOUNCED:
            whole = naming.code in nearby
        else:
            whole = clear and (span.setting is Setting.HOME or not span.ordinary or span.departement is not None)
        return Guess(naming.code, float(naming.kind), whole=whole and naming.kind < Kind.FORMER, clear=clear)

    def _misspelt(self, words: tuple[str, ...], nearby: Nearby) -> list[Guess]:
        """Communes whose name is written nearly so, or sounds so."""
        best: dict[str, float] = {}
        for span in misspelt(words):
            if span.everyday:
                continue
            for code, cost in self._guesses(span, nearby):
                if span.departement in (None, departement_of(code)):
                    best[code] = min(cost, best.get(code, cost))
        if not best:
            return []
        limit = min(best.values()) + 1.0
        return [Guess(code, cost) for code, cost in best.items() if cost < limit]

    def _guesses(self, span: Span, nearby: Nearby) -> Iterable[tuple[str, float]]:
        written = " ".join(span.words)
        heard = sound(written)
        slack = slack_close(len(written), span.setting)
        if slack:
            for key, distance, _ in process.extract(
                written, nearby.keys.keys(), scorer=OSA.distance, score_cutoff=slack, limit=8
            ):
                if alike(written, key):
                    yield from ((code, distance - _CLOSE_BONUS) for code in nearby.keys[key])
        if len(heard) >= 4 and (len(written) >= 5 or span.setting <= Setting.ALONE):
            yield from ((code, 1 - _CLOSE_BONUS) for code in nearby.sounds.get(heard, ()))
        if span.setting is Setting.LOOSE:
            return
        towns = self._names.towns if len(written) >= _LONG else self._names.large_towns
        slack = _slack_far(len(written))
        if slack:
            for key, distance, _ in process.extract(
                written, towns.keys(), scorer=OSA.distance, score_cutoff=slack, limit=8
            ):
                if alike(written, key):
                    yield from ((code, float(distance)) for code in towns[key])
        if len(heard) >= 4 and len(written) >= 6:
            yield from ((code, 1.0) for code in self._names.sounds_of_large_towns.get(heard, ()))

    def _ranked(self, guesses: Iterable[Guess], nearby: Nearby) -> list[str]:
        """Close ones first, then the best written, then the nearest, then the most populated."""
        order = sorted(
            guesses,
            key=lambda guess: (
                guess.code not in nearby,
                guess.cost,
                nearby.km.get(guess.code, 0.0),
                -self._table.populations[guess.code],
                guess.code,
            ),
        )
        return list(dict.fromkeys(guess.code for guess in order))

    def _settled(self, guesses: Sequence[Guess], nearby: Nearby) -> bool:
        """Whether one commune is meant: a name that it alone has, in France or around, and no likelier neighbour."""
        every = {guess.code for guess in guesses}
        whole = {guess.code for guess in guesses if guess.whole}
        close = {code for code in every if code in nearby}
        if not all(guess.clear for guess in guesses):
            return False
        if len(close) == 1:
            return close <= whole or len(every) == 1
        return len(whole) == 1 and set(self._ranked(guesses, nearby)[:1]) == whole

    def _result(self, codes: Iterable[str], *, sure: bool) -> Found:
        communes = tuple(commune for code in codes if (commune := self._table.commune(code)))[:MOST]
        return Found(communes, sure=sure and bool(communes))


def slack_close(letters: int, setting: Setting) -> int:
    """Mistakes allowed in a name of the neighbourhood."""
    slack = 0 if letters < 5 else 1 if letters < 8 else 2 if letters < 12 else 3
    return min(slack, 1) if setting is Setting.LOOSE else slack


def _slack_far(letters: int) -> int:
    """Mistakes allowed in the name of a town anywhere."""
    return 0 if letters < 6 else 1 if letters < _LONG else 2


def alike(written: str, name: str) -> bool:
    """Whether both begin alike, to the eye or to the ear: few mistakes fall on the first letter."""
    return written[:1] == name[:1] or sound(written)[:1] == sound(name)[:1]
