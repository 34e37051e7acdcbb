"""How likely a typed word stands for a word of the directory, from 0 to 1: by its letters, its sound, its consonants."""

from rapidfuzz.distance import OSA

from knowledge.phonetics import voiceless
from knowledge.search.neighbours import slack

LOOSEST = 0.5
"""Likelihood under which two words have nothing to do with each other."""

_FURTHEST = 0.5
"""Share of the letters that may differ at most, where one looks as far as one can."""

_VOWELS = frozenset("aeiouyh")


def likely(typed: str, word: str, distance: int, *, same_sound: bool, same_bones: bool) -> float:
    """How likely a word at so many slips was meant; 0 for two words that only share a form by chance.

    >>> likely("mision", "mission", 1, same_sound=True, same_bones=True) > 0.9
    True
    >>> likely("mssin", "mission", 2, same_sound=False, same_bones=True) > 0.85
    True
    """
    longest = max(len(typed), len(word))
    alike = 1 - distance / longest
    certainty = 0.0
    if distance <= min(slack(typed), slack(word)):
        certainty = 1 - (0.6 if longest > 4 else 0.9) * distance / longest - 0.05 * (typed[0] != word[0])
    if lost := _beheaded(typed, word):
        certainty = max(certainty, lost)
    if same_sound and alike >= 0.5:
        return max(certainty, 0.85 + 0.1 * alike)
    if same_bones:
        certainty = max(certainty, _boned(typed, word, alike))
    return certainty


def loosely(typed: str, word: str) -> float:
    """How likely a word was meant by one that looks like nothing known; 0 when too little of it is left.

    >>> loosely("asosiatoin", "association") > loosely("asosiatoin", "assiette")
    True
    """
    longest = max(len(typed), len(word))
    distance = OSA.distance(typed, word, score_cutoff=int(_FURTHEST * longest))
    if distance > _FURTHEST * longest:
        return 0.0
    certainty = 0.92 - 0.7 * distance / longest - 0.04 * (typed[0] != word[0])
    return certainty if certainty >= LOOSEST else 0.0


def _beheaded(typed: str, word: str) -> float:
    """The end of a word, of which the first letter or two were not typed."""
    if len(typed) < 3 or not word.endswith(typed):
        return 0.0
    return {1: 0.92, 2: 0.86 if len(typed) > 4 else 0.0}.get(len(word) - len(typed), 0.0)


def _boned(typed: str, word: str, alike: float) -> float:
    """The same consonants: it is much that only vowels are missing, and little otherwise."""
    if alike >= 0.3 and typed[0] == word[0] and voiceless(typed):
        return 0.8 + 0.1 * alike
    if alike >= 0.5 and _lost_vowels(typed, word):
        return 0.8 + 0.12 * alike
    return 0.4 + 0.4 * alike if alike >= 0.5 and len(typed) > 5 else 0.0


def _lost_vowels(typed: str, word: str) -> bool:
    """Whether nothing but vowels of a word is missing."""
    rest = iter(typed)
    awaited = next(rest, None)
    for letter in word:
        if letter == awaited:
            awaited = next(rest, None)
        elif letter not in _VOWELS:
            return False
    return awaited is None
