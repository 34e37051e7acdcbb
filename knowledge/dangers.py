"""Spot a danger in a message, before anything else.

Two ways, and either is enough: the triggers that a coordinator reads and writes, word by word, and what was learned from
thousands of phrases. Loose on purpose: a false alarm costs one line, a miss may cost a life. Only exceptions that somebody
wrote (« ça me tue ») take a trigger away, and only those exact words side by side.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from knowledge.learned import Chances, Learned, Look
from knowledge.matching import Exceptions, Found, Phrasebook, taken_away
from knowledge.rules.model import WRITTEN, Rules, every

FEARED = 0.4
"""Probability of danger, all dangers together, from which what was learned raises the alarm."""

FEARED_PART = 0.95
"""The same for one sentence among others: out of its place a sentence is misread more often."""

DOUBTED = 0.15
"""Probability of danger under which a trigger that had to be bent is a slip: « m'a donné congé » is not « m'a cogné »."""

FOREIGN = 0.3
"""The same for a bent trigger of another language: the Spanish « ablación » is no French « ablation »."""

FIRST_OTHER = "\u0370"
"""The first character after Latin letters and their marks: Greek, then Cyrillic, Arabic…"""

LONG, SHORT = 7, 4
"""Letters from which a word with one slip is still that word, in Latin letters (« conaissance ») and in others (« زواجا »)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of a message, and what was learned of them."""

    look: Look
    chances: Chances


@dataclass(frozen=True, slots=True)
class Alarm:
    """A danger, and the words that told it. `score`: the probability of any danger, where it was learned; 1 for a trigger."""

    danger: str
    found: Found
    score: float = 1.0


class DangerSense:
    """The dangers of a rule file, ready to be looked for in any text of any language."""

    def __init__(self, rules: Rules, learned: Learned) -> None:
        self._order = {id: place for place, id in enumerate(rules.dangers)}
        triggers = [(id, trigger) for id, danger in rules.dangers.items() for trigger in every(danger.triggers)]
        self._triggers = Phrasebook((each for each in triggers if _latin(each[1])), loose=True)
        self._other_triggers = [each for each in triggers if not _latin(each[1])]
        self._tongues: dict[tuple[str, str], set[str]] = defaultdict(set)
        for id, danger in rules.dangers.items():
            for language, said in danger.triggers.items():
                for trigger in said:
                    self._tongues[id, trigger].add(language)
        self._exceptions = Exceptions({id: every(danger.exceptions) for id, danger in rules.dangers.items()})
        self._learned = learned
        silent = rules.written
        self._unspoken = Phrasebook(((WRITTEN, each) for each in every(silent.triggers)) if silent else (), loose=True)
        self._spoken = Exceptions({WRITTEN: every(silent.exceptions)} if silent else {})

    @cached_property
    def _triggers_of_other_scripts(self) -> Phrasebook:
        """Made when the first message comes that is not in Latin letters: most territories never see one."""
        return Phrasebook(self._other_triggers, loose=True)

    def _found(self, typed: Sequence[str]) -> Iterator[Found]:
        yield from self._triggers.find(typed)
        if not all(map(str.isascii, typed)):
            yield from self._triggers_of_other_scripts.find(typed)

    def innocent(self, typed: Sequence[str]) -> frozenset[int]:
        """Places of the words that an exception covers: what was learned does not look at them."""
        return frozenset().union(*self._exceptions.covered(typed).values())

    def alarms(self, said: Sequence[Sequence[str]], heard: Sequence[Heard], language: str) -> tuple[Alarm, ...]:
        """Every danger once, the gravest first (the order of the rule file).

        `said`: the words of the message as typed, and as spelt out; `heard`: the message, then its sentences, without
        the words that an exception covers, with what was learned of them; `language`: that of the message.
        """
        feared = [self._feared(each) for each in heard]
        most = max(feared, default=0.0)
        found: dict[str, Alarm] = {}
        for typed in dict.fromkeys(map(tuple, said)):
            covered = self._exceptions.covered(typed)
            for match in self._found(typed):
                doubtful = most < self._doubt(match, language)
                if match.key not in found and not doubtful and not taken_away(match, covered):
                    found[match.key] = Alarm(match.key, match)
        if not found and (learnt := self._learnt(heard, feared)):
            found[learnt.danger] = learnt
        return tuple(sorted(found.values(), key=lambda alarm: self._order[alarm.danger]))

    def written(self, said: Sequence[Sequence[str]]) -> bool:
        """Whether a message says that its writer can neither speak nor hear; `said` as for `alarms`."""
        return any(
            not taken_away(match, self._spoken.covered(typed))
            for typed in dict.fromkeys(map(tuple, said))
            for match in self._unspoken.find(typed)
        )

    def _doubt(self, match: Found, language: str) -> float:
        """The probability of danger under which a trigger is a slip; 0 for one whose words are as written."""
        if all(word == typed for word, typed in match.pairs):
            return 0.0
        if language not in self._tongues[match.key, match.phrase]:
            return FOREIGN
        return 0.0 if _surely(match) else DOUBTED

    def _feared(self, heard: Heard) -> float:
        """The probability of any danger that the rules know."""
        return sum(chance for id, chance in heard.chances.together.items() if id in self._order)

    def _learnt(self, heard: Sequence[Heard], feared: Sequence[float]) -> Alarm | None:
        """The alarm that the words learned raise: for the whole message, or for one of its sentences."""
        enough = [FEARED, *[FEARED_PART] * (len(heard) - 1)]
        raised = [place for place, chance in enumerate(feared) if chance >= enough[place]]
        if not raised:
            return None
        worst = max(raised, key=lambda place: feared[place])
        chances, look = heard[worst].chances.together, heard[worst].look
        danger = max(self._order, key=lambda id: chances.get(id, 0.0))
        places = self._learned.telling(look, (danger,)).get(danger) or (0,)
        pairs = tuple((look.typed[at], look.typed[at]) for at in places)
        return Alarm(danger, Found(danger, "", pairs, places), round(feared[worst], 3))


def _latin(trigger: str) -> bool:
    return not any(letter >= FIRST_OTHER and letter.isalpha() for letter in trigger)


def _surely(match: Found) -> bool:
    """Every word is as written, or is a long one with one slip: « conaissance » is no other word."""
    return all(
        word == typed
        or (min(len(word), len(typed)) >= (LONG if word.isascii() else SHORT) and OSA.distance(word, typed) <= 1)
        for word, typed in match.pairs
    )
