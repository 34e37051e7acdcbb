"""The sheet in its forms, the person's own words, appointments: steps alone, no directory, no words of ours."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.conversation.engine import step
from bot.conversation.events import Chose, Event, Located, Said, Sent
from bot.conversation.flow import left
from bot.conversation.replies import (
    Alert,
    AppointmentNoted,
    AppointmentRemoved,
    Ask,
    AskAppointment,
    AskWords,
    Changed,
    ConfirmAppointment,
    EmergencyNumbers,
    Erased,
    GiveSheet,
    Help,
    Menu,
    MomentUnknown,
    NoAppointment,
    NotYet,
    Onward,
    Orient,
    SheetForms,
    Stale,
    Unreadable,
)
from bot.conversation.state import APPOINTMENT, WORDS, State
from bot.conversation.world import Turn, World
from tests.conftest import serving
from tests.samples_services import MONDAY

KEY = "demo--petite-enfance--guichet-unique"
THURSDAY = "2026-11-26T14:30+01:00"

READY = State(
    needs=("garde_enfants",), answers={"mode_garde": "nounou", "age_enfant": "moins_3", "commune": "69034"}
)  # fmt: skip
"""The pathway is on the screen."""

WRITING = replace(READY, asked=WORDS)
DATING = replace(READY, asked=APPOINTMENT, offered=(KEY,))
CONFIRMING = replace(DATING, offered=(KEY, THURSDAY))
NOTED = replace(READY, appointments={KEY: THURSDAY})


@pytest.fixture
def world() -> World:
    return serving().now().world.at(MONDAY)


def after(world: World, state: State, *events: Event | str) -> Turn:
    """The last turn; a text is what is said, « asked:option » a button; the state goes through JSON before each."""
    turn = Turn(state, ())
    for event in events:
        done = (
            tap(event) if isinstance(event, str) and event.partition(":")[0].isidentifier() and ":" in event else event
        )
        turn = step(world, State.from_json(turn.state.to_json()), Said(done) if isinstance(done, str) else done)
    return turn


def tap(data: str) -> Chose:
    asked, _, option = data.partition(":")
    return Chose(asked, option)


def kinds(turn: Turn) -> list[type]:
    return [type(reply) for reply in turn.replies]


def sheet(turn: Turn) -> GiveSheet:
    return next(reply for reply in turn.replies if isinstance(reply, GiveSheet))


# forms


@pytest.mark.parametrize("form", ["fiche", "deux_langues", "texte", "page", "contacts"])
def test_a_button_gives_the_sheet_in_its_form_and_changes_nothing(world, form):
    turn = after(world, READY, f"fiche:{form}")
    assert kinds(turn) == [GiveSheet, SheetForms]
    assert (sheet(turn).form, sheet(turn).discreet, turn.state) == (form, None, READY)


def test_the_sheet_prints_the_pathway_that_is_on_the_screen(world):
    state = replace(NOTED, more=2, spoken="ti")
    assert sheet(after(world, state, "ma fiche")).orient == Orient(READY.needs, READY.answers, 2, "ti", {KEY: THURSDAY})


def test_without_needs_named_holds_until_they_are_asked_for_and_only_for_that_sheet(world):
    turn = after(world, READY, "fiche:discrete", "fiche:page")
    assert sheet(turn).discreet is True
    turn = after(world, turn.state, "fiche:complete")
    assert sheet(turn).discreet is False
    assert sheet(after(world, turn.state, "fiche:page")).discreet is None


@pytest.mark.parametrize("data", ["fiche:inconnue", "fiche:", "rdv:", "sans_rdv:x", "moment:x", f"moment:{THURSDAY}"])
def test_what_is_not_known_explains_itself_and_changes_nothing(world, data):
    for state in (READY, WRITING, DATING, State()):
        turn = after(world, state, data)
        assert (turn.replies[0], turn.state) == (Stale(), state)


def test_before_the_pathway_there_is_no_sheet(world):
    asking = replace(READY, asked="commune", answers={})
    assert kinds(after(world, asking, "fiche")) == [NotYet, Ask]
    assert kinds(after(world, asking, "fiche:mots")) == [Stale, Ask]
    assert kinds(after(world, asking, f"rdv:{KEY}")) == [Stale, Ask]


def test_the_calendar_is_given_where_there_is_something_in_it(world):
    assert kinds(after(world, READY, "fiche:agenda")) == [NoAppointment, Onward]
    assert after(world, NOTED, "fiche:agenda").replies[1] == SheetForms("agenda", noted=True)


# the person's own words


@pytest.mark.parametrize(
    "text",
    [
        "maman seule",
        "je voudrais voir une assistante sociale",
        "j'ai besoin d'aide",
        "I need somebody who speaks English please",
        "أبحث عن حضانة لطفلي",
        "mon loyer est trop cher et je cherche du travail à Villeurbanne",
        "x" * 5000,
    ],
)
def test_what_is_written_goes_to_the_sheet_and_nowhere_else(world, text):
    turn = after(world, WRITING, text)
    assert kinds(turn) == [GiveSheet, SheetForms]
    assert (sheet(turn).form, sheet(turn).words) == ("mots", text)
    assert turn.state == READY
    assert text not in repr(turn)
    assert turn.heard is None


@pytest.mark.parametrize("text", ["3", "14", "١٢"])
def test_a_number_is_a_button_that_slipped_and_is_not_printed(world, text):
    turn = after(world, WRITING, text)
    assert GiveSheet not in kinds(turn)
    assert kinds(turn)[-1] is AskWords


@pytest.mark.parametrize("text", ["fiche:texte", "fiche:fiche", "fiche", "fiche:mots"])
def test_words_are_for_one_sheet(world, text):
    turn = after(world, WRITING, "maman seule", text)
    assert all(not reply.words for reply in turn.replies if isinstance(reply, GiveSheet))


@pytest.mark.parametrize("danger", ["il me frappe", "je veux mourir", "j'aimerais garder mon bébé mais il y a le feu"])
def test_a_danger_is_answered_first_and_the_question_still_waits(world, danger):
    turn = after(world, WRITING, danger)
    assert isinstance(turn.replies[0], Alert)
    assert kinds(turn)[-1] is AskWords
    assert turn.state.asked == WORDS
    assert GiveSheet not in kinds(turn)
    assert sheet(after(world, turn.state, "maman seule")).words == "maman seule"


@pytest.mark.parametrize("gesture", ["retour", "passer", "non", "geste:retour"])
def test_the_question_is_left_for_the_pathway(world, gesture):
    for state in (WRITING, DATING):
        assert after(world, state, gesture) == Turn(READY, (Onward(),), after(world, state, gesture).heard)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("urgence", EmergencyNumbers),
        ("merci", None),
        ("aide", Help),
        ("😀", Unreadable),
        ("geste:langue", None),
        (Sent(), Unreadable),
    ],
)
def test_what_is_said_aside_is_answered_over_the_question(world, said, kind):
    for state, question in ((WRITING, AskWords), (DATING, AskAppointment)):
        turn = after(world, state, said)
        assert kind is None or kinds(turn)[0] is kind
        assert kinds(turn)[-1] is question
        assert turn.state.asked == state.asked


@pytest.mark.parametrize(
    ("event", "kind"),
    [("menu", Menu), ("fiche", GiveSheet), ("geste:fiche", GiveSheet), ("mes contacts", Orient), ("changer:commune", Ask),
     ("fiche:page", GiveSheet), (f"rdv:{KEY}", AskAppointment)],
)  # fmt: skip
def test_whatever_else_is_asked_for_leaves_the_question(world, event, kind):
    turn = after(world, WRITING, event)
    assert kind in kinds(turn)
    assert turn.state.asked != WORDS


def test_a_question_beside_the_pathway_is_none_of_those_that_are_counted(world):
    assert left(world, WRITING) == left(world, DATING) == (0, 0)


def test_erasing_in_the_middle_erases(world):
    turn = after(world, WRITING, "effacer")
    assert (turn.state, kinds(turn)) == (State(), [Erased])


def test_a_position_is_noted_over_the_question(world):
    turn = after(world, WRITING, Located(45.764, 4.8357))
    assert isinstance(turn.replies[0], Changed)
    assert turn.state.asked == WORDS


def test_the_language_changes_over_the_question_and_does_not_follow_the_words(world):
    turn = after(world, WRITING, "langue:ar")
    assert (turn.state.language, turn.replies) == ("ar", (AskWords(),))
    assert after(world, WRITING, "I would like to work in the morning only").state.language == "fr"


def test_the_question_is_gone_with_the_needs_that_it_is_about(world):
    gone = State(needs=("disparu",), asked=WORDS)
    assert kinds(after(world, gone, "maman seule")) != [GiveSheet, SheetForms]
    assert after(world, replace(DATING, offered=()), Sent()).state.asked == ""


def test_a_need_that_came_with_a_danger_is_asked_about_after(world):
    turn = after(world, WRITING, "il me frappe et je ne peux plus payer mon loyer", "retour")
    assert "logement" in turn.state.needs
    assert kinds(turn) == [Ask]


# appointments


def test_a_moment_is_read_confirmed_and_noted(world):
    turn = after(world, READY, f"rdv:{KEY}", "jeudi 14h30")
    assert turn.replies == (ConfirmAppointment(THURSDAY),)
    for yes in ("oui", "👍", f"moment:{THURSDAY}", "c'est ça"):
        done = after(world, turn.state, yes)
        assert done.replies == (AppointmentNoted(KEY, THURSDAY), Onward())
        assert done.state == NOTED


def test_a_moment_confirmed_twice_is_harmless(world):
    turn = after(world, CONFIRMING, f"moment:{THURSDAY}", f"moment:{THURSDAY}")
    assert (turn.state, kinds(turn)) == (NOTED, [Onward])


def test_a_moment_that_is_not_the_right_one_is_asked_for_again(world):
    assert after(world, CONFIRMING, "non").state == DATING
    assert after(world, CONFIRMING, "retour").state == DATING
    assert after(world, CONFIRMING, "vendredi 9h").replies == (ConfirmAppointment("2026-11-27T09:00+01:00"),)


def test_an_old_button_does_not_confirm_another_moment(world):
    turn = after(world, CONFIRMING, "moment:2026-11-27T09:00+01:00")
    assert (turn.replies[0], turn.state) == (Stale(), CONFIRMING)


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        ("jeudi", "14h30", THURSDAY),
        ("26 novembre", "à 14 h 30", THURSDAY),
        ("jeudi", "vendredi à 9h", "2026-11-27T09:00+01:00"),
        ("26/11", "14:30", THURSDAY),
    ],
)
def test_the_hour_is_asked_for_where_it_is_missing(world, day, hour, moment):
    turn = after(world, DATING, day)
    assert turn.replies == (AskAppointment(KEY, turn.replies[0].orient, "2026-11-26"),)
    assert after(world, turn.state, hour).replies == (ConfirmAppointment(moment),)


def test_a_yes_to_a_day_without_an_hour_confirms_nothing(world):
    turn = after(world, DATING, "jeudi", "oui")
    assert kinds(turn) == [AskAppointment]
    assert not turn.state.appointments


@pytest.mark.parametrize("text", ["asdf", "hier à 9h", "1er janvier 2025 à 10h", "31/02 à 9h", "30 décembre 2027 à 9h"])
def test_what_is_no_moment_to_come_is_told_and_the_second_time_the_hand_is_shown(world, text):
    turn = after(world, DATING, text)
    assert turn.replies[0] == MomentUnknown()
    assert turn.replies[-1].key == KEY
    assert after(world, turn.state, "asdf").replies[0] == MomentUnknown(again=True)


def test_a_danger_with_a_date_is_answered_first(world):
    turn = after(world, DATING, "jeudi à 14h30 mais il me frappe")
    assert kinds(turn)[0] is Alert
    assert kinds(turn)[-1] is AskAppointment
    assert not turn.state.appointments


def test_another_need_told_instead_of_a_date_is_heard(world):
    turn = after(world, DATING, "je ne peux plus payer mon loyer")
    assert "logement" in turn.state.needs
    assert isinstance(turn.replies[-1], Ask)


def test_an_appointment_is_changed_and_taken_away(world):
    turn = after(world, NOTED, f"rdv:{KEY}", "vendredi 9h", "oui")
    assert turn.state.appointments == {KEY: "2026-11-27T09:00+01:00"}
    turn = after(world, turn.state, f"sans_rdv:{KEY}")
    assert (turn.replies, turn.state) == ((AppointmentRemoved(KEY), Onward()), READY)
    assert kinds(after(world, turn.state, f"sans_rdv:{KEY}"))[0] is Stale


def test_an_appointment_stays_for_its_day_and_is_gone_after(world):
    evening = datetime.fromisoformat(THURSDAY).replace(hour=23)
    assert after(world.at(evening), NOTED, "merci").state == NOTED
    assert after(world.at(evening + timedelta(hours=2)), NOTED, "merci").state == READY


@pytest.mark.parametrize("moment", ["jeudi", "2026-11-26T14:30", "", "2026-13-01T00:00+01:00"])
def test_a_moment_that_was_badly_kept_is_left_out(world, moment):
    assert after(world, replace(READY, appointments={KEY: moment}), "merci").state == READY


def test_a_summer_appointment_noted_in_spring_has_the_clock_of_its_day(world):
    turn = after(world.at(datetime.fromisoformat("2027-03-20T10:00+01:00")), DATING, "mardi 30 mars à 9h")
    assert turn.replies == (ConfirmAppointment("2027-03-30T09:00+02:00"),)


def test_starting_again_forgets_appointments_and_discretion(world):
    turn = after(world, replace(NOTED, plain=True), "recommencer")
    assert turn.state == State()
