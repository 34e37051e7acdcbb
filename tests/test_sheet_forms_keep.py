"""Contacts and appointments to keep in a telephone, read back with another library than the one that writes them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.sheets.choices import Choices
from knowledge.sheets.forms import as_calendar, as_vcards
from knowledge.sheets.model import Sheet
from knowledge.sheets.pathway import pathway_content
from knowledge.wording import Wording
from tests.samples_pathway import NOON, contact_of, pathway_of, pathway_with, step_of

THURSDAY = NOON + timedelta(days=6)
NOTED = Choices(appointments={"service-0": THURSDAY})


def sheet_of(pathway: Any = None, language: str = "fr", choices: Choices = NOTED) -> Sheet:
    return pathway_content(pathway or pathway_with(3), Wording.load(language), choices)


def cards(sheet: Sheet) -> list[Any]:
    return list(vobject.readComponents(as_vcards(sheet).decode()))


def events(sheet: Sheet) -> Iterator[Any]:
    calendar = as_calendar(sheet)
    assert calendar is not None
    yield from vobject.readOne(calendar.decode()).vevent_list


def test_each_contact_is_a_card_that_says_how_to_reach_it() -> None:
    first, *others = cards(sheet_of())
    assert len(others) == 2
    assert first.version.value == "3.0"
    assert first.fn.value == "Maison des Tout-Petits"
    assert first.org.value == ["Maison des Tout-Petits"]
    assert (first.tel.value, first.tel.params["TYPE"]) == ("+33465710000", ["WORK", "VOICE"])
    assert first.email.value == "accueil@exemple.fr"
    assert first.url.value == "https://www.exemple.fr/accueil"
    assert (first.adr.value.street, first.adr.value.code, first.adr.value.city) == (
        "12 rue des Marronniers", "69300", "Caluire-et-Cuire",
    )  # fmt: skip
    assert first.geo.value == "45.79;4.84"
    assert first.note.value == "Accueil régulier\nVérifié le 3 novembre 2026"
    assert first.rev.value == "20261120T133000Z"


def test_a_contact_shown_twice_is_one_card() -> None:
    pathway = pathway_of(step_of(contact_of(0)), step_of(contact_of(0), number=2, when="week"), annex=(contact_of(0),))
    assert len(cards(sheet_of(pathway))) == 1


def test_a_card_kept_again_takes_the_place_of_the_first() -> None:
    later = replace(pathway_with(3), made_at=NOON + timedelta(days=40))
    assert [card.uid.value for card in cards(sheet_of())] == [card.uid.value for card in cards(sheet_of(later))]
    assert len({card.uid.value for card in cards(sheet_of())}) == 3


def test_an_address_that_must_stay_secret_is_a_telephone_only() -> None:
    secret = contact_of(0, confidential=True, address="7 rue Cachée", website="https://lieu.exemple.fr")
    [card] = cards(sheet_of(pathway_of(step_of(secret)), choices=Choices()))
    assert card.tel.value == "+33465710000"
    assert {"adr", "geo", "url", "email", "label"}.isdisjoint(card.contents)
    assert "Adresse non communiquée : appelez d'abord." in card.note.value


def test_a_discreet_card_names_no_service() -> None:
    discreet = sheet_of(choices=Choices(discreet=True))
    assert [card.note.value for card in cards(discreet)] == ["Vérifié le 3 novembre 2026"] * 3


def test_no_contact_no_card() -> None:
    assert as_vcards(sheet_of(pathway_of())) == b""


def test_an_appointment_is_an_event_in_its_hour_with_two_reminders() -> None:
    [event] = events(sheet_of())
    assert event.dtstart.value == THURSDAY
    assert event.dtstart.value.utcoffset() == timedelta(0)
    assert not hasattr(event, "dtend")
    assert event.dtstamp.value == datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    assert event.summary.value == "Rendez-vous : Maison des Tout-Petits"
    assert event.location.value == "12 rue des Marronniers, 69300 Caluire-et-Cuire"
    assert event.description.value.splitlines() == [
        "04 65 71 00 00", "À apporter", "• pièce d'identité", "• dernier courrier reçu", "• livret de famille",
    ]  # fmt: skip
    assert [alarm.trigger.value for alarm in event.valarm_list] == [-timedelta(days=1), -timedelta(hours=2)]
    assert getattr(event, "class").value == "PRIVATE"


def test_an_appointment_that_moves_keeps_its_name() -> None:
    moved = Choices(appointments={"service-0": THURSDAY + timedelta(days=7)})
    assert [event.uid.value for event in events(sheet_of())] == [
        event.uid.value for event in events(sheet_of(choices=moved))
    ]


def test_a_discreet_appointment_does_not_say_with_whom() -> None:
    [event] = events(sheet_of(choices=replace(NOTED, discreet=True)))
    assert event.summary.value == "Rendez-vous"
    assert all(alarm.description.value == "Rendez-vous" for alarm in event.valarm_list)
    assert "Tout-Petits" not in event.serialize()


def test_neither_file_tells_which_service_in_its_identifiers() -> None:
    kept = as_vcards(sheet_of()) + (as_calendar(sheet_of()) or b"")
    assert b"service-0" not in kept


def test_a_secret_address_is_in_no_event() -> None:
    secret = contact_of(0, confidential=True, address="7 rue Cachée")
    [event] = events(sheet_of(pathway_of(step_of(secret))))
    assert not hasattr(event, "location")
    assert "Cach" not in event.serialize()


def test_no_appointment_no_calendar() -> None:
    assert as_calendar(sheet_of(choices=Choices())) is None


def test_a_moment_without_its_offset_is_refused() -> None:
    sheet = sheet_of()
    sheet["moments"][0]["steps"][0]["contacts"][0]["appointment_at"] = "2026-11-26T14:30:00"
    with pytest.raises(ValueError, match="offset"):
        as_calendar(sheet)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_lines_end_and_fold_as_the_standards_ask(language: str) -> None:
    long = "Résidence « Les Érables », bâtiment B ; escalier 2, " * 6
    sheet = sheet_of(pathway_of(step_of(contact_of(0, address=long, structure="Foyer; « A », B\\C"))), language)
    for kept in (as_vcards(sheet), as_calendar(sheet) or b""):
        assert kept.endswith(b"\r\n")
        assert all(len(line) <= 75 for line in kept.split(b"\r\n"))
        assert kept.count(b"\n") == kept.count(b"\r\n")
        kept.decode()
    assert cards(sheet)[0].fn.value == "Foyer; « A », B\\C"


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert as_vcards(sheet_of()) == as_vcards(sheet_of())
    assert as_calendar(sheet_of()) == as_calendar(sheet_of())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
@pytest.mark.parametrize(
    "injected", ["\r\nTEL:17", "\nEND:VCARD\nBEGIN:VCARD", "\x0bURL:x", "\u2028TEL:17", "a;b,c:d\\n\\,"]
)
def test_whatever_a_directory_says_makes_no_other_line(injected: str, hostile: str) -> None:
    text = hostile + injected
    contact = contact_of(
        0, structure=text, service=text, address=text, email=text, website=text, telephone=text, bring=(text,)
    )
    sheet = sheet_of(pathway_of(step_of(contact)))
    kept = as_vcards(sheet).decode()
    assert kept.count("\r\nBEGIN:") == 0
    names = [line.partition(":")[0].partition(";")[0] for line in kept.replace("\r\n ", "").split("\r\n") if line]
    assert len(names) == len(set(names))
    [card] = vobject.readComponents(kept)
    assert card.tel.value == "+33465710000"
    [event] = events(sheet)
    assert event.dtstart.value == THURSDAY
