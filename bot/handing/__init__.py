"""Pathways that go from one chat to another with a code: kept sealed, for a few days or for half an hour."""

from bot.handing.handovers import GIVEN_FOR, SHOWN_FOR, Handovers, NotOpened, in_memory

__all__ = ["GIVEN_FOR", "SHOWN_FOR", "Handovers", "NotOpened", "in_memory"]
