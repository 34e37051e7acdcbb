"""The golden exchange: an agent gives a pathway, the person goes on with it in their own chat, and shows it back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.codes import new_code
from bot.conversation.events import Sent, Started
from bot.store import SqliteStore
from knowledge.wording import Wording
from tests.pdf_reading import Reading
from tests.samples_handing import (
    AGENT,
    ANNE,
    BOB,
    CCAS,
    COLLEAGUE,
    FOOD,
    LINE,
    SECRET,
    SESSION,
    Town,
    in_order,
    say,
    state_of,
)
from tests.samples_handing import cleared_town as cleared_town
from tests.samples_handing import one_town as one_town

FRENCH = Wording.load("fr")


def test_the_person_goes_on_with_the_same_pathway(town: Town) -> None:
    said = town.follows(ANNE, town.give())
    assert in_order(said, say("received"), "1. Centre communal", "2. Restos du Cœur", LINE)
    assert "90 01" not in said, "a direct line is for agents"
    assert "Restos du Cœur" in town.taps(ANNE, f"carte:{FOOD}")
    town.taps(ANNE, f"rdv:{FOOD}")
    town.says(ANNE, "jeudi à 14h30")
    assert "26 novembre" in town.says(ANNE, "oui")
    said = town.says(ANNE, "mes contacts")
    assert in_order(said, "1. Centre communal", "2. Restos du Cœur", "26 novembre", LINE)


def test_a_code_may_be_typed_as_well_as_scanned(town: Town) -> None:
    code = town.give()
    typed = f"{code[:4].lower()} {code[4:8]}-{code[8:]}"
    assert "2. Restos du Cœur" in town.says(ANNE, typed)


def test_every_form_of_the_sheet_has_the_contacts_and_the_lines_in_their_order(town: Town) -> None:
    town.follows(ANNE, town.give())
    town.taps(ANNE, "geste:fiche")
    (paper,) = town.given(ANNE)
    assert in_order(Reading(paper.content).text, "Centre communal", "Restos du Cœur", LINE)
    assert in_order(town.presses(ANNE, "fiche:texte"), "Centre communal", "Restos du Cœur", LINE)
    town.presses(ANNE, "fiche:page")
    page = town.given(ANNE)[0].content.decode()
    assert in_order(page, "Centre communal", "Restos du Cœur", "attestation de la mutuelle")
    town.presses(ANNE, "fiche:contacts")
    assert town.given(ANNE)[0].content.count(b"BEGIN:VCARD") == 2
    town.presses(ANNE, "fiche:discrete")
    assert LINE in Reading(town.given(ANNE)[0].content).text


def test_it_is_in_the_language_that_the_agent_chose(town: Town) -> None:
    said = town.follows(ANNE, town.give("ar"))
    assert town.last[ANNE].right_to_left
    assert f"\u2068{LINE}\u2069" in said
    assert "كيف" in said or "أروا" in said


def test_it_survives_a_restart_on_both_sides(tmp_path: Path) -> None:
    town = Town(tmp_path / "state.db")
    code = town.give()
    town = town.reopened()
    town.follows(ANNE, code)
    town = town.reopened()
    assert in_order(town.says(ANNE, "mes contacts"), "Centre communal", "Restos du Cœur", LINE)
    town.assistant.close()


def test_a_second_phone_is_told_why_not_and_the_first_one_keeps_what_it_noted(town: Town) -> None:
    code = town.give()
    town.follows(ANNE, code)
    town.presses(ANNE, f"rdv:{FOOD}")
    town.says(ANNE, "jeudi à 14h30")
    town.says(ANNE, "oui")
    assert town.follows(BOB, code) == say("code_used")
    assert "26 novembre" in town.follows(ANNE, code), "scanned again, nothing that was noted is lost"


def test_scanned_again_after_a_new_conversation_it_comes_back_unless_all_was_erased(town: Town) -> None:
    code = town.give()
    town.follows(ANNE, code)
    town.does(ANNE, Started())
    assert say("yours") in town.follows(ANNE, code)
    assert LINE not in town.says(ANNE, "mes contacts")


def test_an_update_that_died_between_the_code_and_the_answer_is_answered_again(town: Town) -> None:
    code = town.give()
    town.handovers.open("given", code, ANNE, town.now)  # the process died after this
    assert in_order(town.follows(ANNE, code), "Centre communal", LINE)


@pytest.mark.parametrize("late", [timedelta(days=7), timedelta(days=400)])
def test_an_expired_code_opens_nothing(town: Town, late: timedelta) -> None:
    code = town.give()
    before = town.now
    town.now = before + late
    assert FRENCH.say("access.unknown") == town.follows(ANNE, code)
    town.now = before


def test_a_guessed_code_opens_nothing_and_guesses_are_stopped(tmp_path: Path) -> None:
    town = Town(tmp_path / "state.db")
    code = town.give()
    said = {town.follows(BOB, new_code()) for _ in range(12)}
    assert said == {FRENCH.say("access.unknown"), FRENCH.say("access.stopped")}
    assert town.follows(BOB, code) == FRENCH.say("access.stopped")
    assert LINE in town.follows(ANNE, code), "who guesses keeps nobody else out"
    town.assistant.close()


def test_an_agent_does_not_spend_the_code_of_a_person(town: Town) -> None:
    code = town.give()
    assert town.follows(COLLEAGUE, code) == say("code_given")
    assert LINE in town.follows(ANNE, code)


def test_an_agent_who_tries_the_chat_as_residents_have_it_opens_what_a_colleague_gives(town: Town) -> None:
    code = town.give()
    town.presses(COLLEAGUE, "geste:habitant")
    assert LINE in town.follows(COLLEAGUE, code)
    town.says(COLLEAGUE, "effacer")


def test_a_changed_answer_is_a_new_orientation_and_says_so(town: Town) -> None:
    town.says(AGENT, "mon fils de 2 ans crèche")
    town.says(AGENT, "+")
    town.says(AGENT, f"ligne: {LINE}")
    town.presses(AGENT, "parcours:code")
    assert LINE in town.follows(ANNE, town.code(AGENT))
    assert state_of(town, ANNE).needs, "the look-up told a need"
    said = town.says(ANNE, "je n'arrive plus à payer mon loyer")
    assert say("left") in said
    assert not state_of(town, ANNE).given
    assert town.handovers.kept(ANNE, town.now) is None
    assert say("left") not in town.says(ANNE, "menu"), "said once"


def test_what_changes_nothing_leaves_the_pathway_as_it_was_given(town: Town) -> None:
    town.follows(ANNE, town.give())
    for text in ("merci", "aide", "menu", "retour", "langue", "bonjour", "asdf"):
        assert say("left") not in town.says(ANNE, text)
    town.does(ANNE, Sent())
    assert in_order(town.says(ANNE, "mes contacts"), "Centre communal", "Restos du Cœur", LINE)


def test_a_danger_is_answered_first_and_the_given_pathway_is_not_lost_by_it(town: Town) -> None:
    town.follows(ANNE, town.give())
    for danger in ("il y a le feu chez moi", "il me frappe"):
        assert town.says(ANNE, danger).startswith("☎️")
    assert "besoin:violences" in town.offered(ANNE), "its need is one tap away"
    assert LINE in town.says(ANNE, "mes contacts")


def test_others_are_those_of_the_rules_and_none_is_shown_twice(town: Town) -> None:
    town.says(AGENT, "colis alimentaire caluire")
    town.says(AGENT, "+")
    town.presses(AGENT, "parcours:code")
    first = town.follows(ANNE, town.code(AGENT))
    assert "geste:suite" in town.offered(ANNE)
    shown = {data for data in town.offered(ANNE) if data.startswith("carte:")}
    later = town.taps(ANNE, "geste:suite")
    assert later != first
    others = {data for data in town.offered(ANNE) if data.startswith("carte:")}
    assert others and not others & shown
    assert "Restos du Cœur" in town.taps(ANNE, "geste:continuer")


def test_no_line_by_hand_is_in_the_file_at_any_moment_nor_a_service_before_it_was_opened(town: Town) -> None:
    code = town.give()
    for secret in ("attestation", "mutuelle", FOOD, CCAS, code):
        assert secret.encode() not in town.held()
    town.follows(ANNE, code)
    for secret in ("attestation", "mutuelle", code, ANNE):
        assert secret.encode() not in town.held()
    town.says(ANNE, "effacer")
    assert town.handovers.kept(ANNE, town.now) is None


def test_without_the_lines_the_contacts_stay_and_the_loss_is_said(town: Town) -> None:
    town.follows(ANNE, town.give())
    town.handovers.forget(ANNE, town.now)
    said = town.says(ANNE, "mes contacts")
    assert in_order(said, "1. Centre communal", "2. Restos du Cœur", say("line_lost"))


def test_a_state_of_other_rules_keeps_what_was_given(town: Town) -> None:
    town.follows(ANNE, town.give())
    store = SqliteStore(town.path, SECRET, SESSION)
    state = replace(state_of(town, ANNE), needs=("besoin_d_avant",))
    store.save(ANNE, replace(state, given_for=state.digest), town.now)
    store.close()
    assert in_order(town.says(ANNE, "mes contacts"), "Centre communal", LINE)


def test_a_code_that_opens_nothing_leaves_a_resident_with_a_next_step(town: Town) -> None:
    code = town.give()
    town.follows(ANNE, code)
    town.follows(BOB, code)
    assert "besoin" in town.taps(BOB, "geste:continuer"), "also to somebody who only scanned a code"
    town.follows(COLLEAGUE, code)
    assert not town.offered(COLLEAGUE), "an agent types the next line"
