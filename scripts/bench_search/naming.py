"""Invent the proper names of a territory: people, quarters, associations, words forged as associations forge theirs."""

import random
from functools import cache

from scripts.bench_search.word_lists import lines, words

SURNAMES, FORGED = 14_000, 9_000
"""How many there are to draw from; the rarest are drawn once or never."""

_PLACES = (
    "rue", "avenue", "place", "boulevard", "allée", "impasse", "chemin", "quai", "square", "cours", "esplanade", "route",
)  # fmt: skip
_HOW = ("ensemble", "autrement", "ici", "au pays", "pour demain", "à tout âge", "sans frontières", "en ville")


class Names:
    """Names drawn at random, always the same from the same `chance`."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def surname(self) -> str:
        return _ranked(self._chance, _surnames())

    def firstname(self) -> str:
        return self._chance.choice(words("prenoms"))

    def person(self) -> str:
        """« Jean-Moreau » in the style of public buildings, or plain « Jean Moreau »."""
        return f"{self.firstname()}{'-' if self._chance.random() < 0.4 else ' '}{self.surname()}"

    def quarter(self) -> str:
        """A quarter, or a street or square bearing somebody's name."""
        draw = self._chance.random()
        if draw < 0.6:
            return self._chance.choice(lines("quartiers"))
        if draw < 0.8:
            return f"Saint-{self.firstname()}".replace("Saint-Sainte", "Sainte")
        return self.person()

    def street(self) -> str:
        named = self.person() if self._chance.random() < 0.7 else self._chance.choice(lines("quartiers"))
        return f"{self._chance.choice(_PLACES)} {named}"

    def thing(self) -> str:
        return self._chance.choice(words("choses"))

    def association(self) -> str:
        """The name that people give to what they found together."""
        chance = self._chance
        style = chance.choices(range(9), (22, 14, 12, 12, 10, 8, 8, 8, 6))[0]
        if style == 0:
            return _ranked(chance, _forged())
        if style == 1:
            return f"Les {_plural(self.thing()).capitalize()}"
        if style == 2:
            thing = self.thing()
            return f"{_article(thing)} {_agreed(chance.choice(words('qualites')), thing)}"
        if style == 3:
            return f"{self.thing().capitalize()} et {self.thing()}"
        if style == 4:
            return f"{chance.choice(words('actions'))} {chance.choice(_HOW)}"
        if style == 5:
            return f"{self.thing().capitalize()} {chance.choice(words('prenoms'))}"
        if style == 6:
            return f"{_ranked(chance, _forged())} {self.surname()}"
        if style == 7:
            return f"{chance.choice(words('actions'))} et {chance.choice(words('actions')).lower()}"
        return f"Fondation {self.person()}"


def initials(name: str) -> str:
    """The acronym of a name: the first letters of its words that are not small.

    >>> initials("Association pour le partage et l'entraide")
    'APE'
    """
    small = {"de", "du", "des", "la", "le", "les", "et", "pour", "aux", "a", "en", "un", "une"}
    parts = name.replace("'", " ").replace("-", " ").split()
    return "".join(word[0].upper() for word in parts if len(word) > 1 and word.lower() not in small)


@cache
def _surnames() -> tuple[str, ...]:
    chance = random.Random("surnames")  # noqa: S311
    begun, middle, ended = words("noms_debut"), words("noms_milieu"), words("noms_fin")
    found: dict[str, None] = {}
    while len(found) < SURNAMES:
        inner = chance.choice(middle) if chance.random() < 0.35 else ""
        found[f"{chance.choice(begun)}{inner}{chance.choice(ended)}"] = None
    return tuple(found)


@cache
def _forged() -> tuple[str, ...]:
    chance = random.Random("forged")  # noqa: S311
    begun, ended = words("forges_debut"), words("forges_fin")
    found: dict[str, None] = {}
    while len(found) < FORGED:
        first, last = chance.choice(begun), chance.choice(ended)
        style = chance.random()
        joined = (
            f"{first}{last}" if style < 0.75 else f"{first}'{last}" if style < 0.85 else f"{first}{last.capitalize()}"
        )
        found[joined] = None
    return tuple(found)


def _ranked(chance: random.Random, names: tuple[str, ...]) -> str:
    """Few names are common and many are rare, as surnames are."""
    return names[int(len(names) * chance.random() ** 1.6)]


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    return f"{word}x" if word.endswith(("au", "eu")) else f"{word}s"


def _article(word: str) -> str:
    return f"L'{word}" if word[0] in "aeiouéèêhâîô" else f"{'La' if word.endswith('e') else 'Le'} {word.capitalize()}"


_FEMININE = {
    "eau": "elle",
    "if": "ive",
    "eur": "euse",
    "eux": "euse",
    "el": "elle",
    "anc": "anche",
    "en": "enne",
    "et": "ète",
    "er": "ère",
}


def _agreed(quality: str, noun: str) -> str:
    """The quality of a noun that ends as most feminine ones do.

    >>> _agreed("citoyen", "ronde"), _agreed("vert", "chemin"), _agreed("rural", "ruche")
    ('citoyenne', 'vert', 'rurale')
    """
    if not noun.endswith("e") or quality.endswith("e"):
        return quality
    for ending, feminine in _FEMININE.items():
        if quality.endswith(ending):
            return quality.removesuffix(ending) + feminine
    return f"{quality}e"
