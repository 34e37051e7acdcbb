"""Find the phrases of the rule file in what a person typed: word by word, in order, give or take a letter.

Each typed word is looked up once in the vocabulary of all phrases, through the words left when letters are dropped
(the symmetric deletion of W. Garbe, 2012), then confirmed by its distance (optimal string alignment). So the time grows
with the length of the message, hardly with the number of phrases.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from rapidfuzz.distance import OSA

from knowledge.stems import Stems
from knowledge.text import words

FILLERS = frozenset(
    (
        "a ai as au aux avec c ca ce cet cette d dans de des du elle en est et eu il ils j jai je l la le les leur lui "
        "m ma me mes moi mon n ne nous on ou par pour qu que qui s sa se ses son suis sur t ta te tes tu un une votre "
        "vous y "
        "am an and are at for i im in is it my of on the to we with"
    ).split()
)
"""Words that tell nothing by themselves in French and English. A phrase made of nothing else keeps them all."""

PRONOUNS = frozenset("m ma me moi".split())
"""Said of oneself, elided or glued (« ma frapé »): kept, and all one, where a book is loose."""

GLUED = frozenset("jو")
"""Letters that are a word of their own glued to the next: *je* typed in haste, the Arabic *and*."""

GAP = 2
"""Other words that may stand between two words of a phrase: « il me le jette et frappe »."""

START, ENDING = 6, 3
"""Letters that two words begin with, and letters by which one may be longer, to be forms of one word."""

MOST_FILLERS = 2
"""Words of a danger, up to which all but one may be passed over."""

LONGEST_TWICE = 12
"""Letters above which a word may miss one letter, not two: it has more forms than slips."""

LONGEST_WORD = 30
"""Letters above which a typed word is not bent: it is no word of ours."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a message. `pairs`: (word of the phrase, word as typed); `places`: their places in the message."""

    key: str
    phrase: str
    pairs: tuple[tuple[str, str], ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    text: str
    words: tuple[str, ...]
    together: bool


Covered = Mapping[str, frozenset[int]]
"""Key → places of the words of a message that its exceptions cover."""


class Exceptions:
    """Exact words, side by side, that take a match away: « ça me tue »."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for key, listed in phrases.items():
            for phrase in filter(None, map(words, listed)):
                self._by_first[phrase[0]].append((key, phrase))

    def covered(self, typed: Sequence[str]) -> Covered:
        """The words of a message that exceptions cover.

        >>> Exceptions({"tuer": ["ça me tue"]}).covered(("ce", "dossier", "ca", "me", "tue"))
        {'tuer': frozenset({2, 3, 4})}
        """
        found: dict[str, frozenset[int]] = {}
        for start, word in enumerate(typed):
            for key, phrase in self._by_first.get(word, ()):
                if tuple(typed[start : start + len(phrase)]) == phrase:
                    found[key] = found.get(key, frozenset()).union(range(start, start + len(phrase)))
        return found


def taken_away(match: Found, covered: Covered) -> bool:
    """Whether an exception of its key covers a word that the match needs."""
    return not covered.get(match.key, frozenset()).isdisjoint(match.places)


class Phrasebook:
    """Phrases, each with the key it stands for. Immutable once made, and quick to ask."""

    def __init__(self, phrases: Iterable[tuple[str, str]], *, loose: bool = False) -> None:
        """`phrases`: pairs of key and phrase. `loose` is for dangers: every word bends but the ordinary ones.

        The pronoun of oneself then counts too, because « il me frappe » is not « je frappe à la porte ».
        """
        self._loose = loose
        self._stems = Stems()
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        fillers = FILLERS - PRONOUNS if loose else FILLERS
        for phrase in dict.fromkeys(_phrase(key, text, fillers) for key, text in phrases):
            if phrase.words:
                self._by_word[phrase.words[0]].append(phrase)
        vocabulary = {word for listed in self._by_word.values() for phrase in listed for word in phrase.words}
        self._same_stem: dict[str, set[str]] = defaultdict(set)
        self._same_start: dict[str, set[str]] = defaultdict(set)
        self._shortened: dict[str, set[str]] = defaultdict(set)
        for word in vocabulary:
            self._same_stem[self._stems.of(word)].add(word)
            self._same_start[word[:START]].add(word)
            for short in _shortened(word, slack(word) if len(word) <= LONGEST_TWICE else 1):
                self._shortened[short].add(word)
        self._vocabulary = frozenset(vocabulary)

    def find(self, text: str | Sequence[str]) -> tuple[Found, ...]:
        """Every phrase that the message holds, in the order of their places.

        >>> book = Phrasebook([("dehors", "dors dehors"), ("faim", "faim")])
        >>> [(found.key, found.pairs) for found in book.find("bonsoir je dor dehor")]
        [('dehors', (('dors', 'dor'), ('dehors', 'dehor')))]
        >>> book.find("j'ai fait une demande")
        ()
        """
        typed = words(text) if isinstance(text, str) else tuple(text)
        meant = [self._meant(word) for word in typed]
        return tuple(self._found(typed, meant))

    def _found(self, typed: Sequence[str], meant: Sequence[frozenset[str]]) -> Iterator[Found]:
        present = frozenset().union(*meant)
        for start, candidates in enumerate(meant):
            for word in sorted(candidates):
                for phrase in self._by_word.get(word, ()):
                    places = _places(phrase, typed, meant, start) if present.issuperset(phrase.words) else ()
                    if places and self._stands(phrase, typed, places):
                        pairs = tuple((word, typed[at]) for word, at in zip(phrase.words, places, strict=True))
                        yield Found(phrase.key, phrase.text, pairs, places)

    def _stands(self, phrase: _Phrase, typed: Sequence[str], places: tuple[int, ...]) -> bool:
        """A word alone bends less than a word among others: faim is not fait."""
        if len(phrase.words) > 1:
            return True
        word, seen = phrase.words[0], typed[places[0]]
        return word == seen or self._related(word, seen) or OSA.distance(word, seen) <= slack(word, alone=True)

    def _meant(self, typed: str) -> frozenset[str]:
        """The words of the vocabulary that a typed word may stand for."""
        if len(typed) > LONGEST_WORD:
            return frozenset()
        if self._loose and typed in PRONOUNS:
            return PRONOUNS
        if self._loose and self._glued(typed):
            return self._bent(typed) | self._meant(typed[1:])
        if typed in FILLERS or typed in common_words():
            return frozenset({typed, f"{typed}s", typed.removesuffix("s")}) & self._vocabulary
        if typed in self._vocabulary and not self._loose:
            return frozenset({typed, *self._forms(typed)})
        return self._bent(typed)

    def _glued(self, typed: str) -> bool:
        """« jdor dehor », « ولا أريد »: a letter that is a word, before a word that is not known with it."""
        known = typed in FILLERS or typed in common_words() or typed in self._vocabulary
        return len(typed) > 2 and typed[0] in GLUED and not known

    def _bent(self, typed: str) -> frozenset[str]:
        """The words of the vocabulary that are near enough, and the forms of this one."""
        near = {
            word
            for short in _shortened(typed, slack(typed) or 1)
            for word in self._shortened.get(short, ())
            if OSA.distance(word, typed) <= slack(word)
        }
        return frozenset(near | self._forms(typed))

    def _forms(self, typed: str) -> set[str]:
        """Words of the vocabulary that are forms of this one: plural, ending."""
        return self._same_stem.get(self._stems.of(typed), set()) | self._grown(typed)

    def _grown(self, typed: str) -> set[str]:
        """Words that begin alike and differ by an ending: « travail », « travaille », « travailler »."""
        return {
            word
            for word in self._same_start.get(typed[:START], ())
            if len(typed) >= START
            and abs(len(word) - len(typed)) <= ENDING
            and word[: min(len(word), len(typed)) - 1] == typed[: min(len(word), len(typed)) - 1]
        }

    def _related(self, word: str, typed: str) -> bool:
        return word in self._forms(typed)


def slack(word: str, *, alone: bool = False) -> int:
    """Letters that may differ in a word of a phrase, fewer in a word that stands alone.

    >>> slack("dors"), slack("faim", alone=True), slack("hebergement")
    (1, 0, 2)
    """
    one, two = (6, 9) if alone else (4, 8)
    return 2 if len(word) >= two else 1 if len(word) >= one else 0


@cache
def common_words() -> frozenset[str]:
    """Ordinary words that are never bent: `common_words.txt`."""
    lines = files("knowledge").joinpath("common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_QUOTED = re.compile(r"^\s*[«\"“].*[»\"”]\s*$")


def _phrase(key: str, text: str, fillers: frozenset[str]) -> _Phrase:
    """« Guillemets » ask for these exact words, side by side."""
    if _QUOTED.match(text):
        return _Phrase(key, text, words(text), together=True)
    every = words(text)
    telling = tuple(word for word in every if word not in fillers)
    if len(telling) == 1 and len(every) > MOST_FILLERS and fillers is not FILLERS:
        telling = every  # « il est dans la maison »: one word would say less than the sentence
    return _Phrase(key, text, telling or every, together=not telling)


def _places(phrase: _Phrase, typed: Sequence[str], meant: Sequence[frozenset[str]], start: int) -> tuple[int, ...]:
    if phrase.together:
        end = start + len(phrase.words)
        return tuple(range(start, end)) if tuple(typed[start:end]) == phrase.words else ()
    places = [start]
    for word in phrase.words[1:]:
        first = places[-1] + 1
        at = next((i for i in _reach(typed, first) if word in meant[i]), None)
        if at is None:
            return ()
        places.append(at)
    return tuple(places)


def _reach(typed: Sequence[str], first: int) -> Iterator[int]:
    """The places where the next word may stand: fillers cost nothing, up to `GAP` others are passed over."""
    others = 0
    for at in range(first, len(typed)):
        yield at
        others += typed[at] not in FILLERS
        if others > GAP:
            return


def _shortened(word: str, most: int) -> Iterator[str]:
    """The word, and the word with up to `most` letters dropped."""
    yield word
    for count in range(1, min(most, len(word) - 1) + 1):
        for kept in combinations(word, len(word) - count):
            yield "".join(kept)
