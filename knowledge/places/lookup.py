"""The commune that a message names: by code, by name, then by a name misspelt; nothing where nothing is likely."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from knowledge.places import spellings
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
_FAR_LARGER = 10
"""Times as many inhabitants, from which the first part of a town's name may be meant before the whole of a village's."""
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
    announced: bool = False
    """Whether it only follows « à », « sur » or « vers »."""
    words: int = 0
    """How many words of the message were taken for the name."""


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
        known = any(guess.whole or guess.code in nearby for guess in named)
        sure = known and self._settled(named, nearby)
        far = bool(nearby.km) and not any(guess.code in nearby for guess in named)
        if known and not (sure and self._doubtful(named, far=far)):
            return self._result(self._ranked(named, nearby), sure=sure)
        most = max((guess.words for guess in named), default=0)
        likelier = [
            guess
            for guess in self._misspelt(words, nearby, named, least=1 if known and far else 0)
            if guess.words > most or (far and guess.code in nearby)
        ]
        return self._result(self._ranked([*named, *likelier], nearby), sure=sure and not likelier)

    def _doubtful(self, named: Sequence[Guess], *, far: bool) -> bool:
        """Whether a name that is written right may be another that is not.

        A small commune far away bears the name of a neighbour's, a letter off (« oulins »); or only the end of a name was
        read, after « sur » (« manac sur touvre »).
        """
        small = all(self._table.populations[guess.code] < LARGE_TOWN for guess in named)
        return (far and small) or all(guess.announced for guess in named)

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
            if not namings:
                continue
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
        if naming.kind >= Kind.PART or (naming.kind is Kind.WITHOUT_LITTLE_WORDS and len(span.words) == 1):
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
        whole = whole and naming.kind < Kind.FORMER
        announced = span.setting is Setting.ANNOUNCED
        return Guess(
            naming.code, float(naming.kind), whole=whole, clear=clear, announced=announced, words=len(span.words)
        )

    def _misspelt(self, words: tuple[str, ...], nearby: Nearby, named: Sequence[Guess], *, least: int) -> list[Guess]:
        """Other communes whose name is written nearly so, or sounds so; a neighbour is forgiven `least` mistakes or more."""
        others: dict[str, Guess] = {}
        already = {guess.code for guess in named}
        for span in misspelt(words):
            if span.everyday:
                continue
            for code, cost in self._guesses(span, nearby, least):
                if code in already or span.departement not in (None, departement_of(code)):
                    continue
                if code not in others or cost < others[code].cost:
                    others[code] = Guess(code, cost, words=len(span.words))
        limit = min((guess.cost for guess in others.values()), default=0.0) + 1.0
        return [guess for guess in others.values() if guess.cost < limit]

    def _guesses(self, span: Span, nearby: Nearby, least: int) -> Iterable[tuple[str, float]]:
        written = " ".join(span.words)
        heard = sound(written)
        setting = span.setting
        if slack := max(least, slack_close(len(written), setting)):
            yield from ((code, mistakes - _CLOSE_BONUS) for code, mistakes in nearby.spellings.near(written, slack))
        if len(heard) >= 4 and (len(written) >= 5 or setting <= Setting.ALONE):
            yield from ((code, 1 - _CLOSE_BONUS) for code in nearby.sounds.get(heard, ()))
        if setting is Setting.LOOSE:
            return
        towns = self._names.spelt_towns if len(written) >= _LONG else self._names.spelt_large_towns
        if slack := _slack_far(len(written)):
            yield from ((code, float(mistakes)) for code, mistakes in towns.near(written, slack))
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
        if len(whole) != 1 or set(self._ranked(guesses, nearby)[:1]) != whole:
            return False
        # « Évry » is whole in the Yonne, and half the name of a town that everybody knows.
        people = max(LARGE_TOWN, _FAR_LARGER * max(self._table.populations[code] for code in whole))
        return all(self._table.populations[code] < people for code in every - whole)

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
    return spellings.alike(spellings.initials(written), spellings.initials(name))
