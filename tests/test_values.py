"""One value of a record: kept, set right or left aside, and every change is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importers import checking, values
from knowledge.importers.records import Refused


def read(name: str, given: object) -> tuple[object, list[str]]:
    told: list[str] = []
    return values.value(name, given, lambda code, _: told.append(code)), told


@pytest.mark.parametrize(
    ("name", "given", "kept", "told"),
    [
        ("zone_eligibilite", "69034|2A|France", ["69034", "2A", "france"], []),
        ("zone_eligibilite", ["Région Bretagne"], ["22", "29", "35", "56"], ["zone_reconnue"]),
        ("zone_eligibilite", "Aude", ["11"], ["zone_reconnue"]),
        ("publics", ["femmes", "tous-publics"], ["femmes"], ["tous_publics_melange"]),
        ("publics", "FEMMES;femmes;rois", ["femmes"], ["code_inconnu"]),
        ("frais", ["gratuit", "payant"], "gratuit", ["plusieurs_codes"]),
        ("code_postal", 1053, "01053", ["zero_retabli"]),
        ("code_insee", "0null", None, ["code_insee_invalide"]),
        ("siret", "12 345 678 900 011", "12345678900011", []),
        ("latitude", "45,7", 45.7, []),
        ("latitude", "au coin", None, ["latitude_invalide"]),
        ("adresse", "3 place\n des Lilas &amp; du Port", "3 place des Lilas & du Port", []),
        ("adresse", "  =SOMME(A1:A3)", None, ["formule_ecartee"]),
        ("adresse", "= en face de la mairie", "= en face de la mairie", []),
        ("adresse", "Biblioth\ufffdque", "Biblioth\ufffdque", ["texte_abime"]),
        ("conditions_acces", "**Sur rendez-vous**", "Sur rendez-vous", ["mise_en_forme_retiree"]),
        ("site_web", "www.exemple.fr", "https://www.exemple.fr", []),
        ("site_web", "à l'accueil", None, ["site_web_invalide"]),
        ("adresse", {"rue": "des Lilas"}, None, ["adresse_invalide"]),
        ("adresse", " ", None, []),
    ],
)
def test_a_value_is_kept_or_left_aside_and_told(name: str, given: object, kept: object, told: list[str]) -> None:
    assert read(name, given) == (kept, told)


texts = st.text(max_size=40) | st.sampled_from(
    ["=1+1", "\\=0", "  =A1", "**a**", "<p>=A1</p>", "&equals;A1", "La maison \\:", "&amp;amp;", "_x_", "# a"]
)


@given(nom=texts, description=texts, adresse=texts, conditions=texts)
def test_what_was_checked_once_is_not_changed_again(nom: str, description: str, adresse: str, conditions: str) -> None:
    common = {"source": "demo", "id": "demo--1", "structure_id": "demo--2", "date_maj": "2026-01-01"}
    given = {"nom": nom, "description": description, "adresse": adresse, "conditions_acces": conditions}
    try:
        once, _ = checking.service(common | given)
    except Refused:
        return
    fields = {name: getattr(once, name) for name in given}
    again, told = checking.service(common | fields)
    assert again == once
    assert told == ()
