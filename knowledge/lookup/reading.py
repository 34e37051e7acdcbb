"""Read one typed line as a look-up: numbers, moments, filters, commune, ages, publics, a name, needs; what nothing took is left.

Each step takes its words from the line. A word may tell a need and stand in a name: where the directory has a structure of
that name, the name wins, and only the other words tell needs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.answers import AnswerSense
from knowledge.lookup.knowing import Knowing
from knowledge.lookup.line import Line
from knowledge.lookup.model import FILTERS, Filter, Lookup
from knowledge.lookup.numbers import Numbers
from knowledge.lookup.situations import spoken_as
from knowledge.lookup.vocabulary import NEVER, vocabulary
from knowledge.lookup.where import Whereabouts
from knowledge.matching import FILLERS
from knowledge.places import Places
from knowledge.rules.model import COMMUNE, Rules
from knowledge.search import Hit, Search
from knowledge.understanding import Understanding

NEEDS = 3
"""Needs of one line at most."""

LIKELY = 0.2
"""Probability from which a need that is not sure is looked up too, after those that are."""

FAINT = 0.05
"""The same, where the line says nothing else that is known: a guess beats an empty screen, and every part can be taken away."""

NAMED = 0.85
"""How sure a name must be to win over a need."""

AGE_UNITS = frozenset({"an", "ans", "mois", "semaine", "semaines"})

OPEN = frozenset({"ouvert", "ouverte", "ouverts", "ouvertes"})
"""Words that ask for what is open now, but for what is open then beside a moment: « ouvert dimanche »."""

DIGITS = 2
"""Digits up to which a number that is left counts something: « 2 enfants »."""

STRUCTURES = 3
"""Structures of one name, above which none of them is surely meant."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads lines by one rule file and one directory. Keeps nothing of what it reads."""

    rules: Rules
    understanding: Understanding
    places: Places
    search: Search | None
    numbers: Numbers = field(init=False)
    answers: AnswerSense = field(init=False)
    where: Whereabouts = field(init=False)
    knowing: Knowing = field(init=False)

    def __post_init__(self) -> None:
        territory = self.rules.territory
        near = frozenset((*territory.communes, *territory.neighbours))
        object.__setattr__(self, "numbers", Numbers(self.rules.hotlines.values()))
        object.__setattr__(self, "answers", AnswerSense(self.rules, self.understanding.gestures))
        object.__setattr__(self, "knowing", Knowing(self.search))
        object.__setattr__(self, "where", Whereabouts(self.places, near, self.knowing.place))

    def read(self, text: str, home: str | None) -> Lookup:
        """What a line asks; `home`: the INSEE code of the agent's commune. Whatever the text, nothing is raised."""
        line = Line.of(text)
        hotlines, line = self.numbers.typed(line)
        moments, timed = self._moments(line)
        line = line.take(timed)
        filters, line = _filters(line)
        commune, line = self.where.said(line, home or next(iter(self.rules.territory.communes), None))
        named = self._named(line, commune or home)
        if not named:
            by_name, line = self.numbers.named(line)
            by_subject = () if by_name else self.numbers.meant(line, self.knowing.spelt)
            hotlines = tuple(dict.fromkeys((*hotlines, *by_name, *by_subject)))
            line = line.take(self.numbers.asked(line) if by_subject else ())
        spoken = line.leave(timed).left
        line = line.take(_ages(line))
        publics = vocabulary().publics.find(line.open)
        taken = _words_of(named)
        meant = self.knowing.spelt(line.leave(timed).left)
        needs, telling = self._needs(tuple(word for word in meant if word not in taken))
        told = frozenset(line.words[at] for term in publics for at in term.places)
        name, left = self._names(line, told, telling)
        if not named:
            name, left = spoken_as(name, left, line.left, self._known)
        if not (name or named or needs or hotlines):
            needs, _ = self._needs(self.knowing.spelt(spoken), least=FAINT)
        return Lookup(
            name=" ".join(name),
            structures=tuple(hit.structure_id for hit in named) if len(named) <= STRUCTURES else (),
            needs=needs,
            answers=self._answers(needs, spoken),
            publics=tuple(dict.fromkeys(term.key for term in publics)),
            commune=commune,
            home=home,
            filters=filters,
            moments=moments,
            hotlines=hotlines,
            left=left,
        )

    def _moments(self, line: Line) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """When the person can come, and the places of the words that say so; none that stand in the name of a structure."""
        terms = [term for term in vocabulary().moments.find(line.open) if term.key != NEVER]
        if not terms:
            return (), ()
        named = _words_of(self._named(line, None))
        terms = [term for term in terms if named.isdisjoint(line.words[at] for at in term.places)]
        places = [at for term in terms for at in term.places]
        if places:
            places += [at for at, word in enumerate(line.open) if word in OPEN]
        return tuple(dict.fromkeys(term.key for term in terms)), tuple(places)

    def _named(self, line: Line, commune: str | None) -> tuple[Hit, ...]:
        """The structures that the line surely names, the best only: several where they bear the same name."""
        typed = " ".join(line.left)
        if self.search is None or not typed:
            return ()
        here = self.places.commune(commune) if commune else None
        meant = " ".join(self.knowing.spelt(line.left))
        for text in dict.fromkeys((typed, meant)):
            hits = self.search.names_in(text, commune=here, limit=STRUCTURES + 1)
            if hits := tuple(hit for hit in hits if hit.score >= NAMED):
                said = [len(_words_of([hit])) for hit in hits]
                return tuple(hit for hit, words in zip(hits, said, strict=True) if words == max(said))
        return ()

    def _needs(self, typed: Sequence[str], least: float = LIKELY) -> tuple[tuple[str, ...], frozenset[str]]:
        """The needs that words tell, the sure first, then the likely, and the words that tell them.

        `least`: the probability that makes one likely.
        """
        if FILLERS.union(vocabulary().asking).issuperset(typed):
            return (), frozenset()
        reading = self.understanding.read(" ".join(typed))
        if reading.decision == "hors_sujet" and least >= LIKELY:
            return (), frozenset()
        likely = [each.need for each in reading.needs if each.score >= least]
        needs = tuple(dict.fromkeys((*reading.sure, *likely)))[:NEEDS]
        found = (found for each in reading.needs if each.need in needs for found in each.found)
        telling = frozenset(word for match in found for _, word in match.pairs)
        return needs, telling.union(word for need in needs for word in reading.telling(need))

    def _answers(self, needs: Sequence[str], spoken: Sequence[str]) -> Mapping[str, str]:
        """What the line tells of the person, as answers to the questions of its needs; an age, to any that asks for one.

        An age that those questions do not ask for is kept: it tells for whom the service must be.
        """
        asked = [each.question for need in needs for each in self.rules.needs[need].ask]
        questions = self.rules.questions
        aged = [id for id, each in questions.items() if any(option.age for option in each.options.values())]
        wanted = [id for id in dict.fromkeys(asked or aged) if questions[id].kind != COMMUNE]
        text = " ".join(self.knowing.spelt(spoken))
        told = dict(self.answers.facts(wanted, text))
        return told if told.keys() & set(aged) else {**self.answers.facts(aged, text), **told}

    def _known(self, word: str) -> bool:
        return self.knowing.named(word) or self.knowing.told(word)

    def _names(
        self, line: Line, told: frozenset[str], telling: frozenset[str]
    ) -> tuple[Sequence[str], tuple[str, ...]]:
        """The words that the directory knows or that tell a need, and those that nothing took.

        `told` are those that tell a public, `telling` those that tell a need.

        An abbreviation that the directory does not know is spelt out.
        """
        short = {word for phrase in vocabulary().abbreviations for word in phrase}
        little = (FILLERS | vocabulary().asking) - short
        knowing = self.knowing
        counts = {word for word in line.left if word.isdigit() and len(word) <= DIGITS and not knowing.named(word)}
        typed = [word for word in line.left if word not in little | counts]
        name: list[str] = []
        left: list[str] = []
        for here, meaning in knowing.parts(typed):
            meant = [word for word in meaning if word not in FILLERS]
            if meant and knowing.rather(meant, here):
                name += meant
            elif told.issuperset(here):
                name += [word for word in here if knowing.named(word)]
            elif all(word in telling or knowing.named(word) or knowing.told(word) for word in here):
                name += here
            else:
                left += here
        return name, tuple(left)


def _filters(line: Line) -> tuple[tuple[Filter, ...], Line]:
    terms = vocabulary().filters.find(line.open)
    asked = {term.key for term in terms}
    return tuple(id for id in FILTERS if id in asked), line.take(at for term in terms for at in term.places)


def _ages(line: Line) -> list[int]:
    """The places of « 2 ans », « 18 mois »."""
    found: list[int] = []
    for at, word in enumerate(line.words[:-1]):
        if word.isdigit() and line.words[at + 1] in AGE_UNITS and line.taken.isdisjoint((at, at + 1)):
            found += [at, at + 1]
    return found


def _words_of(named: Sequence[Hit]) -> frozenset[str]:
    """The typed words that told a name."""
    return frozenset(
        reason.partition(": ")[2].partition("→")[0]
        for hit in named
        for reason in hit.why
        if not reason.startswith("distance")
    )
