"""Everything that speaks for a need, weighed together: phrases found, words learned, meaning."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.learned import Chances
from knowledge.lexicon.entries import OUT_OF_SCOPE
from knowledge.matching import Found
from knowledge.needs import Evidence

PHRASE = 4.0
"""What a phrase found whole adds to the logarithm of a need's odds; the best of 1, 2, 3 and 4 on phrases of other sources."""

OUTSIDE = 0.3
"""What is added to the logarithm of the odds of being out of scope, which the lexicon shows less of than the world does.

It makes 87 % of out-of-scope phrases of other sources refused, and 1 % of real needs; 0 makes it 79 % and 1 %.
"""

OWN, OWN_FLOOR = 8.0, 0.05
"""The same for a phrase of the rule file, and the probability that it stands for at least: the coordinator has the last word."""

EXCEPTED = 8.0
"""What an exception takes from the logarithm of a need's odds."""

ALARMED = 2.0
"""What a danger adds to the logarithm of the odds of the need that it leads to."""

FLOOR = 1e-4
"""Probability of a need that nothing speaks for: a phrase of the coordinator may still raise it."""

SHOWN = 0.02
"""Probability under which a need is not a candidate."""

MOST = 5
"""Candidates that are kept."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A need that a message may speak of.

    `score`: its probability, in [0, 1]; `found`: the phrases found; `lexical`, `by_words`, `by_meaning`: what each way of
    looking says by itself, in [0, 1], `by_meaning` None without the encoder.
    """

    need: str
    score: float
    found: tuple[Found, ...]
    lexical: float
    by_words: float
    by_meaning: float | None


@dataclass(frozen=True, slots=True)
class Clues:
    """Everything that a message, or a part of one, gives away of needs.

    `lexical`: needs that phrases tell; `chances`: what was learned; `excepted`: needs that an exception takes away, where no
    phrase tells them besides; `alarmed`: needs that a danger of the message leads to.
    """

    lexical: Sequence[Evidence]
    chances: Chances
    excepted: Collection[str] = ()
    alarmed: Collection[str] = ()


def weighed(clues: Clues, known: Collection[str]) -> tuple[tuple[Weighed, ...], float]:
    """The candidates among the `known` needs, best first, and the probability that the message is out of scope."""
    said = {each.need: each for each in clues.lexical}
    together, by_words, by_meaning = clues.chances.together, clues.chances.by_words, clues.chances.by_meaning
    odds = {
        need: _odds(together.get(need, 0.0), said.get(need))
        - (EXCEPTED if need in clues.excepted and need not in said else 0.0)
        + (ALARMED if need in clues.alarmed else 0.0)
        for need in known
    }
    odds[OUT_OF_SCOPE] = math.log(max(together.get(OUT_OF_SCOPE, 0.0), FLOOR)) + OUTSIDE
    total = sum(map(math.exp, odds.values()))
    chance = {need: math.exp(value) / total for need, value in odds.items()}
    ranked = sorted(known, key=lambda need: -chance[need])
    candidates = tuple(
        Weighed(
            need,
            round(chance[need], 3),
            said[need].found if need in said else (),
            said[need].score if need in said else 0.0,
            round(by_words.get(need, 0.0), 3),
            round(by_meaning.get(need, 0.0), 3) if by_meaning else None,
        )
        for need in ranked[:MOST]
        if chance[need] >= SHOWN
    )
    return candidates, chance[OUT_OF_SCOPE]


def _odds(learned: float, said: Evidence | None) -> float:
    """The logarithm of what a probability that was learned and the phrases found are worth together."""
    if said is None:
        return math.log(max(learned, FLOOR))
    floor, worth = (OWN_FLOOR, OWN) if said.own else (FLOOR, PHRASE)
    return math.log(max(learned, floor)) + worth * said.score
