"""What happens to a person, told without the word of a service, and the words that services have for it. `situations.yaml`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from knowledge.lookup.hotlines import heard
from knowledge.lookup.vocabulary import read_words
from knowledge.matching import FILLERS
from knowledge.text import words

GAP = 2
"""Other words that may stand between two words of a phrase: « viré hier par ses parents »."""

LITTLE = (FILLERS | frozenset({"veut", "faire", "fait", "trop"})) - frozenset({"pas", "plus", "rien"})
"""Words that tell nothing of a situation."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A phrase found in a line: the words of the line that tell it, and the words to look for."""

    typed: tuple[str, ...]
    sought: tuple[str, ...]


def situations(typed: Sequence[str]) -> tuple[Situation, ...]:
    """The situations that words tell, the longest phrase first, no word twice.

    >>> [each.typed for each in situations(("vire", "hier", "par", "ses", "parents"))]
    [('vire', 'parents')]
    """
    telling = [(word, heard(word)) for word in typed if word not in LITTLE]
    free = set(range(len(telling)))
    found: list[Situation] = []
    stems = {stem for _, stem in telling}
    candidates = (each for stem in stems for each in _phrases().get(stem, ()) if stems.issuperset(each[0]))
    for phrase, sought in sorted(candidates, key=lambda each: (-len(each[0]), each[0])):
        if (places := _found(phrase, [stem for _, stem in telling])) and free.issuperset(places):
            free -= set(places)
            found.append(Situation(tuple(telling[at][0] for at in places), sought))
    return tuple(found)


def spoken_as(
    name: Sequence[str], left: Sequence[str], typed: Sequence[str], known: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words to look for and those that nothing took, once the situations of a line are said in the words of services.

    `known`: the directory has a word somewhere. A situation of which it knows no word changes nothing.
    """
    added: list[str] = []
    gone: set[str] = set()
    for situation in situations(typed):
        if sought := [word for word in situation.sought if word in FILLERS or known(word)]:
            added += sought
            # Several words together mean something else than each: who sleeps in a car looks for no car.
            gone |= {word for word in situation.typed if len(situation.typed) > 1 or not known(word)} - {*sought}
    kept = tuple(word for word in name if word not in gone)
    return tuple(dict.fromkeys((*kept, *added))) if added else tuple(name), tuple(
        word for word in left if word not in gone
    )


def _found(phrase: Sequence[str], stems: Sequence[str]) -> tuple[int, ...]:
    """The places of a phrase among stems, in order, at most `GAP` others between two; nothing where it is not there."""
    for start, stem in enumerate(stems):
        if stem != phrase[0]:
            continue
        places = [start]
        for wanted in phrase[1:]:
            after = range(places[-1] + 1, min(places[-1] + 2 + GAP, len(stems)))
            at = next((at for at in after if stems[at] == wanted), None)
            if at is None:
                break
            places.append(at)
        else:
            return tuple(places)
    return ()


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The phrases by their first stem, each with the words to look for."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, sought in _listed():
        found.setdefault(phrase[0], []).append((phrase, sought))
    return found


def _listed() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for entry in cast("list[dict[str, Any]]", read_words("situations.yaml")):
        for phrase in entry["dit"]:
            if stems := tuple(heard(word) for word in words(phrase) if word not in LITTLE):
                yield stems, words(entry["cherche"])
