"""The structure's sheet from the card: for the public unless a colleague asks twice; nothing of agents on the public's paper."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from knowledge.card import card
from knowledge.directory import Directory
from tests.samples_counter import CCAS, Chat, chat

OTHERS = "demo--mission-locale--accompagnement"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Chat]:
    found = chat(tmp_path)
    yield found
    found.closed()


def paper(desk: Chat) -> str:
    (document,) = desk.documents
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(document.content)).pages)
    return " ".join(text.split())


def reserved(desk: Chat, service_id: str) -> list[str]:
    """What only agents may read of a service and those beside it."""
    directory = desk.served.directory
    assert isinstance(directory, Directory)
    offer = directory.offer(service_id)
    assert offer is not None
    found = [card(each, "agent").agent for each in directory.offers_of(offer.structure.id)]
    return [
        text
        for notes in found
        if notes is not None
        for text in (notes.telephone, notes.contact, notes.expectations, notes.limits, notes.notes)
        if text
    ]


def test_one_tap_prints_the_publics_sheet_with_nothing_reserved(desk: Chat) -> None:
    secrets = reserved(desk, CCAS)
    assert secrets
    desk.presses(f"voir:{CCAS}")
    desk.taps_on("🖨 Imprimer")
    text, (document,) = paper(desk), desk.documents
    assert "Centre communal" in text and "Réservé aux professionnels" not in text
    assert [each for each in secrets if " ".join(each.split()) in text] == []
    assert document.name == "fiche.pdf" and document.caption == "Fiche à donner"


def test_the_version_for_professionals_is_asked_twice_and_says_what_it_is(desk: Chat) -> None:
    desk.presses(f"imprimer:{CCAS}")
    desk.taps_on("Version professionnels")
    assert not desk.documents and "ne se donne à aucun habitant" in desk.text
    desk.taps_on("Oui, pour un collègue")
    (document,) = desk.documents
    assert "Réservé aux professionnels : à ne pas remettre au public" in paper(desk)
    assert document.name == "fiche-professionnels.pdf" and "à ne pas remettre" in document.caption


def test_a_partner_prints_the_reserved_version_of_their_own_structure_only(tmp_path: Path) -> None:
    partner = chat(tmp_path, role="partner", structure_id="demo--ccas")
    partner.presses(f"imprimer:{OTHERS}")
    assert partner.documents and not any("professionnels" in button.label for button in partner.buttons)
    partner.presses(f"imprimer_oui:{OTHERS}")  # forged
    assert not partner.documents and "pas ouverte à votre compte" in partner.text
    partner.presses(f"imprimer_oui:{CCAS}")
    assert "Réservé aux professionnels" in paper(partner)
    partner.closed()


@pytest.mark.parametrize("data", ["imprimer:nowhere", "imprimer_oui:nowhere", "imprimer:"])
def test_a_service_that_is_gone_prints_nothing(desk: Chat, data: str) -> None:
    desk.presses(data)
    assert not desk.documents and desk.text
