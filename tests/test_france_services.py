"""The national list of France services: what every one of them offers, and when each is open."""

from pathlib import Path

import pytest

from knowledge.importers import france_services, mednum, soliguide
from knowledge.importers.checking import UNKNOWN_DAY
from knowledge.importers.records import Record, Rejected
from knowledge.importers.sources import opened
from knowledge.model import Service, Structure

HERE = Path(__file__).parent
LIST = HERE / "imports" / "france_services" / "liste.csv"
SHARED = HERE.parent.parent / "shared" / "data" / "france_services_2022.csv"
real = pytest.mark.skipif(not SHARED.is_file(), reason="the real inputs are not on this machine")


def read(path: Path) -> list[Record]:
    with opened([path]) as (source,):
        assert france_services.recognises(source)
        assert not mednum.recognises(source)
        assert not soliguide.recognises(source)
        found = list(france_services.records(source))
    assert not any(isinstance(one, Rejected) for one in found)
    return [one for one in found if isinstance(one, Record)]


def pair(record: Record) -> tuple[Structure, Service]:
    house, service = record.entries
    assert isinstance(house, Structure)
    assert isinstance(service, Service)
    return house, service


def test_a_place_offers_what_the_charter_says() -> None:
    house, service = pair(read(LIST)[0])
    assert house.id == "france-services--1"
    assert house.reseaux_porteurs == ("france-service",)
    assert house.complement_adresse == "Mairie"
    assert service.nom == "Accompagnement aux démarches administratives"
    assert service.frais == "gratuit"
    assert service.publics == ("tous-publics",)
    assert service.modes_mobilisation == ("envoyer-un-courriel", "se-presenter", "telephoner")
    assert "numerique--acceder-a-des-services-en-ligne" in service.thematiques
    assert service.conditions_acces == "Sur rendez-vous le mardi"


def test_a_column_a_day_becomes_opening_hours() -> None:
    house, service = pair(read(LIST)[0])
    assert service.horaires_accueil == house.horaires_accueil == "Mo 09:00-12:00,14:00-17:00; Tu,Th 09:00-12:00"


def test_hours_that_contradict_themselves_stay_words() -> None:
    record = read(LIST)[2]
    house, _ = pair(record)
    assert house.horaires_accueil is None
    assert "horaires_illisibles" in {remark.code for remark in record.remarks}
    assert house.description is not None
    assert "lundi 00:00 - 00:00" in house.description
    assert "Fermé en août" in house.description
    assert "se déplace" in house.description


def test_a_name_that_is_only_a_commune_is_completed_located_and_told() -> None:
    record = read(LIST)[1]
    house, service = pair(record)
    assert (house.nom, house.commune, house.code_insee) == ("France services Trie-Château", "Trie-Château", "60644")
    assert {"nom_complete", "commune_reconnue", "lettres_retablies"} <= {remark.code for remark in record.remarks}
    assert service.modes_mobilisation == ()
    assert house.description is not None
    assert "Bus du Vexin" in house.description


def test_the_day_of_a_label_is_no_day_of_update() -> None:
    assert pair(read(LIST)[0])[0].date_maj == UNKNOWN_DAY


def test_names_of_columns_of_later_lists_are_known(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(
        "id_fs;lib_fs;adresse;code_postal;nom_com;code_commune;email;h_lundi;commentaires_horaires;itinerance;inconnu\n"
        "9;France services du Port;2 quai;69270;Fontaines-sur-Saône;69088;port@exemple.fr;09:00 - 12:00;Fermé en août;Oui;x\n",
        encoding="utf-8",
    )
    record = read(path)[0]
    house, _ = pair(record)
    assert (house.commune, house.code_insee, house.courriel) == ("Fontaines-sur-Saône", "69088", "port@exemple.fr")
    assert house.horaires_accueil == "Mo 09:00-12:00"
    assert "champ_ignore" in {remark.code for remark in record.remarks}


@real
def test_the_whole_list_is_read_and_nearly_all_its_hours() -> None:
    found = read(SHARED)
    houses = [pair(one)[0] for one in found]
    assert len(houses) == 2683
    assert sum(house.horaires_accueil is not None for house in houses) >= 2280
    assert sum("horaires_illisibles" in {remark.code for remark in one.remarks} for one in found) <= 40
