"""Duplicates between sources become one, nothing is lost, the coordinator decides, and doing it again changes nothing."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.merging import Decision, Decisions, MergeReport, merge
from knowledge.merging.structures import AMBIGUOUS, AT_HOME
from knowledge.model import Accessibility, Complement, Place, Service, Structure
from tests.merging import OTHER_PHONE, PHONE, absorbed, building, doubtful, house, offered, services, structures, table

Entries = Iterable[Structure | Service]
STREET = "1 place du Marché"
UNDECIDED = Decisions()


class Result:
    """What a merge made of some entries."""

    def __init__(self, entries: Entries, decisions: Decisions = UNDECIDED) -> None:
        with building(entries) as db:
            self.report: MergeReport = merge(db, decisions, table=table())
            self.structures, self.services = structures(db), services(db)
            self.absorbed, self.doubtful = absorbed(db), doubtful(db)
            self.rows = {id: json.loads(row) for id, row in db.execute('SELECT id, "row" FROM absorbed').fetchall()}
            self.kept = db.execute("SELECT id, reasons, brought, conflicts, decided FROM absorbed").fetchall()
            self.against = [json.loads(told) for (told,) in db.execute("SELECT against FROM doubtful").fetchall()]
            again = merge(db, decisions, table=table())
            assert (structures(db), services(db), absorbed(db), doubtful(db)) == (
                self.structures, self.services, self.absorbed, self.doubtful,
            )  # fmt: skip
            assert again.structures_before == again.structures


def decided(same: Iterable[tuple[str, ...]] = (), apart: Iterable[tuple[str, ...]] = (), **more: Any) -> Decisions:
    return Decisions(
        same=tuple(Decision(ids, line) for line, ids in enumerate(same, 2)),
        distinct=tuple(Decision(ids, line) for line, ids in enumerate(apart, 20)),
        **more,
    )


def ccas(id: str, **fields: Any) -> Structure:
    return house(id, **{"adresse": STREET} | fields)


# One door, seen once


def test_the_same_ccas_in_three_sources_is_seen_once_and_knows_what_each_knew() -> None:
    found = Result(
        [
            ccas("di--1", date_maj=date(2026, 5, 1)),
            ccas("fs--7", telephone=PHONE, horaires_accueil="Mo-Fr 09:00-12:00", reseaux_porteurs=("ccas-cias",)),
            ccas("tableur--a", nom="Centre communal d'action sociale", courriel="accueil@exemple.fr"),
            offered("fs--7-s1", "fs--7"),
        ]
    )
    (one,) = found.structures.values()
    assert (one.id, one.telephone, one.horaires_accueil, one.courriel, one.reseaux_porteurs) == (
        "di--1", PHONE, "Mo-Fr 09:00-12:00", "accueil@exemple.fr", ("ccas-cias",),
    )  # fmt: skip
    assert found.absorbed == {"fs--7": "di--1", "tableur--a": "di--1"}
    assert found.services["fs--7-s1"].structure_id == "di--1"
    assert one.complement.alias == ("Centre communal d'action sociale",), "it is still found by its other name"
    assert found.rows["fs--7"]["telephone"] == PHONE
    assert all(json.loads(reasons) for _, reasons, *_ in found.kept)
    assert (found.report.structures_before, found.report.structures, found.report.groups) == (3, 1, 1)
    assert "réunit aussi" in str(found.report)
    assert json.dumps(found.report.to_json())


def test_a_directory_without_duplicates_is_left_as_it_is_and_says_nothing() -> None:
    given = [ccas("a--1"), ccas("b--1", nom="Mairie"), offered("a--1-s", "a--1")]
    found = Result(given)
    assert [*found.structures.values(), *found.services.values()] == given
    assert (found.absorbed, found.doubtful, str(found.report)) == ({}, [], "")


def test_the_latest_wins_then_the_most_complete_and_the_coordinator_before_both() -> None:
    old, new = (
        ccas("a--1", telephone=PHONE),
        ccas("b--1", telephone=OTHER_PHONE, date_maj=date(2026, 6, 1), courriel="a@exemple.fr"),
    )
    alike = replace(old, courriel="a@exemple.fr")
    assert list(Result([alike, new], decided(same=[("a--1", "b--1")])).structures) == ["b--1"]
    assert list(Result([alike, new], decided(same=[("a--1", "b--1")], priority=("a",))).structures) == ["a--1"]
    full = ccas("b--1", site_web="https://exemple.fr")
    assert list(Result([ccas("a--1"), full]).structures) == ["b--1"]
    seen = ccas("a--1", complement=Complement(verifie_le=date(2026, 9, 1)))
    assert list(Result([seen, replace(full, date_maj=date(2026, 6, 1))]).structures) == ["a--1"]


def test_what_two_sources_say_otherwise_is_told_and_the_winner_is_kept() -> None:
    found = Result(
        [
            ccas("a--1", nom="Les Tilleuls", telephone=PHONE, date_maj=date(2026, 6, 1)),
            ccas("b--1", nom="Les Tilleuls", telephone=OTHER_PHONE, adresse="1, place du marché"),
        ]
    )
    assert found.structures["a--1"].telephone == PHONE
    ((_, _, _, conflicts, _),) = found.kept
    assert json.loads(conflicts) == [{"champ": "telephone", "garde": PHONE, "laisse": OTHER_PHONE}]


def test_a_position_is_never_put_together_from_two_sources_nor_taken_from_another_town() -> None:
    lyon = {"commune": "Lyon", "code_insee": "69123", "code_postal": "69001", "latitude": 45.76, "longitude": 4.83}
    found = Result([ccas("a--1", date_maj=date(2026, 6, 1)), ccas("b--1", **lyon)], decided(same=[("a--1", "b--1")]))
    assert found.structures["a--1"].latitude is None
    assert found.structures["a--1"].commune == "Caluire-et-Cuire"


# Prudence


def test_two_entries_of_one_source_are_listed_never_merged() -> None:
    found = Result([ccas("a--1", telephone=PHONE), ccas("a--2", telephone=PHONE)])
    assert len(found.structures) == 2
    assert found.doubtful == [("a--1", "a--2")]
    assert found.against == [[AT_HOME]]


def test_what_resembles_two_that_are_two_is_merged_with_neither() -> None:
    found = Result([ccas("a--1"), ccas("a--2"), ccas("b--1")])
    assert len(found.structures) == 3
    assert found.doubtful == [("a--1", "a--2"), ("a--1", "b--1"), ("a--2", "b--1")]
    assert [AMBIGUOUS] in found.against


def test_a_chain_never_joins_two_that_are_surely_two() -> None:
    """A is like B and B like C, but A and C have a number each: 1 and 2."""
    common = {"telephone": PHONE, "latitude": 45.79, "longitude": 4.85}
    found = Result(
        [
            house("a--1", nom="Foyer Les Pins 1", **common),
            house("b--1", nom="Foyer Les Pins", **common),
            house("c--1", nom="Foyer Les Pins 2", **common),
        ]
    )
    assert len(found.structures) == 3
    assert ("a--1", "c--1") not in found.doubtful


def test_two_establishments_are_not_joined_by_a_third_entry_that_names_none() -> None:
    found = Result(
        [
            house("a--1", nom="Les Tilleuls", telephone=PHONE, siret="12345678900011"),
            house("b--1", nom="Les Tilleuls", telephone=PHONE),
            house("c--1", nom="Les Tilleuls", telephone=PHONE, siret="12345678900029"),
        ]
    )
    assert len(found.structures) == 3
    assert len(found.doubtful) == 3


def test_a_verification_vouches_only_for_what_was_seen() -> None:
    seen = Complement(verifie_le=date(2025, 9, 1), verifie_par="Accueil")
    winner = ccas("a--1", nom="Les Tilleuls", telephone=PHONE, date_maj=date(2026, 6, 1))
    same = ccas("b--1", nom="Les Tilleuls", telephone=PHONE, complement=seen)
    assert Result([winner, same]).structures["a--1"].complement.verifie_le == date(2025, 9, 1)
    other = ccas("b--1", nom="Les Tilleuls", telephone=OTHER_PHONE, complement=seen)
    assert Result([winner, other]).structures["a--1"].complement.verifie_le is None
    silent = ccas("b--1", nom="Les Tilleuls", complement=seen)
    assert Result([winner, silent]).structures["a--1"].complement.verifie_le is None


# Secrets


def test_a_secret_address_stays_secret_whichever_wins_and_no_value_of_it_is_told() -> None:
    secret = Complement(adresse_confidentielle=True)
    for first, second in ((secret, Complement()), (Complement(), secret)):
        found = Result(
            [
                ccas("a--1", nom="Refuge Aube", adresse="1 rue Cachée", date_maj=date(2026, 6, 1), complement=first),
                ccas("b--1", nom="Refuge Aube", adresse="Lieu-dit Secret", telephone=PHONE, complement=second),
                offered("b--1-s", "b--1"),
            ],
            decided(same=[("a--1", "b--1")]),
        )
        (one,) = found.structures.values()
        assert one.id == "a--1"
        assert one.complement.adresse_confidentielle
        assert "Cachée" not in str(found.report) + str(found.kept)
        assert "Secret" not in str(found.report) + str(found.kept)


def test_what_is_for_agents_only_stays_in_its_field_and_is_told_without_its_value() -> None:
    found = Result(
        [
            ccas("a--1", date_maj=date(2026, 6, 1), complement=Complement(notes_agents="Passer par la cour")),
            ccas("b--1", complement=Complement(notes_agents="Sonner deux fois", telephone_direct=OTHER_PHONE)),
        ]
    )
    one = found.structures["a--1"]
    assert one.complement.notes_agents == "Passer par la cour"
    assert (one.complement.telephone_direct, one.telephone) == (OTHER_PHONE, None)
    assert "Sonner" not in str(found.report) + str(found.kept)
    assert "complement.notes_agents" in str(found.kept)


def test_complements_are_united_field_by_field() -> None:
    mine = Complement(langues=("fr",), age_min=18, accessibilite=Accessibility(moteur="oui"), lieux=(Place(nom="Bus"),))
    theirs = Complement(
        langues=("fr", "ar"), age_min=6, age_max=12, accessibilite=Accessibility(moteur="non", visuel="oui")
    )
    found = Result([ccas("a--1", date_maj=date(2026, 6, 1), complement=mine), ccas("b--1", complement=theirs)])
    one = found.structures["a--1"].complement
    assert one.langues == ("fr", "ar")
    assert (one.age_min, one.age_max) == (18, None), "two ages of two sources may not make an interval"
    assert (one.accessibilite.moteur, one.accessibilite.visuel) == ("oui", "oui")
    assert one.lieux == (Place(nom="Bus"),)


# Services


def test_services_of_one_nature_become_one_and_the_others_stay() -> None:
    found = Result(
        [
            ccas("a--1", date_maj=date(2026, 6, 1)),
            ccas("b--1"),
            offered("a--1-s", "a--1", date_maj=date(2026, 6, 1), publics=("familles",)),
            offered("b--1-s", "b--1", publics=("familles", "jeunes"), frais="gratuit", telephone=PHONE),
            offered("b--1-t", "b--1", nom="Domiciliation", thematiques=("logement-hebergement--domiciliation",)),
        ]
    )
    assert sorted(found.services) == ["a--1-s", "b--1-t"]
    one = found.services["a--1-s"]
    assert (one.publics, one.frais, one.telephone, one.structure_id) == (
        ("familles", "jeunes"),
        "gratuit",
        PHONE,
        "a--1",
    )
    assert found.absorbed == {"b--1": "a--1", "b--1-s": "a--1-s"}
    assert found.services["b--1-t"].structure_id == "a--1"


def test_everybody_stands_alone_among_the_publics_and_conditions_are_those_of_the_winner() -> None:
    found = Result(
        [
            ccas("a--1"),
            ccas("b--1"),
            offered(
                "a--1-s", "a--1", date_maj=date(2026, 6, 1), publics=("tous-publics",), zone_eligibilite=("69034",)
            ),
            offered("b--1-s", "b--1", publics=("jeunes",), zone_eligibilite=("69",)),
        ]
    )
    one = found.services["a--1-s"]
    assert (one.publics, one.zone_eligibilite) == (("tous-publics",), ("69034",))
    assert "zone_eligibilite" in str(found.kept)


def test_two_services_of_one_source_are_two() -> None:
    found = Result([ccas("a--1"), offered("a--1-s", "a--1"), offered("a--1-t", "a--1")])
    assert len(found.services) == 2


# Decisions


def test_the_coordinator_joins_what_the_machine_would_not() -> None:
    found = Result(
        [ccas("a--1", nom="CCAS"), ccas("b--1", nom="Mairie", date_maj=date(2025, 1, 1))],
        decided(same=[("a--1", "b--1")]),
    )
    assert found.absorbed == {"b--1": "a--1"}
    ((_, reasons, _, _, by_hand),) = found.kept
    assert by_hand
    assert json.loads(reasons) == ["décidé dans doublons.yaml, ligne 2"]


def test_the_coordinator_keeps_apart_what_the_machine_would_join_and_hears_no_more_of_it() -> None:
    found = Result([ccas("a--1"), ccas("b--1")], decided(apart=[("a--1", "b--1")]))
    assert len(found.structures) == 2
    assert found.doubtful == []


def test_undoing_a_merge_gives_back_each_entry_as_it_was() -> None:
    given = [ccas("a--1"), ccas("b--1", telephone=PHONE), ccas("c--1"), offered("b--1-s", "b--1")]
    merged = Result(given)
    assert len(merged.structures) == 1
    (winner,) = merged.structures
    ids = sorted({winner, *merged.absorbed})
    undone = Result(given, decided(apart=[tuple(ids)]))
    assert [*undone.structures.values(), *undone.services.values()] == given


def test_taking_one_out_of_a_group_leaves_the_others_together() -> None:
    given = [ccas("a--1"), ccas("b--1"), ccas("c--1")]
    found = Result(given, decided(apart=[("b--1", "a--1"), ("b--1", "c--1")]))
    assert sorted(found.structures) == ["a--1", "b--1"]
    assert found.absorbed == {"c--1": "a--1"}


def test_a_decision_on_an_absorbed_entry_holds_for_what_stands_for_it() -> None:
    """B is absorbed by A as the coordinator says; C, told apart from B, is not merged with A either."""
    found = Result(
        [ccas("a--1"), ccas("b--1"), ccas("c--1")], decided(same=[("a--1", "b--1")], apart=[("b--1", "c--1")])
    )
    assert sorted(found.structures) == ["a--1", "c--1"]
    assert found.doubtful == []


def test_what_absorbed_another_and_is_absorbed_in_turn_hands_it_on() -> None:
    given = [ccas("a--1", telephone=PHONE), house("b--1", nom="Mairie"), ccas("c--1", date_maj=date(2026, 6, 1))]
    found = Result([*given, offered("b--1-s", "b--1")], decided(same=[("a--1", "b--1")]))
    assert found.absorbed == {"a--1": "c--1", "b--1": "c--1"}
    assert found.services["b--1-s"].structure_id == "c--1"


def test_two_services_are_joined_or_kept_apart_by_decision_too() -> None:
    given = [ccas("a--1"), offered("a--1-s", "a--1"), offered("b--9-s", "a--1", nom="Panier solidaire")]
    assert len(Result(given).services) == 2
    assert Result(given, decided(same=[("a--1-s", "b--9-s")])).absorbed == {"b--9-s": "a--1-s"}
    alike = [*given[:2], offered("b--9-s", "a--1")]
    assert len(Result(alike).services) == 1
    assert len(Result(alike, decided(apart=[("a--1-s", "b--9-s")])).services) == 2


def test_unknown_ids_and_sources_are_advice_not_mistakes() -> None:
    found = Result([ccas("a--1")], decided(same=[("a--1", "parti--1")], priority=("parti",)))
    told = "\n".join(found.report.warnings)
    assert "ligne 2 (conseil) : « parti--1 » n'est pas dans cet import" in told
    assert "« parti » de « priorite »" in told
    assert len(found.structures) == 1


def test_a_structure_and_a_service_are_never_joined() -> None:
    found = Result(
        [ccas("a--1"), ccas("b--1", nom="Mairie"), offered("b--1-s", "b--1")], decided(same=[("a--1", "b--1-s")])
    )
    assert "une structure et un service" in found.report.warnings[0]
    assert found.absorbed == {}


# Whatever comes in

names = st.sampled_from(
    ["CCAS", "CCAS de Caluire", "Mairie", "Les Tilleuls", "Les Tilleuls 2", "Relais des Saules", "Antenne CCAS"]
)
streets = st.sampled_from([None, STREET, "1 pl. du Marché", "41 rue du Lac", "place du Marché"])
phones = st.sampled_from([None, PHONE, OTHER_PHONE, "115"])
points = st.sampled_from([(None, None), (45.79, 4.85), (45.7901, 4.8501), (45.83, 4.85)])
sirets = st.sampled_from([None, "12345678900011", "12345678900029"])
days = st.sampled_from([date(2025, 1, 1), date(2026, 1, 1)])


@st.composite
def directories(draw: st.DrawFn) -> list[Structure | Service]:
    found: list[Structure | Service] = []
    for number in range(draw(st.integers(1, 7))):
        source = draw(st.sampled_from("abc"))
        latitude, longitude = draw(points)
        secret = Complement(adresse_confidentielle=True) if draw(st.booleans()) and number % 3 == 0 else Complement()
        id = f"{source}--{number}"
        found.append(
            house(
                id, nom=draw(names), adresse=draw(streets), telephone=draw(phones), siret=draw(sirets),
                latitude=latitude, longitude=longitude, date_maj=draw(days), complement=secret,
            )
        )  # fmt: skip
        for each in range(draw(st.integers(0, 2))):
            name = draw(st.sampled_from(["Aide alimentaire", "Domiciliation", "Aide alimentaire du soir"]))
            found.append(offered(f"{id}-s{each}", id, nom=name, publics=draw(st.sampled_from([(), ("jeunes",)]))))
    return found


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(directories(), st.randoms(use_true_random=False))
def test_nothing_is_lost_no_secret_gets_out_and_the_order_does_not_matter(
    entries: list[Structure | Service], chance: Any
) -> None:
    found = Result(entries)
    given_ids = {entry.id for entry in entries}
    there = found.structures.keys() | found.services.keys()
    assert there | found.absorbed.keys() == given_ids
    assert not there & found.absorbed.keys()
    assert set(found.absorbed.values()) <= there
    assert {service.structure_id for service in found.services.values()} <= found.structures.keys()
    by_id = {entry.id: entry for entry in entries}
    for id, into in found.absorbed.items():
        if by_id[id].complement.adresse_confidentielle:
            kept = found.structures.get(into) or found.services[into]
            assert kept.complement.adresse_confidentielle
    shuffled = list(entries)
    chance.shuffle(shuffled)
    other = Result(shuffled)
    assert (other.structures, other.services, other.absorbed, other.doubtful) == (
        found.structures, found.services, found.absorbed, found.doubtful,
    )  # fmt: skip
