"""A person shows their pathway to an agent: only with their yes, once, for half an hour."""

from datetime import timedelta

from bot.conversation.events import Started
from knowledge.wording import Wording
from tests.conftest import serving
from tests.samples_handing import (
    AGENT,
    ANNE,
    BOB,
    CCAS,
    COLLEAGUE,
    FOOD,
    LINE,
    Town,
    desk,
    say,
    state_of,
)
from tests.samples_handing import cleared_town as cleared_town
from tests.samples_handing import one_town as one_town

FRENCH = Wording.load("fr")


def oriented(town: Town, person: str = ANNE) -> None:
    town.does(person, Started())
    town.says(person, "je ne peux plus payer mon loyer, je m'appelle Zébulon")
    town.presses(person, "courrier_huissier:non")
    town.presses(person, "commune:69034")


def test_an_agent_sees_the_pathway_only_once_the_person_says_yes(town: Town) -> None:
    oriented(town)
    assert say("ask_seen") in town.taps(ANNE, "geste:montrer")
    assert not town.given(ANNE), "no code before the person says yes"
    town.taps(ANNE, "montrer:oui")
    (image,) = town.given(ANNE)
    assert image.content.startswith(b"\x89PNG")
    said = town.follows(AGENT, town.code(ANNE))
    needs = ", ".join(serving().now().rules.needs[need].label for need in state_of(town, ANNE).needs)
    for part in (desk("needs", needs=needs), "Caluire-et-Cuire", "1. "):
        assert part in said
    assert "Zébulon" not in said and "je m'appelle" not in said
    assert desk("received_until", hour="11 h") in said


def test_no_is_no_and_typed_words_do_as_well_as_buttons(town: Town) -> None:
    oriented(town)
    town.says(ANNE, "montrer à un agent")
    town.says(ANNE, "non")
    assert not town.given(ANNE)
    town.says(ANNE, "montrer mon parcours")
    town.says(ANNE, "oui")
    code = town.code(ANNE)
    assert say("withdrawn") in town.says(ANNE, "annuler")
    assert FRENCH.say("access.unknown") == town.follows(AGENT, code)


def test_to_withdraw_after_it_was_opened_says_so(town: Town) -> None:
    oriented(town)
    town.presses(ANNE, "montrer:oui")
    town.follows(AGENT, town.code(ANNE))
    assert say("withdrawn_late") in town.presses(ANNE, "montrer:annuler")


def test_one_agent_alone_opens_it_and_only_for_half_an_hour(town: Town) -> None:
    oriented(town)
    town.presses(ANNE, "montrer:oui")
    code, before = town.code(ANNE), town.now
    assert "🤝" in town.follows(AGENT, code)
    assert town.follows(COLLEAGUE, code) == say("code_used")
    assert "🤝" in town.follows(AGENT, code), "the same agent, again"
    town.now = before + timedelta(minutes=30)
    assert desk("received_over") in town.presses(AGENT, "recu:voir")
    assert desk("received_over") in town.presses(AGENT, "recu:place")
    town.now = before


def test_an_expired_code_shows_nothing(town: Town) -> None:
    oriented(town)
    town.presses(ANNE, "montrer:oui")
    code, before = town.code(ANNE), town.now
    town.now = before + timedelta(minutes=30)
    assert "🤝" not in town.follows(AGENT, code)
    town.now = before


def test_another_resident_opens_nothing_with_it(town: Town) -> None:
    oriented(town)
    town.presses(ANNE, "montrer:oui")
    code = town.code(ANNE)
    assert town.follows(BOB, code) == say("code_shown")
    assert "🤝" in town.follows(AGENT, code), "and it is not spent"


def test_both_ways_in_a_row(town: Town) -> None:
    oriented(town)
    contact = next(data for data in town.offered(ANNE) if data.startswith("carte:")).partition(":")[2]
    town.presses(ANNE, f"rdv:{contact}")
    town.says(ANNE, "jeudi à 14h30")
    town.says(ANNE, "oui")
    town.presses(ANNE, "montrer:oui")
    said = town.follows(AGENT, town.code(ANNE))
    assert "26 novembre" in said
    town.taps(AGENT, "recu:place")
    town.says(AGENT, "restos du coeur")
    town.says(AGENT, "+")
    town.says(AGENT, f"ligne: {LINE}")
    town.presses(AGENT, "parcours:code")
    back = town.follows(ANNE, town.code(AGENT))
    assert "Restos du Cœur" in back and LINE in back
    assert f"carte:{contact}" in town.offered(ANNE), "what she had is still there"


def test_a_pathway_that_is_shown_joins_a_draft_or_takes_its_place_and_loses_nothing_unasked(town: Town) -> None:
    town.build()
    oriented(town)
    town.presses(ANNE, "montrer:oui")
    town.follows(AGENT, town.code(ANNE))
    work = town.works.load(AGENT, town.now)
    assert work is not None and [entry.service_id or entry.line for entry in work.draft.entries] == [CCAS, FOOD, LINE]
    town.taps(AGENT, "recu:suite")
    work = town.works.load(AGENT, town.now)
    assert work is not None
    joined = [entry.service_id or entry.line for entry in work.draft.entries]
    assert {CCAS, FOOD, LINE} < set(joined)
    assert work.draft.needs


def test_before_there_are_contacts_there_is_nothing_to_show(town: Town) -> None:
    town.does(ANNE, Started())
    assert FRENCH.say("chat.not_yet") in town.says(ANNE, "montrer à un agent")


def test_to_erase_withdraws_what_is_shown(town: Town) -> None:
    oriented(town)
    town.presses(ANNE, "montrer:oui")
    code = town.code(ANNE)
    town.says(ANNE, "effacer")
    assert FRENCH.say("access.unknown") == town.follows(AGENT, code)
