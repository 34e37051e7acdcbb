"""Decide on corrections: all of them exist, or none is decided."""

from datetime import UTC, datetime

from bot.amending import Amendments, Decision, UnknownAmendment
from bot.amending.listing import listed
from bot.commands.corrections.kept import BY
from knowledge.directory import Directory


def decide(
    amendments: Amendments, directory: Directory, numbers: tuple[int, ...], decision: Decision, *, alone: bool
) -> tuple[int, ...]:
    """The numbers that were decided: with those that were said at once, unless `alone`. Raises UnknownAmendment."""
    every = {each.amendment.number: each for each in listed(amendments, directory)}
    if missing := [number for number in numbers if number not in every]:
        raise UnknownAmendment(missing[0])
    wanted = numbers if alone else tuple(other for number in numbers for other in every[number].numbers)
    decided = tuple(sorted(set(wanted)))
    amendments.decide(decided, decision, BY, datetime.now(UTC))
    return decided
