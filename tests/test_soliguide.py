"""Soliguide: what is public is imported with its hours, closures and conditions; what is not is refused."""

import copy
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.importers import mednum, soliguide
from knowledge.importers.records import Record, Rejected
from knowledge.importers.soliguide_codes import category, publics
from knowledge.importers.soliguide_hours import opening
from knowledge.importers.sources import opened
from knowledge.model import Service, Structure

HERE = Path(__file__).parent
PLACES = HERE / "imports" / "soliguide" / "lieux.jsonl"
SHARED = HERE.parent.parent / "shared" / "data" / "soliguide_places.jsonl"
real = pytest.mark.skipif(not SHARED.is_file(), reason="the real inputs are not on this machine")


def read(path: Path) -> list[Record | Rejected]:
    with opened([path]) as (source,):
        assert soliguide.recognises(source)
        assert not mednum.recognises(source)
        return list(soliguide.records(source))


def parts(record: Record | Rejected) -> tuple[Structure, list[Service]]:
    assert isinstance(record, Record)
    house, *services = record.entries
    assert isinstance(house, Structure)
    return house, [service for service in services if isinstance(service, Service)]


def test_a_place_keeps_its_contacts_hours_and_languages() -> None:
    house, _ = parts(read(PLACES)[0])
    assert house.id == "soliguide--11"
    assert house.lien_source == "https://soliguide.fr/fr/fiche/halte-des-lilas-11"
    assert house.adresse == "4 rue des Lilas"
    assert house.telephone == "+33199001234"
    assert house.horaires_accueil == "Mo 08:30-12:00,14:00-24:00; PH off"
    assert house.complement.langues == ("fr", "ar", "lsf")
    assert house.complement.accessibilite.moteur == "oui"
    assert house.description is not None
    for words in ("se laver", "Nouvelle porte", "Fermé à l'heure du repas", "nuit 115"):
        assert words in house.description
    # Half past eleven at night in universal time is the next day in Paris.
    assert house.date_maj.isoformat() == "2026-03-02"


def test_closures_and_full_services_are_told_with_their_days() -> None:
    house, (shower, *_) = parts(read(PLACES)[0])
    (closed,) = house.complement.fermetures
    assert (str(closed.debut), str(closed.fin), closed.motif) == ("2026-08-01", "2026-08-16", "Travaux")
    assert shower.complement.complet is not None
    assert (str(shower.complement.complet.note_du), shower.complement.complet.auteur) == ("2026-02-20", "Soliguide")
    assert "Venir avant 9 h" in (shower.description or "")


def test_a_service_takes_its_own_hours_conditions_and_public_where_they_differ() -> None:
    _, (shower, social, _) = parts(read(PLACES)[0])
    assert shower.horaires_accueil == "Mo 08:30-12:00,14:00-24:00; PH off"
    assert shower.publics == ("tous-publics",)
    assert shower.frais == "gratuit"
    assert social.nom == "Accompagnement social : Permanence sociale"
    assert social.horaires_accueil == "Tu 09:00-12:00"
    assert social.frais == "payant"
    assert social.mobilisable_par == ("professionnels",)
    assert social.conditions_acces == "Sur rendez-vous : le matin\nSur orientation d'un professionnel."
    assert social.publics == ("femmes", "personnes-en-situation-de-handicap", "personnes-en-situation-durgence")
    assert social.complement.age_min == 18
    assert "personnes seules, familles" in (social.publics_precisions or "")


def test_those_who_come_first_have_words_and_no_code() -> None:
    record = read(PLACES)[0]
    _, (*_, juggling) = parts(record)
    assert juggling.publics == ()
    assert juggling.publics_precisions == "De préférence : femmes ; jusqu'à 25 ans."
    assert juggling.complement.age_max is None
    assert juggling.thematiques == ()
    assert isinstance(record, Record)
    assert any(
        remark.code == "valeur_sans_correspondance" and "juggling" in remark.message for remark in record.remarks
    )


def test_a_round_has_places_and_no_address_of_its_own() -> None:
    record = read(PLACES)[1]
    house, (soup,) = parts(record)
    assert (house.adresse, house.latitude, house.commune) == (None, None, "Fontaines-sur-Saône")
    first, second = house.complement.lieux
    assert (first.nom, first.horaires_accueil) == ("Place du Port", "Fr 18:00-19:00")
    assert (second.nom, second.horaires_accueil) == ("devant la gare", None)
    assert "se déplace" in (soup.description or "")
    # Temporary hours with no end in sight are those that hold.
    assert house.horaires_accueil == "Fr 18:00-20:00"
    assert isinstance(record, Record)
    assert {"horaires_temporaires", "horaires_illisibles"} <= {remark.code for remark in record.remarks}


def test_free_is_a_fact_only_where_the_conditions_were_gone_through() -> None:
    assert parts(read(PLACES)[1])[1][0].frais is None


def test_what_is_not_public_is_refused() -> None:
    found = [one.reason for one in read(PLACES) if isinstance(one, Rejected)]
    assert found == ["non_public", "non_public", "ferme_definitivement", "id_absent"]


@pytest.mark.parametrize(
    "week",
    [
        {},
        {"monday": {"open": True, "timeslot": []}},
        {"monday": {"open": True, "timeslot": [{"start": 2570, "end": 1200}]}},
        {"monday": {"open": True, "day": ["first"], "timeslot": [{"start": 900, "end": 1200}]}},
        "lundi",
    ],
)
def test_hours_that_are_not_sure_are_no_hours(week: object) -> None:
    assert opening(week) is None


def test_all_numbers_of_categories_lead_to_a_category() -> None:
    assert category(None, 1302) == category("emergency_accommodation", None)
    assert category("unheard_of", 9999) is None


def test_a_list_that_holds_all_its_values_reserves_nothing() -> None:
    given = {"accueil": 2, "gender": ["men", "women"], "other": ["student"], "age": {"min": 0, "max": 99}}
    assert publics(given)["publics"] == ["etudiants"]


def paths(node: object, here: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if here:
        yield here
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in steps:
        yield from paths(child, (*here, step))


def replaced(document: Any, path: tuple[str | int, ...], junk: object) -> Any:
    changed = copy.deepcopy(document)
    node = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = junk
    return changed


@pytest.mark.parametrize("line", [0, 1])
def test_whatever_a_document_holds_it_is_taken_or_refused(line: int, tmp_path: Path) -> None:
    document = json.loads(PLACES.read_text(encoding="utf-8").splitlines()[line])
    junk: tuple[object, ...] = (None, 7, -1.5, True, "x", "", [], [None, 3, {}], {}, {"a": [1]})
    odd = [replaced(document, path, value) for path in paths(document) if path != ("status",) for value in junk]
    file = tmp_path / "lieux.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in (document, *odd)), encoding="utf-8")
    assert len(read(file)) == len(odd) + 1


@real
def test_every_real_place_is_taken_or_refused() -> None:
    found = read(SHARED)
    reasons = Counter(one.reason for one in found if isinstance(one, Rejected))
    assert reasons == {"non_public": 113, "ferme_definitivement": 1}
    assert len(found) - sum(reasons.values()) == 28
