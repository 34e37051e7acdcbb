"""Spot a danger in a message, before anything else.

Loose on purpose: a false alarm costs one line, a miss may cost a life. Only the exceptions that a coordinator wrote
(« ça me tue ») take words away, and only those exact words side by side.
"""

from dataclasses import dataclass

from knowledge.matching import Exceptions, Found, Phrasebook
from knowledge.rules.model import Rules, every
from knowledge.text import words


@dataclass(frozen=True, slots=True)
class Alarm:
    """A danger, and the words that told it."""

    danger: str
    found: Found


class DangerSense:
    """The dangers of a rule file, ready to be looked for in any text of any language."""

    def __init__(self, rules: Rules) -> None:
        self._order = {id: place for place, id in enumerate(rules.dangers)}
        self._triggers = Phrasebook(
            ((id, trigger) for id, danger in rules.dangers.items() for trigger in every(danger.triggers)), loose=True
        )
        self._exceptions = Exceptions({id: every(danger.exceptions) for id, danger in rules.dangers.items()})

    def alarms(self, text: str) -> tuple[Alarm, ...]:
        """Every danger once, the gravest first (the order of the rule file)."""
        typed = words(text)
        found: dict[str, Alarm] = {}
        for match in self._triggers.find(typed):
            if match.key not in found and not self._exceptions.cover(match, typed):
                found[match.key] = Alarm(match.key, match)
        return tuple(sorted(found.values(), key=lambda alarm: self._order[alarm.danger]))
