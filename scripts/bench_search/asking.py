"""What people ask for, before they mistype it, and which structures are right answers.

A query says the kind of a structure, what tells it apart from others of its kind, and its commune, or some of these. Right
is every structure that agrees with all that the query says: of the same kind where it says a kind, with the same proper
name where it says one, in a commune of the same name where it says one (or in the same département, for what a
département has one of). So « restos du cœur lyon » is answered by any antenna there, and « centre social bellevue
lyon » by that one only. Names are compared folded: without case, accents or punctuation. The commune is left out only
where one structure is right without it. An acronym, its long form, or both say the same kind.

A mistake may make other structures as right (see `Territory.right`): where words were cut or left out, all structures that
agree with what is left; where letters were changed, those that bear the very name that came out, beside those meant.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

from knowledge.text import fold
from scripts.bench_search.entries import Target

WITH_COMMUNE = 0.65
"""Share of the queries that say the commune though they need not."""

KIND_LEFT_OUT = 0.25
"""Share of the queries for an invented name that leave the kind out: « les petits cabris annecy »."""

INVENTED = frozenset(
    {"creche", "halte", "mam", "epicerie", "tiers-lieu", "ressourcerie", "garage", "club", "association"}
)
"""Kinds known by the name that they gave themselves."""

OF_DEPARTEMENT = frozenset({"cidff", "mdph", "adil", "caf", "cpam", "udaf", "siao", "ddets", "cap-emploi", "cma"})
"""Kinds that a département has one of."""


class Part(NamedTuple):
    """A part of a query: which field it says, in which words, and the value that it stands for."""

    field: str
    text: str
    value: str


class Typed(NamedTuple):
    """A part as it was typed, and what it lost, if it lost more than letters here and there: the ends of words, or words."""

    part: Part
    text: str
    lost: Literal["", "ends", "words"] = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a query in their usual order; the same with the kind said by its other form, where it has two."""

    parts: tuple[Part, ...]
    other: tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, the structures that it may be answered with, and which mistake was made."""

    text: str
    right: frozenset[str]
    mistake: str


class Territory:
    """The targets of a directory, by what queries can say of them."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = targets
        self._values = [_values(target) for target in targets]
        self._kind_words: dict[str, str] = {}
        self._by: dict[str, defaultdict[str, list[int]]] = {field: defaultdict(list) for field in _FIELDS}
        self._begin: defaultdict[str, list[int]] = defaultdict(list)
        for number, (target, values) in enumerate(zip(targets, self._values, strict=True)):
            if target.long and target.long != target.proper:
                self._kind_words[target.kind] = fold(f"{target.long} {target.acronym}")
            for field, value in values.items():
                self._by[field][value].append(number)
            for begin in {word[:4] for field in _FIELDS[:-1] for word in values[field].split()}:
                self._begin[begin].append(number)

    def asked(self, count: int, chance: random.Random) -> Iterator[Asked]:
        """So many queries without a mistake, each for a structure drawn at random."""
        for _ in range(count):
            yield self._asked(chance.choice(self.targets), chance)

    def right(self, typed: Sequence[Typed]) -> frozenset[str]:
        """The structures that agree with every part that was typed.

        A part of which words were cut is agreed with by a field in which each of its words begins a word; one of which
        words were left out, by a field that has those that are left; any other by a field with the value that was meant,
        or with the very one that was typed.
        """
        wanted = {one.part.field: {one.part.value, _written(one)} for one in typed if not one.lost}
        begun = [
            (one.part.field, f" {word}{' ' if one.lost == 'words' else ''}")
            for one in typed
            if one.lost
            for word in fold(one.text).split()
        ]
        return frozenset(
            self.targets[number].structure_id
            for number in self._candidates(wanted, begun)
            if all(self._values[number][field] in values for field, values in wanted.items())
            and all(word in self._words(number, field) for field, word in begun)
        )

    def _candidates(self, wanted: dict[str, set[str]], begun: list[tuple[str, str]]) -> Iterable[int]:
        """The numbers that the rarest value, or the rarest beginning of a word, leaves to look at."""
        found = [[self._by[field].get(value, []) for value in values] for field, values in wanted.items()]
        found += [[self._begin[word[1:5]]] for field, word in begun if field != "kind" and len(word.strip()) >= 4]
        rarest = min(found, key=lambda lists: sum(map(len, lists)), default=None)
        return range(len(self.targets)) if rarest is None else chain.from_iterable(rarest)

    def _words(self, number: int, field: str) -> str:
        value = self._values[number][field]
        return f" {self._kind_words.get(value, '') if field == 'kind' else value} "

    def _asked(self, target: Target, chance: random.Random) -> Asked:
        commune = Part("commune", target.commune, fold(target.commune))
        own = Part("proper", target.proper, fold(target.proper))
        if not target.proper:
            departement = Part("departement", target.departement, fold(target.departement))
            own_one = target.kind in OF_DEPARTEMENT and departement.value in fold(target.nom)
            return _both(target, departement if own_one and chance.random() < 0.5 else commune)
        if target.long == target.proper:  # an association named after what it does: its commune is in its name
            return Asked((own,), (Part("acronym", target.acronym, fold(target.acronym)), commune))
        bare = not target.form or (target.kind in INVENTED and chance.random() < KIND_LEFT_OUT)
        alone = Asked((own,)) if bare else _both(target, own)
        if len(self.right([Typed(part, part.text) for part in alone.parts])) == 1 and chance.random() > WITH_COMMUNE:
            return alone
        return Asked((own, commune)) if bare else _both(target, own, commune)


_FIELDS = ("proper", "acronym", "commune", "departement", "kind")


def _values(target: Target) -> dict[str, str]:
    return {field: target.kind if field == "kind" else fold(getattr(target, field)) for field in _FIELDS}


def _written(typed: Typed) -> str:
    return typed.part.value if typed.part.field == "kind" else fold(typed.text)


def _both(target: Target, *rest: Part) -> Asked:
    """A query that says the kind as the name writes it: by its long form where it writes both."""
    short, long = Part("kind", target.acronym, target.kind), Part("kind", target.long, target.kind)
    if not target.acronym:
        return Asked((long, *rest))
    first, second = (short, long) if target.form == target.acronym else (long, short)
    return Asked((first, *rest), (second, *rest))
