"""Open Referral HSDS read: what becomes of an organisation, a service, a place; nothing foreign is taken for French."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import InputError
from knowledge.importers.records import Record, Rejected
from tests.samples_hsds import HOUSE, LYON, MIAMI, OFFER, WEEK, Object, codes, from_json, only, read

# An organisation and a service


def test_an_organisation_with_one_location_is_a_structure_in_that_place(tmp_path: Path) -> None:
    house, _, _ = only(OFFER, tmp_path)
    assert (house.id, house.source, house.nom) == ("hsds--o1", "hsds", "Entraide des Essais")
    assert (house.adresse, house.code_postal, house.commune) == ("3 rue des Essais", "69006", "Lyon")
    assert house.complement_adresse == "Bâtiment B, Maison des associations"
    assert (house.latitude, house.longitude) == (45.77, 4.84)
    assert (house.telephone, house.courriel) == ("+33199000009", "contact@example.org")
    assert (house.site_web, house.siret) == ("https://www.example.org", "00012345600017")
    assert house.accessibilite_lieu == "https://example.org/acces"
    assert house.complement.accessibilite.precisions == "Rampe à l'entrée"
    assert (house.complement.alias, house.complement.transports) == (("EDE",), "Métro Foch")


def test_a_line_break_written_as_two_signs_is_a_line_break(tmp_path: Path) -> None:
    house, _, _ = only(OFFER, tmp_path)
    assert house.description == "Une association.\n\nOuverte à tous."


def test_a_service_keeps_all_that_data_inclusion_has_a_field_for(tmp_path: Path) -> None:
    _, offered, _ = only(OFFER, tmp_path)
    assert (offered.id, offered.structure_id, offered.date_maj) == ("hsds--s1", "hsds--o1", date(2026, 1, 15))
    assert offered.lien_mobilisation == "https://example.org/accueil"
    assert offered.mobilisation_precisions == "Venir sans rendez-vous."
    assert (offered.frais, offered.frais_precisions) == (None, "Un euro le repas.")
    assert offered.publics_precisions == "Personnes sans domicile."
    assert (offered.complement.age_min, offered.complement.age_max) == (18, 99)
    assert offered.complement.verifie_le == date(2026, 2, 1)
    assert offered.complement.documents == ("Une pièce d'identité",)
    assert offered.complement.langues == ("ar", "en")
    assert (offered.telephone, offered.horaires_accueil) == ("+33199000001", "Mo-We 09:00-12:00")
    assert offered.contact_nom_prenom == "Accueil"


def test_what_has_no_field_is_kept_in_the_words_of_the_source(tmp_path: Path) -> None:
    _, offered, _ = only(OFFER, tmp_path)
    assert offered.description is not None
    first, *words = offered.description.splitlines()
    assert first == "On vous reçoit."
    assert set(filter(None, words)) == {
        "Interprétariat indiqué : Par téléphone",
        "Zone indiquée : 75460",
        "Langues indiquées : Creole",
        "Télécopie : 01 99 00 00 02",
        "Autre téléphone indiqué : 01 99 00 00 03, poste 12, le soir",
        "Thèmes indiqués : Meals",
    }
    assert offered.thematiques == ()


def test_only_an_address_of_insee_makes_a_zone_of_eligibility(tmp_path: Path) -> None:
    _, offered, _ = only(OFFER, tmp_path)
    assert offered.zone_eligibilite == ("69266",)


def test_a_field_that_nothing_holds_is_told_once_a_file(tmp_path: Path) -> None:
    given = [OFFER | {"id": str(number), "assurer_email": "a@example.org"} for number in range(3)]
    items = from_json(given, tmp_path)
    told = [
        remark for item in items if isinstance(item, Record) for remark in item.remarks if remark.code == "champ_ignore"
    ]
    assert [remark.message.split(" de HSDS")[0] for remark in told] == ["« service.assurer_email »"]


# Places


def test_a_service_at_the_only_place_of_its_organisation_takes_it_from_there(tmp_path: Path) -> None:
    _, offered, _ = only(OFFER | {"service_at_locations": [{"location": LYON}]}, tmp_path)
    assert (offered.adresse, offered.latitude) == (None, None)


def test_the_first_place_is_the_service_s_own_and_the_others_are_its_further_places(tmp_path: Path) -> None:
    second = LYON | {"id": "l3", "name": "Mairie annexe"}
    held = [
        {"location": LYON | {"id": "l9"}},
        {"location": second, "schedules": [WEEK | {"byday": "2TH", "freq": "MONTHLY"}]},
    ]
    _, offered, _ = only(OFFER | {"service_at_locations": held}, tmp_path)
    assert (offered.adresse, offered.code_postal) == ("3 rue des Essais", "69006")
    [place] = offered.complement.lieux
    assert (place.nom, place.code_postal, place.horaires_accueil) == ("Mairie annexe", "69006", "Th[2] 09:00-12:00")
    assert (place.transports, place.latitude) == ("Métro Foch", 45.77)


def test_an_organisation_with_several_places_has_none_of_its_own(tmp_path: Path) -> None:
    house, _, record = only(OFFER | {"organization": HOUSE | {"locations": [LYON, MIAMI]}}, tmp_path)
    assert (house.adresse, house.code_postal, house.latitude) == (None, None, None)
    assert "lieux_multiples" in codes(record)


def test_a_foreign_postcode_is_never_a_french_one(tmp_path: Path) -> None:
    _, offered, record = only(OFFER | {"service_at_locations": [{"location": MIAMI}]}, tmp_path)
    assert (offered.code_postal, offered.commune, offered.code_insee) == (None, None, None)
    assert offered.adresse == "1 Test Street, Paris, TX 75460, US"
    assert "adresse_hors_france" in codes(record)


def test_an_address_without_a_country_is_not_taken_for_french(tmp_path: Path) -> None:
    nowhere = LYON | {"id": "l9", "addresses": [{"address_1": "1 Main St", "city": "Chicago", "postal_code": "60601"}]}
    _, offered, _ = only(OFFER | {"service_at_locations": [{"location": nowhere}]}, tmp_path)
    assert (offered.code_postal, offered.commune) == (None, None)
    assert offered.adresse == "1 Main St, Chicago, 60601"


def test_a_postal_address_is_not_a_door(tmp_path: Path) -> None:
    box = LYON | {"addresses": [LYON["addresses"][0] | {"address_type": "postal", "address_1": "BP 12"}]}
    house, _, _ = only(OFFER | {"organization": HOUSE | {"locations": [box]}}, tmp_path)
    assert house.adresse is None
    assert "Adresse postale indiquée : BP 12, Bâtiment B, Lyon, Rhône 69006, FR" in (house.description or "")


# Telephone numbers


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("01 99 00 00 01", "FR", "+33199000001"),
        ("115", "FR", "115"),
        ("0262 90 12 34", "RE", "+262262901234"),
        ("202-555-0101", "US", "+12025550101"),
        ("202-555-0101 x57", "US", "+12025550101"),
        ("+41 22 333 44 55", None, "+41223334455"),
        ("211", "US", None),
        ("115", None, None),
        ("01 99 00 00 01", None, None),
        ("see website", "FR", None),
    ],
)
def test_a_number_belongs_to_the_country_of_its_address(
    number: str, country: str | None, expected: str | None, tmp_path: Path
) -> None:
    here = LYON | {"phones": [], "addresses": [LYON["addresses"][0] | {"country": country}]}
    offered = OFFER | {"organization": HOUSE | {"locations": [here]}, "phones": [{"number": number}]}
    _, service, _ = only(offered, tmp_path)
    assert service.telephone == expected
    if expected is None and number != "see website":
        assert f"Autre téléphone indiqué : {number}" in (service.description or "")


# What is refused


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "defunct"}, "service_arrete"),
        ({"status": "inactive"}, "service_arrete"),
        ({"organization": None}, "structure_absente"),
        ({"id": None}, "id_absent"),
        ({"name": "", "description": "x"}, "nom_absent"),
        ({"organization": HOUSE | {"name": None}}, "nom_absent"),
    ],
)
def test_a_service_to_which_nobody_can_be_sent_is_refused_with_a_reason(
    change: Object, reason: str, tmp_path: Path
) -> None:
    [item] = from_json([OFFER | change], tmp_path)
    assert isinstance(item, Rejected)
    assert item.reason == reason


def test_a_service_closed_for_a_time_is_taken_and_says_so(tmp_path: Path) -> None:
    _, offered, _ = only(OFFER | {"status": "temporarily closed", "alert": "Travaux"}, tmp_path)
    assert [closed.motif for closed in offered.complement.fermetures] == ["Travaux"]


def test_a_place_or_a_term_alone_is_refused_and_counted(tmp_path: Path) -> None:
    items = from_json(
        {"contents": [LYON, {"id": "t", "code": "x", "name": "Un thème", "taxonomy": "Thèmes"}]}, tmp_path
    )
    assert [item.reason for item in items if isinstance(item, Rejected)] == ["hors_sujet", "hors_sujet"]


def test_a_file_cut_short_says_so(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps([OFFER, OFFER])[:-40], encoding="utf-8")
    with pytest.raises(InputError, match="tronqué"):
        read(path)
