"""What holds a code, a name, or words that somebody typed prints none of them: what is printed ends in a log."""

from datetime import UTC, date, datetime

import pytest

from bot.amending import Amendment
from bot.conversation.events import Chose, Linked, Said
from bot.entrance import Given
from bot.frontdesk.replies.habits import KeepSearch
from bot.frontdesk.replies.inviting import FindStructure, Invite
from bot.frontdesk.replies.looking import Found
from bot.frontdesk.work import Draft, Entry, Work
from bot.living import About, Record
from bot.people import Account, Invitation
from knowledge.handed import Handed
from knowledge.lookup import Lookup

SAID = "Zébulon"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "one",
    [
        Said(SAID),
        Linked(SAID),
        Chose("geste", f"chercher {SAID}"),
        Given(SAID),
        FindStructure(SAID),
        Invite("agent", "demo--ccas", SAID),
        KeepSearch(Lookup(name=SAID)),
        Found(Lookup(left=(SAID,))),
        Handed(entries=(Entry(line=SAID),)),
        Work(about=(SAID,), form={"name": SAID}, draft=Draft(entries=(Entry(line=SAID),), words=SAID)),
        Account(role="agent", name=SAID, since=NOW),
        Invitation(number=1, role="agent", name=SAID, structure_id=None, made_by=SAID, made_at=NOW, expires=NOW),
        Record(number=1, about=About("a"), kind="complet", until=date.max, undoes=None, author=SAID, person="", at=NOW),
        Amendment(
            number=1,
            structure_id="a",
            service_id="",
            field="telephone",
            value=None,
            before=None,
            by=SAID,
            at=NOW,
            decided_by=SAID,
            asserted_at=NOW,
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_it_prints_nothing_of_it(one: object) -> None:
    assert SAID not in repr(one)
