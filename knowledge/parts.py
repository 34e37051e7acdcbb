"""Several needs in one message: a part of it speaks of one thing, another part of another."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from knowledge.learned import Learned, Look
from knowledge.needs import Evidence, NeedSense, apart
from knowledge.text import words
from knowledge.weighing import Clues, Weighed, weighed

CLEAR = 0.75
"""Probability from which a part of a message speaks of a need by itself."""

BESIDE = 0.2
"""Probability from which a part speaks of a second need too, where phrases with words of their own tell it."""

UPHELD = 0.04
"""Probability that the whole message must leave to the need of a part."""


def needs_of_parts(
    parts: Sequence[str],
    look: Look,
    denied: Collection[int],
    lexical: Sequence[Evidence],
    whole: Sequence[Weighed],
    sense: NeedSense,
    learned: Learned,
    known: Collection[str],
) -> tuple[Weighed, ...]:
    """The needs of the parts in the order they were said; fewer than two where the message says one thing."""
    upheld = {each.need: each for each in whole if each.score >= UPHELD or each.found}
    found: dict[str, Weighed] = {}
    if len(parts) < 2:
        found.update((each.need, each) for each in _clear(whole, {each.need for each in apart(lexical)}))
    start = 0
    for part in parts if len(parts) > 1 else ():
        end = start + len(words(part))
        kept = look.only(place for place in range(start, min(end, len(look.typed))) if place not in denied)
        if len(kept.typed) > 1:
            said = _within(lexical, range(start, end))
            clues = Clues(said, learned.needs_of(kept), sense.excepted(kept.typed))
            candidates, outside = weighed(clues, known)
            told = {each.need for each in apart(said)}
            for each in _clear(candidates, told, outside):
                if each.need in upheld or each.need in told:
                    found.setdefault(each.need, upheld.get(each.need, each))
        start = end
    if whole and whole[0].score >= CLEAR:
        found.setdefault(whole[0].need, whole[0])
    return tuple(found.values())


def _within(lexical: Sequence[Evidence], span: range) -> list[Evidence]:
    """What phrases tell in one part: those of the whole message that stand in it."""
    found = []
    for each in lexical:
        inside = tuple(match for match in each.found if match.places[0] in span and match.places[-1] in span)
        if inside:
            found.append(replace(each, found=inside, place=inside[0].places[0]))
    return found


def _clear(candidates: Sequence[Weighed], told: Collection[str], outside: float = 0.0) -> Iterator[Weighed]:
    """The first need where it is clear, and others that phrases with words of their own tell."""
    for rank, each in enumerate(candidates):
        if each.score >= (BESIDE if rank else CLEAR) > outside and (rank == 0 or each.need in told):
            yield each
