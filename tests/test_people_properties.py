"""Whatever is invited, given, guessed, taken back, and however time passes: a code opens what it was made for, once, in time."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from bot.codes import new_code
from bot.people import Account, Role
from bot.store.people import REMEMBERED, SqlitePeople

PERSONS = st.sampled_from([f"telegram:{number}" for number in range(4)])
ROLES = st.sampled_from(["agent", "partner", "coordinator"])


@dataclass
class Given:
    """What is known of a code outside of the registry."""

    role: Role
    name: str
    expires: datetime
    used_by: str = ""
    ended: datetime | None = None
    revoked: bool = False


class Codes(RuleBasedStateMachine):
    """The registry beside a model that is a dictionary."""

    given = Bundle("given")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.people = SqlitePeople(Path(self.folder.name) / "state.db", b"key")
        self.now = datetime(2026, 11, 23, tzinfo=UTC)
        self.codes: dict[str, Given] = {}
        self.accounts: dict[str, str] = {}

    def teardown(self) -> None:
        self.people.close()
        self.folder.cleanup()

    @rule(target=given, role=ROLES, days=st.integers(1, 30))
    def invite(self, role: Role, days: int) -> str:
        name = f"n{len(self.codes)}"
        code, _ = self.people.invite(role, name, "demo--ccas", "", self.now, timedelta(days=days))
        self.codes[code] = Given(role, name, self.now + timedelta(days=days))
        return code

    @rule(code=given, person=PERSONS)
    def redeem(self, code: str, person: str) -> None:
        expected = self._expected(self.codes[code], code, person)
        outcome = self.people.redeem(code, person, self.now)
        if expected == "gone":  # long over: it may be remembered, or not any more
            mine = self.accounts.get(person) == code
            assert outcome in ("expired", "used", "revoked", "unknown") or (mine and isinstance(outcome, Account))
        elif expected == "opened":
            assert isinstance(outcome, Account)
            assert (outcome.role, outcome.name) == (self.codes[code].role, self.codes[code].name)
            if not self.codes[code].used_by:
                self.codes[code].used_by, self.codes[code].ended = person, self.now
            self.accounts[person] = code
        else:
            assert outcome == expected

    @rule(person=PERSONS)
    def guess(self, person: str) -> None:
        assert self.people.redeem(new_code(), person, self.now) == "unknown"

    @rule(code=given)
    def revoke_invitation(self, code: str) -> None:
        one = self.codes[code]
        listed = next((each for each in self.people.invitations() if each.name == one.name), None)
        could = not one.used_by and not one.revoked and self.now < one.expires
        if listed is not None:
            assert self.people.revoke(listed, self.now) == could
        if could:
            one.revoked, one.ended = True, self.now

    @rule(person=PERSONS)
    def revoke_account(self, person: str) -> None:
        account = self.people.account(person)
        assert (account is not None) == (person in self.accounts)
        if account is not None:
            assert self.people.revoke(account, self.now)
            del self.accounts[person]

    @rule(hours=st.sampled_from([1, 23, 24 * 7, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def each_person_has_the_account_of_their_newest_code_and_nobody_else_has_one(self) -> None:
        assert sorted(each.name for each in self.people.accounts()) == sorted(
            self.codes[code].name for code in self.accounts.values()
        )
        for number in range(4):
            person = f"telegram:{number}"
            account = self.people.account(person)
            code = self.accounts.get(person)
            assert (account.name if account else None) == (self.codes[code].name if code else None)

    def _expected(self, one: Given, code: str, person: str) -> str:
        ended = one.ended or one.expires
        if self.accounts.get(person) == code:
            return "opened" if self.now - ended < REMEMBERED else "gone"
        if self.now - ended >= REMEMBERED:
            return "gone"
        if one.used_by:
            return "used"
        if one.revoked:
            return "revoked"
        if self.now >= one.expires:
            return "expired"
        mine = self.accounts.get(person)
        if mine and self.codes[mine].role == "coordinator" != one.role:
            return "kept"
        return "opened"


TestCodes = Codes.TestCase
TestCodes.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
