"""What answers a look-up: the card first, filters, communes, secret places."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.lookup import FILTERS, Filter, Finder, Findings, Lookup, kept
from knowledge.lookup.meeting import meets
from knowledge.lookup.portraits import portraits
from knowledge.model import Accessibility, Complement
from knowledge.ranking import Candidate
from tests.samples_lookup import finder, finder_of
from tests.samples_services import CALUIRE, FOOD, LYON_4, RILLIEUX, built, candidate, house, offered, wish

TUESDAY = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
SUNDAY = datetime.fromisoformat("2026-11-29T23:30:00+01:00")


def found(line: str, at: datetime = TUESDAY, among: Finder | None = None) -> Findings:
    asked = among or finder()
    return asked.find(asked.read(line, home=CALUIRE), at)


def first(line: str) -> str:
    return found(line).services[0].offer.structure.id


@pytest.mark.parametrize(
    ("line", "structure"),
    [
        ("ccas caluire", "demo--ccas"),
        ("ccass caluir", "demo--ccas"),
        ("nounou 2 ans caluire", "demo--relais-petite-enfance"),
        ("colis sans papiers lyon", "demo--secours-populaire"),
        ("ml", "demo--mission-locale"),
        ("domiciliation ouvert", "demo--ccas"),
        ("cours de français lyon 8", "demo--cours-francais"),
        ("restos du coeur", "demo--restos-du-coeur"),
        ("centre social", "demo--centre-social"),
        ("quai des lavandieres", "demo--maison-quartier"),
    ],
)
def test_the_card_that_is_meant_comes_first(line: str, structure: str) -> None:
    assert first(line) == structure


def test_a_number_to_call_is_found_by_itself() -> None:
    findings = found("115")
    assert [each.number for each in findings.hotlines] == ["115"]
    assert findings.sure
    assert not findings.services


def test_nothing_is_found_for_a_line_that_says_nothing() -> None:
    assert found("").services == ()
    assert not found("").sure


def test_without_a_directory_the_numbers_remain() -> None:
    alone = replace(finder(), directory=None, search=None)
    assert [each.number for each in found("115", among=alone).hotlines] == ["115"]
    assert found("ccas caluire", among=alone).services == ()


def test_a_name_alone_is_sure_and_a_vague_need_is_not() -> None:
    assert found("ccas caluire").sure
    assert not found("aide").sure


def test_the_third_service_of_a_structure_waits_for_every_other_structure() -> None:
    lookup = finder().read("aide caluire", home=CALUIRE)
    houses = [each.offer.structure.id for each in finder().find(lookup, TUESDAY, limit=60).services]
    first_seen = [at for at, id in enumerate(houses) if id not in houses[:at]]
    thirds = [at for at, id in enumerate(houses) if houses[:at].count(id) == 2]
    assert thirds
    assert min(thirds) > max(first_seen)


def test_a_look_up_that_was_kept_finds_the_same_structure_without_its_words() -> None:
    lookup = kept(finder().read("ccas caluire", home=CALUIRE))
    assert not lookup.name
    assert finder().find(lookup, TUESDAY).services[0].offer.structure.id == "demo--ccas"


@settings(deadline=None)
@given(
    st.sampled_from(["colis", "psy", "garde enfant", "ccas", "avocat", "emploi", "douche", "cours de français"]),
    st.sampled_from(FILTERS),
    st.sampled_from(["", "caluire", "lyon 4"]),
    st.sampled_from([TUESDAY, SUNDAY]),
)
def test_what_contradicts_a_filter_never_comes_before_what_meets_it(
    line: str, asked: Filter, place: str, at: datetime
) -> None:
    lookup = replace(finder().read(f"{line} {place}", home=CALUIRE), filters=(asked,))
    services = finder().find(lookup, at, limit=30).services
    missed = [bool(each.missed) for each in services]
    assert missed == sorted(missed)
    for each in services:
        assert each.missed == (() if meets(Candidate(each.offer, wish(at=at)), asked) else (asked,))


def test_what_a_service_does_not_say_is_not_taken_for_a_yes() -> None:
    silent = candidate(offered(frais=None))
    assert [meets(silent, each) for each in FILTERS] == [None] * len(FILTERS)


@pytest.mark.parametrize(
    ("fields", "asked", "met"),
    [
        ({"frais": "gratuit"}, "gratuit", True),
        ({"frais": "payant"}, "gratuit", False),
        ({"description": "Nous recevons quelle que soit la situation administrative."}, "sans_papiers", True),
        ({"nom": "Colis sans demander de papiers"}, "sans_papiers", True),
        ({"conditions_acces": "Être en situation régulière."}, "sans_papiers", False),
        ({"complement": Complement(documents=("votre titre de séjour",))}, "sans_papiers", False),
        ({"complement": Complement(documents=("une facture",))}, "sans_justificatif", False),
        ({"complement": Complement(documents=("une facture, si vous en avez une",))}, "sans_justificatif", True),
        ({"complement": Complement(documents=("un grand sac",))}, "sans_justificatif", True),
        ({"description": "Aucun justificatif n’est demandé."}, "sans_justificatif", True),
        ({"complement": Complement(accessibilite=Accessibility(moteur="oui"))}, "pmr", True),
        ({"complement": Complement(accessibilite=Accessibility(moteur="partiel"))}, "pmr", False),
        ({"horaires_accueil": "Mo-Fr 09:00-18:00"}, "ouvert", True),
        ({"horaires_accueil": "Sa 09:00-18:00"}, "ouvert", False),
    ],
)
def test_what_each_filter_looks_at(fields: dict[str, object], asked: Filter, met: bool) -> None:
    assert meets(candidate(offered(**fields)), asked) is met


def test_what_is_held_in_the_commune_that_is_said_comes_first(tmp_path: Path) -> None:
    towns = {"a": CALUIRE, "b": RILLIEUX, "c": LYON_4}
    path = built(
        tmp_path / "directory.db",
        [house(id, code, nom="Secours solidaire") for id, code in towns.items()],
        [
            offered(f"{id}-colis", id, nom="Colis", thematiques=(FOOD,), zone_eligibilite=(code,))
            for id, code in towns.items()
        ],
    )
    among = finder_of(path)
    for line, id in (("colis caluire", "a"), ("secours solidaire rillieux", "b"), ("secours solidaire lyon 4", "c")):
        assert found(line, among=among).services[0].offer.structure.id == id


def test_a_secret_place_is_found_by_its_name_and_never_by_its_commune_nor_its_street(tmp_path: Path) -> None:
    secret = Complement(adresse_confidentielle=True)
    hidden = house(
        "refuge",
        RILLIEUX,
        nom="L’Embellie",
        adresse="8 rue des Mimosas",
        complement_adresse="Porte verte",
        complement=secret,
    )
    path = built(
        tmp_path / "directory.db",
        [hidden, house("autre", CALUIRE, nom="Halte des Pins")],
        [
            offered("refuge-abri", "refuge", nom="Mise à l’abri", zone_eligibilite=("69",), complement=secret),
            offered("autre-cafe", "autre", nom="Café"),
        ],
    )
    among = finder_of(path)

    def scores(line: str) -> list[float]:
        return [each.score for each in found(line, among=among).services if each.offer.structure.id == "refuge"]

    assert scores("embellie")
    assert scores("embellie rillieux") == scores("embellie caluire")
    for line in ("rillieux", "rue des mimosas", "mimosas", "69140", "8 rue des mimosas rillieux", "porte verte"):
        assert not scores(line), line
    portrait = portraits(among.directory)("refuge")[0] if among.directory else None
    assert portrait is not None
    assert not any(map(portrait.of, ("mimosas", "porte", "verte", "rillieux", "69140")))
    by_name = [among.find(Lookup(name=f"embellie {town}", home=RILLIEUX), TUESDAY) for town in ("rillieux", "vienne")]
    assert by_name[0].services[0].score == by_name[1].services[0].score


@pytest.mark.parametrize("zone", [(), ("69",)])
def test_a_secret_place_is_found_by_a_need_from_everywhere_alike(tmp_path: Path, zone: tuple[str, ...]) -> None:
    secret = Complement(adresse_confidentielle=True)
    service = offered(
        "refuge-colis", "refuge", nom="Colis", thematiques=(FOOD,), zone_eligibilite=zone, complement=secret
    )
    path = built(tmp_path / "directory.db", [house("refuge", RILLIEUX, nom="L’Embellie", complement=secret)], [service])
    among = finder_of(path)
    answers = [
        [(each.offer.service.id, each.score) for each in found(f"de quoi manger {place}", among=among).services]
        for place in ("rillieux", "caluire", "lyon 4")
    ]
    assert answers[0]
    assert answers[0] == answers[1] == answers[2]


def test_a_secret_place_among_very_many_is_not_found_by_its_commune(tmp_path: Path) -> None:
    secret = Complement(adresse_confidentielle=True)
    many = [offered(f"colis-{n:03}", thematiques=(FOOD,), zone_eligibilite=("69",)) for n in range(400)]
    hidden = offered("z-refuge", "refuge", nom="Abri", thematiques=(FOOD,), zone_eligibilite=(), complement=secret)
    houses = [house(nom="Secours solidaire"), house("refuge", RILLIEUX, nom="L’Embellie", complement=secret)]
    among = finder_of(built(tmp_path / "directory.db", houses, [*many, hidden]))
    lookup = among.read("de quoi manger rillieux")
    answers = among.find(lookup, TUESDAY, limit=500).services
    assert answers
    assert "z-refuge" not in {each.offer.service.id for each in answers}


def test_a_kept_structure_that_left_the_directory_is_no_trouble() -> None:
    assert finder().find(Lookup(structures=("gone",)), TUESDAY).services == ()
