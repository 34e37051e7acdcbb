"""A partner keeps their own record true from the chat: seen at once by others, and nobody else's record can be touched."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.amending import FIELDS
from bot.frontdesk import Work
from bot.frontdesk.amending import FIELDS as ASKED
from bot.people import Role
from knowledge.card import card
from tests.samples_counter import NOW, Chat, bytes_of, chat

OWN, OWN_HOUSE = "demo--adil--conseil-logement", "demo--adil"
OTHERS = "demo--caf--allocations"
FIRST, SECOND = "demo--centre-social--ateliers-francais", "demo--centre-social--accueil-de-loisirs"
NEW = "04 65 71 09 99"


@pytest.fixture
def partner(tmp_path: Path) -> Iterator[Chat]:
    found = chat(tmp_path, role="partner", structure_id=OWN_HOUSE, name="ADIL, Dominique R.")
    yield found
    found.closed()


def colleague(partner: Chat, role: Role = "agent", structure_id: str | None = "demo--ccas") -> Chat:
    """Somebody else, on the same file."""
    return chat(partner.folder, role=role, structure_id=structure_id, person=f"telegram:{role}", now=partner.now)


def test_the_chat_opens_on_their_record_with_what_is_old(partner: Chat) -> None:
    partner.starts()
    assert "04 65 71 02 40" in partner.text and "C'est toujours exact" in str(partner.buttons)
    assert "depuis plus d'un an" not in partner.text and f"signaler:{OWN}" in {each.data for each in partner.buttons}
    partner.now = NOW + timedelta(days=600)
    partner.starts()
    assert "depuis plus d'un an" in partner.text


def test_several_records_are_a_list_and_agents_have_none(tmp_path: Path) -> None:
    several = chat(tmp_path, role="partner", structure_id="demo--centre-social")
    several.starts()
    assert {f"mafiche:{FIRST}", f"mafiche:{SECOND}"} <= {button.data for button in several.buttons}
    several.presses(f"mafiche:{FIRST}")
    assert "Mes fiches" in str(several.buttons)
    agent = colleague(several)
    agent.starts()
    assert not any(button.data.startswith("mafiche:") for button in agent.buttons)
    several.closed()
    agent.closed()


def test_still_right_takes_one_tap_and_is_the_day_that_everybody_reads(partner: Chat) -> None:
    partner.now = NOW + timedelta(days=600)
    partner.starts()
    partner.taps_on("C'est toujours exact")
    assert partner.taps == 1 and "fiche relue aujourd'hui par vous" in partner.text
    assert "depuis plus d'un an" not in partner.text
    agent = colleague(partner)
    agent.presses(f"voir:{OWN}")
    assert "Vérifié le 15 juillet 2028 par Agence d’information" in agent.text and "Dominique" not in agent.text
    offer = partner.served.directory.offer(OWN) if partner.served.directory else None
    assert offer is not None and card(offer).verified_on == partner.now.date()
    agent.closed()


def test_a_field_takes_one_line_is_read_back_and_is_seen_at_once(partner: Chat) -> None:
    partner.starts()
    partner.taps_on("✏ Horaires")
    partner.says("du lundi au jeudi 9h-12h et 14h-17h, vendredi 9h-12h")
    assert "lundi au jeudi : 9 h – 12 h, 14 h – 17 h" in partner.text and "Au lieu de" in partner.text
    assert partner.amendments.all() == ()
    partner.taps_on("Oui, noter")
    assert "Noté : horaires" in partner.text
    agent = colleague(partner)
    agent.presses(f"voir:{OWN}")
    assert "vendredi : 9 h – 12 h" in agent.text
    assert "Indiqué par la structure le 23 novembre 2026 : horaires" in agent.text
    offer = partner.served.directory.offer(OWN) if partner.served.directory else None
    assert offer is not None and "indiqué" not in str(card(offer)).lower()
    agent.closed()


def test_a_number_is_changed_for_the_whole_structure_or_for_one_service(tmp_path: Path) -> None:
    partner = chat(tmp_path, role="partner", structure_id="demo--centre-social")
    partner.presses(f"corriger:telephone={FIRST}")
    partner.says(NEW)
    partner.taps_on("Pour toute la structure")
    for service in (FIRST, SECOND):
        partner.presses(f"mafiche:{service}")
        assert NEW in partner.text
    partner.presses(f"corriger:telephone={FIRST}")
    partner.says("04 65 71 08 88")
    partner.taps_on("Pour ce service seulement")
    partner.presses(f"mafiche:{SECOND}")
    assert NEW in partner.text and "08 88" not in partner.text
    partner.closed()


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("telephone", "mon numéro", "pas un numéro de téléphone"),
        ("courriel", "a@b", "pas une adresse de courriel"),
        ("site_web", "sur internet", "pas l'adresse d'un site"),
        ("horaires", "quand on peut", "ne se lisent pas avec certitude"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_plain_words_and_asked_again(
    partner: Chat, field: str, text: str, told: str
) -> None:
    partner.presses(f"corriger:{field}={OWN}")
    partner.says(text)
    assert told in partner.text and text not in partner.text
    assert partner.work.asked == "amending.value" and partner.amendments.all() == ()


def test_a_value_can_be_written_again_or_given_up_before_it_is_noted(partner: Chat) -> None:
    partner.presses(f"corriger:telephone={OWN}")
    partner.says("04 65 71 07 77")
    partner.says(NEW)
    assert NEW in partner.text
    partner.says("non")
    assert partner.amendments.all() == () and partner.work.form == {}
    partner.presses(f"corriger:telephone={OWN}")
    partner.says(NEW)
    partner.says("oui")
    assert {each.value for each in partner.amendments.all()} == {"+33465710999"}


def test_what_is_written_already_is_no_correction(partner: Chat) -> None:
    partner.presses(f"corriger:telephone={OWN}")
    partner.says("04 65 71 02 40")
    assert "déjà ce qui est écrit" in partner.text and partner.work.asked == ""


def test_a_value_that_waits_is_not_in_the_clear_in_the_file(partner: Chat) -> None:
    partner.presses(f"corriger:conditions={OWN}")
    partner.says("Réservé aux Zorglubs")
    assert "zorglub" not in bytes_of(partner.folder)


def test_the_chat_asks_for_the_fields_that_can_be_written() -> None:
    assert ASKED == FIELDS


# whose record

FORGED = [f"exact:{OTHERS}", f"mafiche:{OTHERS}", *(f"corriger:{field}={OTHERS}" for field in FIELDS)]


@pytest.mark.parametrize("data", FORGED)
def test_a_forged_button_touches_nobody_elses_record(partner: Chat, data: str) -> None:
    partner.presses(data)
    assert "n'est pas celle de votre structure" in partner.text
    partner.says(NEW)
    partner.presses("corrige:0")
    assert partner.amendments.all() == ()


@pytest.mark.parametrize("role", ["agent", "coordinator"])
def test_nobody_but_the_partner_edits_even_their_own_structure(tmp_path: Path, role: Role) -> None:
    found = chat(tmp_path, role=role, structure_id=OWN_HOUSE)
    for data in (f"exact:{OWN}", f"corriger:telephone={OWN}"):
        found.presses(data)
        assert "vous ne pouvez pas la changer" in found.text
    assert found.amendments.all() == ()
    found.closed()


def test_a_work_that_was_tampered_with_is_checked_where_it_is_written(partner: Chat) -> None:
    forged = Work(asked="amending.check", about=(OTHERS, "telephone"), form={"value": '"+33465710999"'})
    partner.works.save(partner.person, forged, partner.now)
    partner.presses("corrige:0")
    assert "n'est pas celle de votre structure" in partner.text and partner.amendments.all() == ()
    for value in ('"not a number"', '["a"]', "12", '{"a": 1}'):
        forged = Work(asked="amending.check", about=(OWN, "courriel"), form={"value": value})
        partner.works.save(partner.person, forged, partner.now)
        partner.presses("corrige:0")
        assert partner.amendments.all() == ()


def test_an_access_without_a_structure_sees_and_writes_nothing(tmp_path: Path) -> None:
    lost = chat(tmp_path, role="partner", structure_id=None)
    lost.starts()
    assert "relié à aucune structure" in lost.text
    lost.presses(f"exact:{OWN}")
    assert lost.amendments.all() == ()
    lost.closed()


@pytest.mark.parametrize(
    "data", ["corrige:0", "corrige:1", "corrige:7", "decider:1=accepted", "corriger:adresse=x", "exact:"]
)
def test_a_button_without_what_it_belongs_to_does_nothing(partner: Chat, data: str) -> None:
    partner.presses(data)
    assert partner.amendments.all() == ()
    assert partner.text


# the coordinator


def test_a_coordinator_decides_in_the_chat_and_nobody_else_does(partner: Chat) -> None:
    partner.presses(f"corriger:telephone={OWN}")
    partner.says(NEW)
    partner.says("oui")
    agent, coordinator = colleague(partner), colleague(partner, "coordinator", None)
    agent.presses("decider:1=accepted")
    assert "Seul un coordinateur" in agent.text
    for somebody_else in (agent, partner):
        somebody_else.presses("geste:corrections")
        assert "Seul un coordinateur" in somebody_else.text and NEW not in somebody_else.text
    coordinator.presses("geste:corrections")
    assert NEW in coordinator.text and "ADIL, Dominique R." in coordinator.text and "04 65 71 02 40" in coordinator.text
    coordinator.taps_on("🚫 N° 1")
    assert {each.status for each in partner.amendments.all()} == {"refused"}
    assert "Aucune correction" in coordinator.text
    partner.presses(f"mafiche:{OWN}")
    assert NEW not in partner.text
    agent.closed()
    coordinator.closed()
