"""Places of digital help: the standard in its two forms, and what two regions publish, become doors a resident can use."""

import json
from collections import Counter
from pathlib import Path

import pytest

from knowledge.importers import mednum
from knowledge.importers.records import Record, Rejected
from knowledge.importers.repairing import restored, unmixed
from knowledge.importers.sources import opened
from knowledge.model import Service, Structure

HERE = Path(__file__).parent
INPUTS = HERE / "imports" / "mednum"
SHARED = HERE.parent.parent / "shared" / "data" / "mediation_numerique"
real = pytest.mark.skipif(not SHARED.is_dir(), reason="the real inputs are not on this machine")


def read(path: Path) -> list[Record | Rejected]:
    with opened([path]) as (source,):
        assert mednum.recognises(source)
        return list(mednum.records(source))


def pair(record: Record | Rejected) -> tuple[Structure, Service]:
    assert isinstance(record, Record)
    house, service = record.entries
    assert isinstance(house, Structure)
    assert isinstance(service, Service)
    return house, service


def test_a_place_of_the_present_standard_is_a_structure_and_one_service() -> None:
    house, service = pair(read(INPUTS / "present.json")[0])
    assert house.id == "hub-d-exemple--lieu-1"
    assert service.id == "hub-d-exemple--lieu-1--mediation-numerique"
    assert service.nom == "Médiation numérique : démarches en ligne, apprendre à se servir du numérique"
    assert set(service.thematiques) == {
        "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
        "numerique--acceder-a-des-services-en-ligne",
        "numerique--maitriser-les-fondamentaux-du-numerique",
    }
    assert service.frais == "gratuit"
    assert service.publics == ("femmes", "jeunes")
    assert service.type == "accompagnement"
    assert service.modes_mobilisation == ("envoyer-un-courriel", "telephoner", "utiliser-lien-mobilisation")
    assert service.mobilisable_par == ("professionnels", "usagers")
    assert service.lien_mobilisation == "https://rdv.exemple.fr/passerelle"
    assert service.horaires_accueil == "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00"


def test_what_a_resident_needs_is_said_once_and_in_words() -> None:
    house, service = pair(read(INPUTS / "present.json")[0])
    assert house.adresse == "4 rue des Lilas"
    assert house.reseaux_porteurs == ("aidants-connect",)
    assert house.description is not None
    assert house.description.count("apprivoiser") == 1
    assert "Point d'accès numérique CAF" in house.description
    assert house.complement.langues == ("fr", "en")
    assert house.complement.accessibilite.auditif == "oui"
    assert service.description is not None
    assert "réparation de vélos" in service.description
    assert "quelqu'un vous aide, en atelier, à plusieurs" in service.description


def test_zeros_and_a_number_of_association_are_no_siret() -> None:
    first, second, *_ = read(INPUTS / "present.json")
    assert pair(first)[0].siret is pair(second)[0].siret is None
    assert isinstance(second, Record)
    assert [remark.code for remark in second.remarks].count("pivot_sans_siret") == 1


def test_what_is_not_taken_is_told() -> None:
    first = read(INPUTS / "present.json")[0]
    assert isinstance(first, Record)
    told = {remark.code: remark.message for remark in first.remarks}
    assert "réparation de vélos" in told["valeur_sans_correspondance"].lower()
    assert "conseiller" in told["champ_ignore"]
    assert {"courriel_premier", "page_premiere"} <= told.keys()


def test_a_place_that_moves_or_receives_nobody_says_so() -> None:
    _, service = pair(read(INPUTS / "present.json")[1])
    assert service.modes_accueil == ("a-distance",)
    assert service.conditions_acces == "Ce lieu n'accueille pas de public."
    assert service.description is not None
    assert "se déplace" in service.description


def test_fees_that_differ_have_words_and_no_code() -> None:
    _, service = pair(read(INPUTS / "present.json")[1])
    assert service.frais is None
    assert service.frais_precisions is not None
    assert service.frais_precisions.startswith("Gratuit sous condition")


def test_the_present_form_without_a_public_is_for_everybody_and_that_of_2022_says_nothing() -> None:
    assert pair(read(INPUTS / "present.json")[1])[1].publics == ("tous-publics",)
    first, second = map(pair, read(INPUTS / "de_2022.csv"))
    # Adults and some others: a code for the others alone would shut adults out.
    assert first[1].publics == ()
    assert first[1].publics_precisions == "Adultes, Jeunes (16-26 ans)"
    assert second[1].publics == ("tous-publics",)
    assert second[0].complement.accessibilite.auditif == "oui"


def test_the_form_of_2022_separates_by_commas() -> None:
    house, service = pair(read(INPUTS / "de_2022.csv")[0])
    assert house.siret == "21690034600016"
    assert house.reseaux_porteurs == ("communes", "conseillers-numeriques")
    assert service.thematiques == (
        "numerique--acceder-a-une-connexion-internet",
        "numerique--maitriser-les-fondamentaux-du-numerique",
    )
    assert pair(read(INPUTS / "de_2022.csv")[1])[1].frais is None


def test_a_place_without_a_name_is_refused_and_one_without_services_is_a_structure() -> None:
    third, fourth = read(INPUTS / "present.json")[2:]
    assert isinstance(third, Rejected)
    assert third.reason == "nom_absent"
    assert isinstance(fourth, Record)
    assert len(fourth.entries) == 1


def test_a_region_keeps_names_of_persons_for_itself() -> None:
    first, second = read(INPUTS / "region.json")
    house, service = pair(first)
    assert house.id == "hub-lo--7"
    assert house.adresse == "4 rue des Lilas"
    assert house.date_maj.isoformat() == "2021-03-17"
    assert house.telephone is None
    assert house.complement.telephone_direct == "06 39 98 10 11"
    assert house.complement.accessibilite.moteur == "oui"
    assert service.publics == ("tous-publics",)
    assert service.type == "accompagnement"
    assert "accès à internet" in service.nom
    assert "Prénom" not in repr(first.entries if isinstance(first, Record) else first)
    assert isinstance(second, Record)
    assert len(second.entries) == 1


def test_lost_letters_are_found_again_and_told() -> None:
    first, second, third = read(INPUTS / "pertes.csv")
    assert isinstance(first, Record)
    house = first.entries[0]
    assert (house.nom, house.code_postal, house.commune) == ("Bibliothèque", "01300", "BELLEY")
    assert len(first.entries) == 1
    assert "lettres_retablies" in {remark.code for remark in first.remarks}
    house, service = pair(second)
    # A name that no word explains stays as it came, and is told.
    assert house.nom == "Point Numérique Zab\ufffd"
    assert house.adresse == "1 rue du Château"
    assert isinstance(second, Record)
    assert "texte_abime" in {remark.code for remark in second.remarks}
    assert "démarches en ligne" in service.nom
    assert "france-service" in house.reseaux_porteurs
    assert isinstance(third, Rejected)
    assert third.reason == "colonnes_decalees"


def test_a_letter_found_again_does_not_change_the_identifier(tmp_path: Path) -> None:
    damaged = read(INPUTS / "pertes.csv")[0]
    again = tmp_path / "encore.csv"
    again.write_bytes((INPUTS / "pertes.csv").read_bytes())
    assert isinstance(damaged, Record)
    assert damaged.entries[0].id == read(again)[0].entries[0].id  # type: ignore[union-attr]
    assert damaged.entries[0].id.startswith("mednum-paca--biblioth-que-")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("R\ufffdgion", "Région"),
        ("M\ufffdDIATH\ufffdQUE", "MÉDIATHÈQUE"),
        ("d\ufffdinitiation", "d’initiation"),
        ("l\ufffdon", "léon"),
        ("8h30 \ufffd 12h", "8h30-12h"),
        ("mardi \ufffd jeudi", "mardi-jeudi"),
        ("Zab\ufffd", "Zab\ufffd"),
    ],
)
def test_a_lost_letter_is_found_only_where_one_word_fits(given: str, expected: str) -> None:
    assert restored(given) == expected


def test_text_that_was_not_mixed_up_stays() -> None:
    assert unmixed("Château « Ã »") == "Château « Ã »"


def test_another_file_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "autre.json"
    path.write_text('[{"id": "x--1", "nom": "CCAS", "source": "x", "structure_id": "x--0"}]', encoding="utf-8")
    with opened([path]) as (source,):
        assert not mednum.recognises(source)


@pytest.mark.parametrize("name", ["present.json", "region.json"])
def test_whatever_a_field_holds_the_place_is_taken_or_refused(name: str, tmp_path: Path) -> None:
    document = json.loads((INPUTS / name).read_text(encoding="utf-8"))[0]
    junk: tuple[object, ...] = (None, 7, -1.5, True, "x", "", [], [None, 3], {}, {"a": [1]})
    odd = [document | {key: value} for key in document for value in junk]
    file = tmp_path / "lieux.json"
    file.write_text(json.dumps([document, *odd]), encoding="utf-8")
    assert len(read(file)) == len(odd) + 1


@real
@pytest.mark.parametrize(
    ("name", "taken", "refused", "services"),
    [
        ("mednum_std_charente_20230711.json", 188, 0, 188),
        ("mednum_std_cnfs_2022.json", 2733, 0, 2733),
        ("mednum_brut_hub-lo.json", 426, 0, 306),
        ("mednum_paca_brut_2022.csv", 1241, 4, 281),
    ],
)
def test_every_real_file_is_read_with_counts_that_add_up(name: str, taken: int, refused: int, services: int) -> None:
    found = read(SHARED / name)
    kept = [one for one in found if isinstance(one, Record)]
    assert (len(kept), len(found) - len(kept)) == (taken, refused)
    kinds = Counter(type(entry) for one in kept for entry in one.entries)
    assert kinds == {Structure: taken, Service: services}
