"""The sheet as a message: all of it, and nothing that a directory could hide in it."""

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.liaison import Sender
from knowledge.sheets.choices import Choices
from knowledge.sheets.forms import as_text
from knowledge.sheets.forms.safe import unturned
from knowledge.sheets.model import Sheet
from knowledge.sheets.pathway import pathway_content
from knowledge.sheets.ready import VERBATIM
from knowledge.wording import Wording
from tests.samples_pathway import BUS, LINK, NOON, contact_of, pathway_of, pathway_with, step_of

FULL = Choices(
    words="j'arrive plus à payer",
    sender=Sender(name="Nadia", structure="CCAS", telephone="04 65 71 00 90"),
    appointments={"service-1": NOON + timedelta(days=6)},
    link=LINK,
)
ON_PAPER = {"labels", "title", "fold", "demonstration_short", "map_alt", "link_alt", "appointment_at"} | VERBATIM - {
    "map"
}
"""What a message does not say in these words: how to fold it, codes to photograph."""


def sheet_of(pathway: Any, language: str = "fr", choices: Choices = FULL) -> Sheet:
    return pathway_content(pathway, Wording.load(language), choices)


def said(value: Any) -> list[str]:
    """Every text of a sheet that is to be read."""
    if isinstance(value, dict):
        return [text for name, each in value.items() if name not in ON_PAPER for text in said(each)]
    if isinstance(value, list):
        return [text for each in value for text in said(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_message_says_all_that_the_sheet_says(language: str) -> None:
    pathway = replace(
        pathway_with(4), searched=("Interprète",), annex=(contact_of(6, places=(BUS,), telephone=None, dial=None),)
    )
    sheet = sheet_of(pathway, language)
    text = unturned(as_text(sheet).replace("\n", " "))
    for each in (*said(sheet), sheet["link"]):
        assert unturned(" ".join(each.split())) in text


def test_each_thing_stands_on_a_short_line_of_its_own() -> None:
    lines = as_text(sheet_of(pathway_with(4))).splitlines()
    assert max(map(len, lines)) < 140
    assert "04 65 71 00 00" in lines
    assert "☐ pièce d'identité" in lines
    assert "Rendez-vous : jeudi 26 novembre 2026 à 14 h 30" in lines
    assert not any(line != line.strip() for line in lines)


def test_each_line_of_a_language_that_runs_right_to_left_says_so() -> None:
    lines = as_text(sheet_of(pathway_with(1), "ar", Choices())).splitlines()
    assert "\u200f\u206804 65 71 00 00\u2069" in lines
    for line in filter(None, lines):
        outside = re.sub("\u2068[^\u2068\u2069]*\u2069", "", re.sub("\u2068[^\u2068\u2069]*\u2069", "", line))
        assert re.search("[\u0600-\u06ff\u200f]", outside)


def test_a_confidential_contact_gives_its_telephone_and_no_place() -> None:
    secret = contact_of(0, confidential=True, address="7 rue Cachée", website="https://lieu.exemple.fr")
    text = as_text(sheet_of(pathway_of(step_of(secret))))
    assert "Adresse non communiquée : appelez d'abord." in text
    assert "04 65 71 00 00" in text
    for place in ("Cachée", "osm.org", "lieu.exemple.fr", "1,2 km"):
        assert place not in text


def test_a_sheet_without_any_contact_is_a_message_too() -> None:
    text = as_text(sheet_of(pathway_of(searched=("Logement",)), choices=Choices()))
    assert "Aucun contact trouvé" in text
    assert "112" in text


@given(st.text(max_size=80), st.sampled_from(["fr", "ar"]))
def test_no_control_and_no_hidden_direction_of_a_directory_is_in_a_message(hostile: str, language: str) -> None:
    contact = contact_of(0, structure=hostile, address=hostile, email=hostile, website=hostile, fee_details=hostile)
    sheet = sheet_of(pathway_of(step_of(contact, title=hostile, advice=hostile)), language)
    text = as_text({**sheet, "territory": hostile, "link": hostile})
    hidden = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert hidden <= {"\n", "\u200f", "\u2066", "\u2068", "\u2069", "\u200c"}
