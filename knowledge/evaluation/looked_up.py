"""Whether the right card was first, one tap away, or not there: look-ups judged as an agent lives them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from knowledge.evaluation.interval import wilson
from knowledge.evaluation.lookups import AskedLine
from knowledge.lookup import Finder, Findings

Verdict = Literal["first", "listed", "missed"]
"""`first`: the first thing shown is right, one message and no tap; `listed`: among those listed with it, one tap."""

LISTED = 5
"""What a screen shows of an answer: the card, and buttons for four others (`bot.attending.looking.PAGE`)."""

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
"""When look-ups are judged: an ordinary morning, when most doors are open."""

CLEAREST = 3
"""Ids that are told of what was shown instead."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A line, what it gave, and what that is worth. `shown` are ids, best first: numbers to call, then services."""

    line: AskedLine
    verdict: Verdict
    shown: tuple[str, ...]

    @property
    def instead(self) -> str:
        """What came first, in few words."""
        return ", ".join(self.shown[:CLEAREST]) or "rien"


@dataclass(frozen=True, slots=True)
class Found:
    """How many lines of how many gave the right card first, or among those listed (first ones included)."""

    lines: int
    first: int
    listed: int

    @property
    def missed(self) -> int:
        return self.lines - self.listed

    @property
    def sure(self) -> tuple[float, float]:
        """The 95 % interval of the share of first ones."""
        return wilson(self.first, self.lines)


def looked_up(finder: Finder, lines: Iterable[AskedLine], at: datetime = TUESDAY) -> Iterator[LookedUp]:
    """Each line, read and answered at an aware moment, and judged."""
    for line in lines:
        findings = finder.find(finder.read(line.text, home=line.home), at, limit=LISTED)
        yield judged(line, findings)


def judged(line: AskedLine, findings: Findings) -> LookedUp:
    """What an answer is worth. A structure that is expected accepts any of its services; a service, only itself."""
    hotlines = [(each.number, each.number) for each in findings.hotlines]
    services = [(each.offer.service.id, each.offer.structure.id) for each in findings.services]
    shown = [*hotlines, *services][:LISTED]
    right = [not line.expected.isdisjoint(ids) for ids in shown]
    verdict: Verdict = "first" if right[:1] == [True] else "listed" if any(right) else "missed"
    return LookedUp(line, verdict, tuple(id for id, _ in shown))


def counted(judged: Iterable[LookedUp]) -> Found:
    """The figures of some lines."""
    verdicts = [each.verdict for each in judged]
    first = verdicts.count("first")
    return Found(len(verdicts), first, first + verdicts.count("listed"))
