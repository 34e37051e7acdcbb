"""Noting at the front desk: one tap or one line; seen by colleagues with its author, by residents without."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.attendant import Attendant
from bot.conversation.events import Chose, Event, Said
from bot.frontdesk.noting import lift_data, note_data, usual_data
from bot.living import Living
from bot.people import Account, Role
from bot.screen import Button, Document, Screen
from bot.served import Served
from bot.store.works import MemoryWorks
from knowledge.errors import DirectoryCorrupt
from knowledge.keys import SHORT, key_of
from knowledge.notes import KINDS
from knowledge.noting import read_line
from knowledge.wording import Wording
from tests.conftest import serving, sheets
from tests.samples_living import Days, Switch

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CCAS, WELCOME = "demo--ccas", "demo--ccas--accueil-social"
SECRET_NAME = "Bérengère-Anonyme"
STALE = Wording.load("fr").say("agents.looking.stale")


@dataclass
class Desk:
    """A front desk over the demonstration, with living knowledge of its own."""

    served: Served
    living: Living
    days: Days
    screen: Screen | None = None
    works: MemoryWorks = field(default_factory=MemoryWorks)

    def does(self, event: Event, role: Role = "agent", name: str = SECRET_NAME, structure: str | None = CCAS) -> str:
        """The text that answers."""
        account = Account(role=role, name=name, structure_id=structure, since=NOW)
        attendant = Attendant(works=self.works, sheets=sheets(), living=self.living)
        self.screen = attendant.turn(self.served, f"telegram:{name}", account, event, self.days.now, None)
        assert self.screen is not None
        return "\n".join(message.text for message in self.screen.messages)

    def types(self, text: str) -> str:
        return self.does(Said(text))

    def taps(self, label: str, **who: str) -> str:
        """Tap the button whose label has these words."""
        asked, _, option = next(each.data for each in self.buttons if label in each.label).partition(":")
        return self.does(Chose(asked, option), **who)  # type: ignore[arg-type]

    @property
    def buttons(self) -> tuple[Button, ...]:
        assert self.screen is not None
        return tuple(button for message in self.screen.messages for row in message.buttons for button in row)

    def noted(self, service: str = WELCOME) -> set[str]:
        assert self.served.directory is not None
        offer = self.served.directory.offer(service)
        assert offer is not None
        return {f"{note.kind} {note.until:%d/%m}" for note in offer.notes}


@pytest.fixture(scope="module")
def switch() -> Switch:
    return Switch(Living.in_memory(Days()))


@pytest.fixture(scope="module")
def plain(switch: Switch) -> Served:
    return serving().now().under(switch)


def at_desk(plain: Served, switch: Switch, living: Living, days: Days) -> Desk:
    switch.living = living
    return Desk(plain, living, days)


@pytest.fixture
def desk(plain: Served, switch: Switch) -> Iterator[Desk]:
    days = Days()
    desk = at_desk(plain, switch, Living.in_memory(days), days)
    desk.types("ccas caluire")
    yield desk
    desk.living.close()


# one line


def test_one_typed_line_notes_at_once_and_the_card_shows_it_with_author_and_date(desk: Desk) -> None:
    told = desk.types("complet jusqu'au 15")
    assert "Noté : complet jusqu'au 15 décembre 2026" in told
    assert f"Complet jusqu'au 15 décembre 2026 (noté le 24 novembre 2026, {SECRET_NAME})" in told
    assert desk.noted() == {"complet 15/12"}


@pytest.mark.parametrize(("line", "noted"), [
    ("fermé cette semaine", "ferme 29/11"), ("c'est complet", "complet 29/11"), ("Complet 15 jours", "complet 09/12"),
    ("ne répond plus", "injoignable 08/12"), ("plus de place jusqu’à fin janvier", "complet 31/01"),
    ("fermé jusqu'à vendredi", "ferme 27/11"), ("complet pour un mois", "complet 24/12"),
])  # fmt: skip
def test_lines_that_agents_type(desk: Desk, line: str, noted: str) -> None:
    desk.types(line)
    assert desk.noted() == {noted}


@pytest.mark.parametrize(
    "line", ["ferme pédagogique", "ccas complet", "115", "complet 115", "place", "ouvert", "répond"]
)
def test_what_is_no_note_is_a_look_up(desk: Desk, line: str) -> None:
    desk.types(line)
    assert desk.noted() == set()
    assert read_line(line, desk.days.now) is None


def test_a_line_that_may_tell_of_a_danger_is_never_taken_for_a_note(desk: Desk) -> None:
    desk.types("il ne répond plus, il ne respire plus")
    assert desk.noted() == set()


def test_without_a_card_on_the_screen_nothing_is_noted(plain: Served, switch: Switch) -> None:
    days = Days()
    desk = at_desk(plain, switch, Living.in_memory(days), days)
    desk.types("complet")
    assert desk.living.notebook.records() == ()


def test_an_end_that_is_not_clear_is_asked(desk: Desk) -> None:
    assert "Fermé jusqu'à quand" in desk.types("fermé lundi")
    assert desk.noted() == set()
    desk.types("2 semaines")
    assert desk.noted() == {"ferme 08/12"}


def test_an_end_that_cannot_be_is_asked_again_and_another_text_is_a_look_up(desk: Desk) -> None:
    desk.types("complet jusqu'à nouvel ordre")
    assert "douze mois" in desk.types("jusqu'au 15 mars 2029")
    assert "115" in desk.types("115")
    assert desk.noted() == set()


def test_rouvert_lifts_what_was_noted_and_can_be_taken_back(desk: Desk) -> None:
    desk.types("fermé cette semaine")
    assert "Levé : fermé" in desk.types("rouvert")
    assert desk.noted() == set()
    desk.taps("Annuler")
    assert desk.noted() == {"ferme 29/11"}


def test_what_the_directory_itself_says_is_not_lifted_but_told(desk: Desk) -> None:
    assert "Rien n'est noté" in desk.types("de nouveau des places")


# taps


def test_the_usual_notes_are_one_tap_from_the_card_and_are_not_offered_twice(desk: Desk) -> None:
    for label, noted in (
        ("🈵 Complet", "complet 29/11"),
        ("🔒 Fermé", "ferme 29/11"),
        ("📵 Muet", "injoignable 08/12"),
    ):
        desk.types("ccas caluire")
        desk.taps(label)
        assert noted in desk.noted()
        desk.types("ccas caluire")
        assert label not in {button.label for button in desk.buttons}


def test_the_usual_end_is_counted_from_the_day_of_the_tap(desk: Desk) -> None:
    asked, _, option = usual_data("injoignable", key_of(WELCOME)).partition(":")
    desk.days.later()
    desk.does(Chose(asked, option))
    assert desk.noted() == {f"injoignable {desk.days.today + timedelta(days=14):%d/%m}"}


def test_the_usual_notes_are_one_tap_from_signaler(desk: Desk) -> None:
    for label, noted in (
        ("Complet cette", "complet 29/11"),
        ("Fermé cette", "ferme 29/11"),
        ("Ne répond", "injoignable 08/12"),
    ):
        desk.types("ccas caluire")
        desk.taps("Signaler")
        desk.taps(label)
        assert noted in desk.noted()
        desk.taps("Annuler")


def test_another_end_is_one_tap_more(desk: Desk) -> None:
    desk.taps("Signaler")
    desk.taps("Complet jusqu'à")
    desk.taps("Fin décembre")
    assert desk.noted() == {"complet 31/12"}


def test_what_was_noted_by_mistake_is_taken_back_in_one_tap(desk: Desk) -> None:
    desk.types("complet")
    assert "Annulé" in desk.taps("Annuler")
    assert desk.noted() == set() and len(desk.living.notebook.records()) == 2


def test_a_note_is_widened_to_the_whole_structure_in_one_tap(desk: Desk) -> None:
    desk.types("fermé 2 semaines")
    other = next(id for id in ("demo--ccas--aide-financiere", "demo--ccas--repas") if desk_has(desk, id))
    assert desk.noted(other) == set()
    desk.taps("Toute la structure")
    assert desk.noted(other) == desk.noted() == {"ferme 08/12"}


def test_a_note_that_cannot_be_widened_any_more_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_late(*_: object, **__: object) -> int:
        raise ValueError("midnight")

    desk.types("fermé 2 semaines")
    monkeypatch.setattr(desk.living.notebook, "set", too_late)
    assert "Rien n'a pu être noté" in desk.taps("Toute la structure")
    assert desk.noted() == {"ferme 08/12"}


def test_what_was_noted_is_told_though_the_directory_fails_right_after(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> object:
        raise DirectoryCorrupt("damaged")

    monkeypatch.setattr("bot.attending.looking.shown", fails)
    told = desk.types("complet 1 semaine")
    assert "01/12" in told or "1er décembre" in told
    assert desk.noted() == {"complet 01/12"}


def desk_has(desk: Desk, service: str) -> bool:
    assert desk.served.directory is not None
    return desk.served.directory.offer(service) is not None


def test_lever_is_one_tap_on_the_card_of_what_is_noted_and_absent_otherwise(desk: Desk) -> None:
    assert not any("Lever" in button.label for button in desk.buttons)
    desk.types("complet")
    desk.taps("Lever")
    assert desk.noted() == set()


def test_a_button_whose_day_is_past_is_told_to_be_old(desk: Desk) -> None:
    data = note_data("complet", key_of(WELCOME), desk.days.today)
    desk.days.later()
    asked, _, option = data.partition(":")
    assert STALE in desk.does(Chose(asked, option)) and desk.noted() == set()


def test_a_button_that_nobody_made_notes_nothing(desk: Desk) -> None:
    for asked in ("noter", "lever", "note_non", "note_tout", "signal"):
        for option in ("", "c", "c.", "c.20261215.", "x.20261215.demo--ccas", "c.demain.demo--ccas", "c.?.", "é.²."):
            desk.does(Chose(asked, option))
    assert desk.living.notebook.records() == ()


def test_every_button_fits_in_64_bytes(desk: Desk) -> None:
    key = "x" * SHORT
    made = [note_data(kind, key, date(2026, 12, 31)) for kind in KINDS] + [lift_data(key, kind) for kind in KINDS]
    assert max(len(data.encode()) for data in (*made, f"note_tout:{10**9}.{key}", f"muet:{key}")) <= 64
    for act in ("complet", "fermé lundi"):
        desk.types(act)
        assert all(len(button.data.encode()) <= 64 for button in desk.buttons)


# roles


def test_a_partner_notes_their_own_structure_only(desk: Desk) -> None:
    set_ccas = note_data("complet", key_of(WELCOME), date(2026, 12, 1)).partition(":")
    told = desk.does(Chose(set_ccas[0], set_ccas[2]), role="partner", structure="demo--mission-locale")
    assert "ne peut pas être changée d'ici" in told and desk.noted() == set()
    desk.does(Chose(set_ccas[0], set_ccas[2]), role="partner", structure=CCAS)
    assert desk.noted() == {"complet 01/12"}


def test_a_partner_reads_the_notes_of_others_as_residents_do(desk: Desk) -> None:
    desk.types("complet")
    told = desk.does(Said("ccas caluire"), role="partner", name="Autre", structure="demo--mission-locale")
    assert "Complet jusqu'au 29 novembre" in told and SECRET_NAME not in told
    assert "Signaler" not in " ".join(button.label for button in desk.buttons)
    told = desk.does(Chose("geste", "notes"), role="partner", name="Autre", structure="demo--mission-locale")
    assert SECRET_NAME not in told


def test_only_a_coordinator_opens_the_queue(desk: Desk) -> None:
    for _ in range(3):
        desk.types("complet 2 mois")
    assert "celle de la coordination" in desk.does(Chose("geste", "signalements"))
    assert STALE in desk.does(Chose("signal", "oui.1"))
    assert "Noté au moins trois fois" in desk.does(Chose("geste", "signalements"), role="coordinator", name="Lise")
    assert "accepté" in desk.taps("À corriger", role="coordinator", name="Lise")
    assert desk.noted() == {"complet 24/01"}, "what is noted stays"
    desk.taps("Tableau", role="coordinator", name="Lise")
    assert desk.screen is not None
    (table,) = (part for part in desk.screen.parts if isinstance(part, Document))
    assert WELCOME in table.content.decode("utf-8-sig") and SECRET_NAME.encode() not in table.content


# what is noted around here


def test_notes_lists_what_is_to_be_confirmed_first(desk: Desk) -> None:
    assert "Rien n'est noté" in desk.does(Chose("geste", "notes"))
    desk.types("complet 2 mois")
    desk.types("fermé jusqu'à jeudi")
    told = desk.does(Chose("geste", "notes"))
    assert told.index("À confirmer d'abord") < told.index("fermé jusqu'au 26") < told.index("Noté en ce moment")
    assert SECRET_NAME in told
    desk.taps("Toujours")
    assert "ferme 01/12" in desk.noted()
    desk.does(Chose("geste", "notes"))


def test_where_nothing_can_be_written_the_agent_knows_it(plain: Served, switch: Switch, tmp_path: Path) -> None:
    (tmp_path / "state.db").mkdir()
    days = Days()
    desk = at_desk(plain, switch, Living.opened(tmp_path / "state.db", b"secret", days), days)
    desk.types("ccas caluire")
    assert "Rien n'a pu être noté" in desk.types("complet")
