"""Living notes: everything is recorded, what holds is the last word, and it ends by itself."""

import logging
import multiprocessing
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.living import About, Living, Overlays
from bot.living.ledger import KEPT
from bot.living.notebook import LONGEST_DAYS
from knowledge.errors import StateError
from knowledge.notes import KINDS
from tests.samples_living import CLAIRE, DESK, FIRST, HOUSE, KARIM, Days, Desk, an_offer


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "state.db")


def test_a_note_is_seen_at_once_with_its_end_and_who_set_it(desk: Desk) -> None:
    desk.set("complet", days=7)
    (note,) = desk.notes()
    assert (note.kind, note.until, note.author, note.whole) == ("complet", FIRST + timedelta(days=7), "Claire", False)


def test_a_note_holds_on_its_last_day_and_not_after(desk: Desk) -> None:
    desk.set(days=3)
    desk.days.later(3)
    assert len(desk.notes()) == 1
    desk.days.later(1)
    assert desk.notes() == ()
    assert len(desk.living.notebook.records()) == 1, "what expired is still recorded"


def test_a_note_of_a_structure_holds_for_all_its_services_and_that_of_a_service_for_it_alone(desk: Desk) -> None:
    desk.set("ferme", about=HOUSE)
    desk.set("complet", about=DESK)
    assert {note.kind for note in desk.notes(an_offer(id="service"))} == {"ferme", "complet"}
    assert {note.kind for note in desk.notes(an_offer(id="autre"))} == {"ferme"}


def test_a_structure_whose_telephone_is_silent_warns_of_the_services_that_have_no_other(desk: Desk) -> None:
    desk.set("injoignable", about=HOUSE)
    assert len(desk.notes(an_offer())) == 1
    assert desk.notes(an_offer(telephone="0199003344")) == ()


def test_what_is_lifted_holds_no_more_and_is_still_recorded(desk: Desk) -> None:
    desk.set()
    desk.lift(person=KARIM)
    assert desk.notes() == ()
    assert [record.until is None for record in desk.living.notebook.records()] == [False, True]


def test_to_take_back_gives_again_what_was_noted_before(desk: Desk) -> None:
    desk.set(days=3)
    number = desk.set(days=20)
    assert desk.living.notebook.undo(number, author="Claire", person=CLAIRE, at=desk.days.now) is not None
    assert [note.until for note in desk.notes()] == [FIRST + timedelta(days=3)]
    desk.living.notebook.undo(number, author="Claire", person=CLAIRE, at=desk.days.now)
    assert len(desk.living.notebook.records()) == 3, "twice is once"


def test_nobody_takes_back_what_another_noted(desk: Desk) -> None:
    number = desk.set(person=CLAIRE)
    assert desk.living.notebook.undo(number, author="Karim", person=KARIM, at=desk.days.now) is None
    assert len(desk.notes()) == 1


def test_what_another_noted_since_stays_when_an_earlier_note_is_taken_back(desk: Desk) -> None:
    number = desk.set(days=3, person=CLAIRE)
    desk.set(days=9, person=KARIM)
    desk.living.notebook.undo(number, author="Claire", person=CLAIRE, at=desk.days.now)
    assert [note.author for note in desk.notes()] == ["Karim"]


@pytest.mark.parametrize("days", [-1, LONGEST_DAYS + 1])
def test_a_note_always_ends_within_twelve_months(desk: Desk, days: int) -> None:
    with pytest.raises(ValueError):
        desk.set(days=days)
    assert desk.living.notebook.records() == ()


def test_records_are_deleted_after_400_days_and_no_trace_of_them_is_in_the_file(desk: Desk, tmp_path: Path) -> None:
    desk.living.notebook.set(DESK, "ferme", FIRST, author="Bérengère-la-Première", person=CLAIRE, at=desk.days.now)
    desk.days.later(KEPT.days)
    desk.notes()
    assert len(desk.living.notebook.records()) == 1
    desk.days.later(1)
    desk.notes()  # nobody writes: a look is enough
    assert desk.living.notebook.records() == ()
    desk.living.close()
    assert b"Premi" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_who_noted_is_kept_as_a_digest_only(desk: Desk, tmp_path: Path) -> None:
    desk.set(person=CLAIRE)
    desk.living.close()
    assert CLAIRE.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_two_agents_at_once_in_two_threads_are_both_recorded(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: desk.set(days=n % 30, person=(CLAIRE, KARIM)[n % 2]), range(40)))
    records = desk.living.notebook.records()
    assert sorted(numbers) == [record.number for record in records] and len(records) == 40
    assert [note.until for note in desk.notes()] == [records[-1].until], "the last one holds"


def _note_in_another_process(path: Path, person: str, times: int) -> None:
    desk = Desk(path)
    for day in range(times):
        desk.set(days=day, person=person)
    desk.living.close()


def test_two_agents_at_once_in_two_processes_are_both_recorded(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    context = multiprocessing.get_context("fork")  # nothing is open here yet that a copy of this process would share
    both = [context.Process(target=_note_in_another_process, args=(path, who, 15)) for who in (CLAIRE, KARIM)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    desk = Desk(path)
    records = desk.living.notebook.records()
    assert len(records) == 30 and len({record.person for record in records}) == 2
    assert [note.until for note in desk.notes()] == [records[-1].until]


def test_another_process_is_seen_at_the_next_look(tmp_path: Path) -> None:
    here, there = Desk(tmp_path / "state.db"), Desk(tmp_path / "state.db")
    here.set()
    assert there.notes() == here.notes() != ()
    there.lift()
    assert here.notes() == there.notes() == ()


def test_what_others_write_in_state_db_does_not_make_notes_be_read_again(desk: Desk) -> None:
    desk.set()
    desk.notes()
    assert desk.path is not None
    before = desk.living.notebook._services
    with sqlite3.connect(desk.path) as other:
        other.execute("CREATE TABLE others (id INTEGER)")
    desk.notes()
    assert desk.living.notebook._services is before


def test_without_a_file_nothing_is_noted_offers_are_as_they_are_and_the_log_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state.db").mkdir()
    with caplog.at_level(logging.INFO):
        desk = Desk(tmp_path / "state.db")
        for _ in range(3):
            assert desk.notes() == ()
        with pytest.raises(StateError):
            desk.set()
    told = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(told) == 3, "that it does not open, that nothing is deleted, that nothing is read: each once"
    assert "rien ne peut être noté" in told[0].getMessage()


def test_a_file_that_is_damaged_later_leaves_what_was_known(desk: Desk) -> None:
    desk.set()
    known = desk.notes()
    desk.living.close()
    assert desk.notes() == known


def test_overlays_are_laid_one_over_the_other(desk: Desk) -> None:
    other = Desk()
    desk.set("complet")
    other.set("ferme")
    (offer,) = Overlays(desk.living, other.living).over((an_offer(),))
    assert [note.kind for note in offer.notes] == ["complet", "ferme"]


def test_offers_of_which_nothing_is_noted_are_the_same_objects(desk: Desk) -> None:
    offers = (an_offer(), an_offer(id="autre"))
    assert desk.living.over(offers) is offers
    desk.set()
    assert desk.living.over(offers)[1] is offers[1]


class TwoAgents(RuleBasedStateMachine):
    """Two agents, each with a connection of their own, in any order: no record is lost, and both see the last word."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        days = Days()
        path = Path(self.folder.name) / "state.db"
        self.days, self.desks = days, {who: Desk(path, days) for who in (CLAIRE, KARIM)}
        self.said: list[tuple[About, str, object, str]] = []
        self.undone: set[int] = set()

    @rule(who=st.sampled_from((CLAIRE, KARIM)), kind=st.sampled_from(KINDS), days=st.integers(0, 5),
          about=st.sampled_from((DESK, HOUSE)))  # fmt: skip
    def note(self, who: str, kind: str, days: int, about: About) -> None:
        number = self.desks[who].set(kind, days, about, who)
        self.said.append((about, kind, self.days.today + timedelta(days=days), who))
        assert number == len(self.said)

    @rule(who=st.sampled_from((CLAIRE, KARIM)), kind=st.sampled_from(KINDS), about=st.sampled_from((DESK, HOUSE)))
    def lift(self, who: str, kind: str, about: About) -> None:
        self.desks[who].lift(kind, about, who)
        self.said.append((about, kind, None, who))

    @rule(who=st.sampled_from((CLAIRE, KARIM)), data=st.data())
    def undo(self, who: str, data: st.DataObject) -> None:
        mine = [number for number, said in enumerate(self.said, 1) if said[3] == who and said[1] != "undo"]
        number = data.draw(st.sampled_from(mine)) if mine else 999
        done = self.desks[who].living.notebook.undo(number, author="X", person=who, at=self.days.now)
        assert (done is not None) == bool(mine)
        if mine and number not in self.undone:
            self.undone.add(number)
            self.said.append((DESK, "undo", None, who))

    @rule(days=st.integers(1, 3))
    def wait(self, days: int) -> None:
        self.days.later(days)

    @invariant()
    def nothing_is_lost(self) -> None:
        for desk in getattr(self, "desks", {}).values():
            assert len(desk.living.notebook.records()) == len(self.said)

    @invariant()
    def both_see_the_last_word(self) -> None:
        if not hasattr(self, "desks"):
            return
        last = {
            (about, kind): until
            for number, (about, kind, until, _) in enumerate(self.said, 1)
            if kind != "undo" and number not in self.undone
        }
        expected = sorted(
            (kind, about.whole, until) for (about, kind), until in last.items() if until and until >= self.days.today
        )
        for desk in self.desks.values():
            assert sorted((note.kind, note.whole, note.until) for note in desk.notes()) == expected

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            for desk in self.desks.values():
                desk.living.close()
            self.folder.cleanup()


TestTwoAgents = TwoAgents.TestCase
TestTwoAgents.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


def test_a_living_of_memory_keeps_nothing_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = Desk()
    desk.set()
    assert len(desk.notes()) == 1 and list(tmp_path.iterdir()) == []
    assert isinstance(desk.living, Living)
