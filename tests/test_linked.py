"""A link to the chat, for a resident: it opens a need, a structure, a service, or the beginning."""

import asyncio

import pytest

from bot.assistant import Answer, Assistant
from bot.conversation.events import Event, Linked, Said
from bot.deeplinks import payload_of
from bot.store import MemoryStore
from tests.conftest import serving, sheets
from tests.samples_services import MONDAY


@pytest.fixture
def assistant() -> Assistant:
    return Assistant(serving(), MemoryStore(), lambda: MONDAY, sheets=sheets())


def done(assistant: Assistant, event: Event) -> Answer:
    answer = asyncio.run(assistant.answer("anne", event))
    assert answer is not None
    return answer


def told(answer: Answer) -> str:
    return "\n".join(message.text for message in answer.screen.messages)


def test_a_link_to_a_need_begins_with_it(assistant: Assistant) -> None:
    assert done(assistant, Linked(payload_of("need", "logement"))).turn.state.needs == ("logement",)


def test_a_link_to_a_structure_shows_it_and_what_was_begun_goes_on(assistant: Assistant) -> None:
    asked = done(assistant, Said("je cherche une nounou")).turn.state.asked
    answer = done(assistant, Linked(payload_of("structure", "demo--ccas")))
    assert "Centre communal" in told(answer)
    assert answer.turn.state.asked == asked and answer.turn.state.needs == ("garde_enfants",)


def test_a_link_to_a_service_shows_that_service_alone(assistant: Assistant) -> None:
    shown = told(done(assistant, Linked(payload_of("service", "demo--ccas--aide-financiere"))))
    assert "Aide financière" in shown and "domiciliation" not in shown.lower()


@pytest.mark.parametrize("payload", ["s_bm9wZQ", "c_bm9wZQ"])
def test_a_link_to_what_is_gone_says_so_and_gives_a_human(assistant: Assistant, payload: str) -> None:
    shown = told(done(assistant, Linked(payload)))
    assert "Je n'ai plus cette adresse" in shown and "Une personne peut vous répondre" in shown


@pytest.mark.parametrize("payload", ["", "fiche-12", "b_bm9wZQ", "c_é", "x_bm9wZQ"])
def test_a_link_that_is_not_ours_opens_the_beginning(assistant: Assistant, payload: str) -> None:
    assert "Bonjour" in told(done(assistant, Linked(payload)))
