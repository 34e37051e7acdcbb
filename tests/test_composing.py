"""A pathway that an agent built: their contacts in their order, their lines, and nothing lost without a word."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.rendering.doors import view
from knowledge.composing import composed
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.handed import Entry, Handed
from knowledge.orient import Orienter
from knowledge.pathway import Pathway
from knowledge.places import Places
from knowledge.sheets import Choices
from knowledge.sheets.forms import as_text
from knowledge.sheets.pathway import pathway_content
from knowledge.wording import Wording
from tests.conftest import serving, sheets
from tests.pdf_reading import Reading
from tests.samples_services import MONDAY

CCAS = Entry("demo--ccas--accueil-social", name="CCAS")
FOOD = Entry("demo--restos-du-coeur--colis", name="Restos du Cœur")
SHELTER = Entry("demo--hebergement-femmes--mise-a-l-abri", name="L'Éclaircie")
LINE = Entry(line="rapporter l'attestation de la mutuelle")
GONE = Entry("demo--parti--guichet", name="Le guichet d'avant")
FRENCH, ARABIC = Wording.load("fr"), Wording.load("ar")


@pytest.fixture(scope="module")
def orienter() -> Iterator[Orienter]:
    with Directory.open(demonstration_directory()) as directory:
        yield Orienter(serving().now().rules, Places.load(), directory)


def ids(pathway: Pathway) -> list[str]:
    return [contact.card.service_id for contact in pathway.contacts()]


def text(pathway: Pathway, wording: Wording = FRENCH, choices: Choices | None = None) -> str:
    return as_text(pathway_content(pathway, wording, choices or Choices()))


def test_contacts_and_lines_stay_in_the_order_of_the_agent(orienter: Orienter) -> None:
    entries = (FOOD, LINE, CCAS)
    pathway = composed(orienter, entries, ("logement",), {}, MONDAY)
    assert pathway.given
    assert ids(pathway) == [FOOD.service_id, CCAS.service_id]
    assert [step.by_hand for step in pathway.steps] == [False, True, False]
    assert {step.when for step in pathway.steps} == {"order"}
    assert ids(composed(orienter, entries[::-1], ("logement",), {}, MONDAY)) == [CCAS.service_id, FOOD.service_id]


def test_a_contact_that_the_rules_would_show_keeps_what_its_step_says_once(orienter: Orienter) -> None:
    ruled = orienter.pathway(("alimentation",), {}, MONDAY, more=2)
    step = next(step for step in ruled.steps if len(step.contacts) > 1 and step.bring)
    both = [Entry(contact.card.service_id) for contact in step.contacts[:2]]
    first, second = composed(orienter, both, ("alimentation",), {}, MONDAY).steps
    assert (first.title, first.advice, first.bring) == (step.title, step.advice, step.bring)
    assert (second.title, second.advice, second.bring) == (step.title, "", ())
    assert first.contacts[0].reasons == step.contacts[0].reasons


def test_a_contact_says_whether_it_is_open_how_far_it_is_and_what_to_bring(orienter: Orienter) -> None:
    (step,) = composed(orienter, [FOOD], (), {"commune": "69034"}, MONDAY).steps
    contact = step.contacts[0]
    assert contact.opening.state == "closed"
    assert contact.distance_km is not None
    assert contact.card.bring
    assert step.title == FRENCH.say("sheet.step_call_or_go")
    assert contact.card.agent is None


def test_emergency_numbers_follow_the_needs(orienter: Orienter) -> None:
    numbers = {each.number for each in composed(orienter, [SHELTER], ("violences",), {}, MONDAY).hotlines}
    assert {"3919", "112"} <= numbers


def test_a_line_is_printed_as_it_was_typed_but_for_what_no_sheet_prints(orienter: Orienter) -> None:
    typed = Entry(line="rapporter\u202e l'attestation \x07<b>")
    said = text(composed(orienter, [typed], (), {}, MONDAY))
    assert "1. rapporter l'attestation <b>" in said
    assert "\u202e" not in said and "\x07" not in said


def test_a_line_keeps_its_direction_and_its_language_on_an_arabic_sheet(orienter: Orienter) -> None:
    pathway = composed(orienter, [CCAS, LINE], (), {}, MONDAY, language="ar")
    assert f"\u2068{LINE.line}\u2069" in text(pathway, ARABIC)
    assert "rapporter l'attestation de la mutuelle" in Reading(sheets().pathway(pathway, ARABIC)).text


def test_a_pathway_of_lines_alone_is_still_a_sheet(orienter: Orienter) -> None:
    pathway = composed(orienter, [LINE, Entry(line="voir l'accueil du collège")], (), {}, MONDAY)
    assert not ids(pathway)
    assert "voir l'accueil du collège" in Reading(sheets().pathway(pathway, FRENCH)).text


def test_who_left_the_directory_is_said(orienter: Orienter) -> None:
    pathway = composed(orienter, [CCAS, GONE, Entry("demo--inconnu")], (), {}, MONDAY)
    assert ids(pathway) == [CCAS.service_id]
    assert pathway.gone == (GONE.name, "")
    assert FRENCH.say("handing.gone", names=GONE.name) in text(pathway)
    assert FRENCH.say("handing.gone_unnamed", 1) in text(pathway)


def test_without_a_directory_the_names_and_the_lines_remain(orienter: Orienter) -> None:
    pathway = composed(replace(orienter, directory=None), [CCAS, LINE, Entry("x")], ("logement",), {}, MONDAY)
    assert [step.title for step in pathway.steps] == ["CCAS", LINE.line, FRENCH.say("handing.no_directory")]
    assert not pathway.gone


def test_a_line_that_cannot_be_read_again_is_said(orienter: Orienter) -> None:
    assert FRENCH.say("handing.line_lost") in text(composed(orienter, [CCAS, Entry()], (), {}, MONDAY))


def test_a_discreet_need_makes_a_discreet_sheet_and_so_does_a_secret_address(orienter: Orienter) -> None:
    assert composed(orienter, [CCAS], ("violences",), {}, MONDAY).discreet
    assert composed(orienter, [SHELTER], (), {}, MONDAY).discreet
    assert not composed(orienter, [CCAS, FOOD], ("logement",), {}, MONDAY).discreet


def test_a_discreet_sheet_keeps_a_line_that_tells_nothing_and_leaves_out_one_that_tells(orienter: Orienter) -> None:
    telling = Entry(line="porter plainte au commissariat")
    gone = Entry("demo--x", name="Maison des femmes")
    said = text(composed(orienter, [SHELTER, LINE, telling, gone], ("violences",), {}, MONDAY))
    assert LINE.line in said
    assert "plainte" not in said and "femmes" not in said.lower()
    assert FRENCH.say("handing.gone_unnamed", 1) in said


def test_needs_and_answers_that_the_rules_do_not_know_change_nothing(orienter: Orienter) -> None:
    pathway = composed(orienter, [CCAS], ("oublie",), {"oubliee": "x"}, MONDAY)
    assert (pathway.needs, pathway.understood) == ((), ())


def test_others_follow_what_was_given_and_repeat_none_of_it(orienter: Orienter) -> None:
    first = ids(composed(orienter, [FOOD, CCAS], ("alimentation",), {}, MONDAY))
    later = ids(composed(orienter, [FOOD, CCAS], ("alimentation",), {}, MONDAY, more=2))
    assert later[:2] == first
    assert len(later) > 2 and len(later) == len(set(later))


def test_what_was_given_is_shown_whole_then_three_others_at_a_time(orienter: Orienter) -> None:
    given = [Entry(each) for each in ids(orienter.pathway(("logement",), {}, MONDAY, more=2))[:4]]
    routes, seen = orienter.rules.routes, []
    for more in range(3):
        screen = view(composed(orienter, [*given, LINE], ("alimentation",), {}, MONDAY, more=more), routes, more)
        assert screen.rest or more
        seen.append([door.contact.card.service_id for door in screen.doors if door.contact and not door.again])
    assert seen[0] == [entry.service_id for entry in given]
    assert 0 < len(seen[1]) <= 3
    assert not set(seen[0]) & set(seen[1]) and not set(seen[1]) & set(seen[2])


def test_what_goes_from_chat_to_chat_survives_json() -> None:
    handed = Handed(entries=(CCAS, LINE), needs=("logement",), answers={"commune": "69034"}, language="ar")
    assert Handed.from_json(handed.to_json()) == handed
