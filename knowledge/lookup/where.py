"""The commune that a line says, and which of its words say it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.lookup.line import Line, nth
from knowledge.lookup.vocabulary import vocabulary
from knowledge.matching import FILLERS, common_words, slack
from knowledge.places import Commune, Places, distance_km
from knowledge.places.mentions import LONGEST_NAME
from knowledge.places.vocabulary import vocabulary as places_vocabulary
from knowledge.text import words

AROUND_KM = 25.0
"""How far from the territory, or from the agent, a commune that is not sure may lie."""

KNOWN_EVERYWHERE = 10_000
"""Inhabitants from which a commune far away is meant by its name alone."""

SHORTEST = 4
"""Letters under which a name is only taken whole and right."""

SAINTS = frozenset({"st", "ste", "saint", "sainte"})

HALLS = frozenset({"mairie", "mairies"})
"""What each arrondissement has one of (Code général des collectivités territoriales, L2511-1)."""

DISTRICTS = frozenset({"arr", "arrdt", "arrondissement"})
"""What makes of a number before it that of an arrondissement."""

LINKS = frozenset({"du", "le", "dans", "au", "arrondissement", "arr", "arrdt"})
"""Little words between what is looked for and the number of an arrondissement."""

COUNTS = frozenset(
    "a ado ados an ans appartement bebe bebes bus c categorie cat chambre chambres classe de des dont enfant enfants et f "
    "famille fils fille filles gosses jusque ligne metro mineurs moins mois n niveau no num numero ou par personne personnes "
    "pers piece pieces plus pour quotient sans sur t taille tel tram tranche type zone".split()
)
"""Words after which a number counts, measures or names something else."""

UNITS = frozenset(
    "an ans annee annees euro euros h heure heures jour jours km mois personne personnes pers semaine semaines".split()
)
"""Words that make of a number before them a quantity."""

Place = Callable[[str], bool | None]
"""Whether words, in the directory, are those of a commune or of another name; None where they are in no name."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Finds the commune of a line. `near`: the communes that are meant first; `place`: the directory has the last word."""

    places: Places
    near: frozenset[str]
    place: Place

    def said(self, line: Line, home: str | None) -> tuple[str | None, Line]:
        """The INSEE code that is said, and the line without its words. « ici » is the agent's commune."""
        near = self.near | ({home} if home else frozenset())
        for run in line.runs(min(LONGEST_NAME, 6)):
            typed = tuple(line.words[at] for at in run)
            if self._possible(typed) and (code := self._code(typed, line, run, near)):
                return code, line.take(_with_before(line, run))
        here = vocabulary().here.find(line.open)
        if home and here:
            return home, line.take(at for term in here for at in term.places)
        return self._district(line, near)

    def _possible(self, typed: Sequence[str]) -> bool:
        """Whether a run may be a name: it begins and ends with a word of one, and says more than little words."""
        if typed[-1] in FILLERS and typed[-1] not in {"l"}:
            return False
        if len(typed) == 1:
            word = typed[0]
            return word not in FILLERS and word not in common_words() and word not in places_vocabulary().ordinary
        return not (typed[0] in FILLERS and typed[0] not in {"l", "la", "le", "les"})

    def _code(self, typed: tuple[str, ...], line: Line, run: range, near: Collection[str]) -> str | None:
        text = " ".join(typed)
        found = self.places.found(text, near=near)
        if not found.communes:
            return None
        first = found.communes[0]
        if text.isdigit():
            return first.code
        if not _bears(first, typed):
            return None
        if self._around(first, near):
            sure = found.sure or (len(text) >= SHORTEST and self.place(text) is not False)
        else:
            known = first.population >= KNOWN_EVERYWHERE or _announced(line, run)
            sure = found.sure and (known or self.place(text) is True)
        return first.code if sure else None

    def _around(self, commune: Commune, near: Collection[str]) -> bool:
        if commune.code in near or commune.parent in near:
            return True
        centres = (known.position for code in near if (known := self.places.commune(code)))
        position = commune.position
        return bool(position) and any(
            distance_km(position, centre) <= AROUND_KM for centre in centres if position and centre
        )

    def _district(self, line: Line, near: Collection[str]) -> tuple[str | None, Line]:
        """« 8e », and « 8 » where it counts nothing: the arrondissement of a city that is near."""
        told = [(nth(word), at) for at, word in enumerate(line.words)]
        bare = [(int(word), at) for at, word in enumerate(line.words) if word.isdigit() and _numbers_a_place(line, at)]
        for number, at in (*told, *bare):
            if number is None or at in line.taken:
                continue
            for code in sorted(near):
                districts = self.places.arrondissements(code)
                if 0 < number <= len(districts):
                    return districts[number - 1], line.take([at])
        return None, line


def _bears(commune: Commune, typed: Sequence[str]) -> bool:
    """Whether every word that was typed is one of the name: « ccas caluire » is more than a name."""
    name = words(commune.nom)
    numbers = {nth(word) for word in name}
    for word in typed:
        if word in FILLERS or word in SAINTS:
            continue
        if word.isdigit() or nth(word) is not None:
            if (nth(word) or int(word)) not in numbers:
                return False
        elif not any(part.startswith(word) or OSA.distance(word, part) <= slack(part) for part in name):
            return False
    return True


def _numbers_a_place(line: Line, at: int) -> bool:
    """Whether a bare number is that of an arrondissement: « mairie 8 », « mairie du 3 », « aralis 8 ».

    It comes after a town hall or before « arrondissement »; or last, and then after a word that is not counted.
    """
    before = [word for word in line.words[:at] if word not in LINKS]
    after = line.words[at + 1 :]
    if after and after[0] in DISTRICTS:
        return True
    if not before or before[-1].isdigit() or line.words[at - 1] in COUNTS or (after and after[0] in UNITS):
        return False
    return before[-1] in HALLS or vocabulary().asking.issuperset(after)


def _announced(line: Line, run: range) -> bool:
    return run.start > 0 and line.words[run.start - 1] in places_vocabulary().before


def _with_before(line: Line, run: range) -> range:
    """The run, and the little words that announce it; « as » is an abbreviation."""
    start = run.start
    little = {word for word in FILLERS if (word,) not in vocabulary().abbreviations}
    while start > 0 and line.words[start - 1] in little and start - 1 not in line.taken:
        start -= 1
    return range(start, run.stop)
