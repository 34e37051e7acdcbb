"""Free words → the life event that they tell, and the needs that the rest of the message tells beside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from knowledge.learned import Learned, Look
from knowledge.matching import FILLERS, Exceptions, Found, Phrasebook, common_words, taken_away
from knowledge.needs import Evidence
from knowledge.rules.model import Rules, every
from knowledge.text import words
from knowledge.weighing import Clues, weighed

BESIDE = 0.75
"""Probability from which the words around an event speak of a need of their own: that of a part of a message."""

QUOTES = '«"“'
"""What stands before a phrase that must be said as it is written."""

FEW = 2
"""Telling words around an event up to which it is said alone: « on vient de divorcer, c'est dur »."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that a message tells: the phrases found, and the places of their words.

    `beside`: the needs told with other words; `alone`: the message says hardly anything else;
    `rest`: its other words, folded.
    """

    event: str
    found: tuple[Found, ...]
    places: frozenset[int]
    beside: tuple[str, ...] = ()
    alone: bool = False
    rest: str = ""


class EventSense:
    """The life events of a rule file, ready to be recognised."""

    def __init__(self, rules: Rules) -> None:
        phrases = {id: (f"« {event.label} »", *every(event.phrases)) for id, event in rules.events.items()}
        self._book = Phrasebook((id, _exact(phrase)) for id, listed in phrases.items() for phrase in listed)
        self._exceptions = Exceptions({id: every(event.exceptions) for id, event in rules.events.items()})

    def told(self, typed: Sequence[str], denied: Collection[int] = ()) -> Happening | None:
        """The event that folded words tell best; `denied`: places of words that do not count.

        The one told with most words; of two, the one that was told first.
        """
        covered = self._exceptions.covered(typed)
        found: dict[str, list[Found]] = {}
        for match in self._book.find(typed):
            if not taken_away(match, covered) and not any(place in denied for place in match.places):
                found.setdefault(match.key, []).append(match)
        happenings = [
            Happening(event, tuple(matches), frozenset(place for match in matches for place in match.places))
            for event, matches in found.items()
        ]
        return min(happenings, key=lambda each: (-len(each.places), min(each.places)), default=None)


def with_rest(
    told: Happening,
    look: Look,
    denied: Collection[int],
    lexical: Sequence[Evidence],
    learned: Learned,
    known: Collection[str],
) -> Happening:
    """The event, with what the other words of the message tell.

    « j'ai perdu mon travail » says one thing; « j'ai perdu mon travail, je n'ai plus à manger » says two.
    """
    apart = {
        each.need: None for each in lexical if any(not told.places.issuperset(match.places) for match in each.found)
    }
    rest = look.only(place for place in range(len(look.typed)) if place not in told.places and place not in denied)
    telling = [word for word in rest.typed if word not in FILLERS and word not in common_words() and not word.isdigit()]
    if len(telling) > 1:
        candidates, outside = weighed(Clues((), learned.needs_of(rest)), known)
        if candidates and candidates[0].score >= BESIDE > outside:
            apart.setdefault(candidates[0].need)
    return replace(told, beside=tuple(apart), alone=not apart and len(telling) <= FEW, rest=" ".join(rest.typed))


def _exact(phrase: str) -> str:
    """A phrase of which one word alone tells something must be said as it is: « bébé est né » is not any « bébé »."""
    if phrase.lstrip()[:1] in QUOTES:
        return phrase
    said = words(phrase)
    return f"« {phrase} »" if len(said) > 1 and sum(word not in FILLERS for word in said) == 1 else phrase
