"""What is said of the quality of a record: the criteria of the standard, its age, what fails a resident."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from data_inclusion.schema import v1
from data_inclusion.schema.v1 import score_qualite as standard
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importers.checking import HOURS_SAID, UNKNOWN_DAY
from knowledge.model import Closed, Complement, Full, Place, Service, Structure
from knowledge.quality import CRITERIA, GAPS, Chosen, Demand, Freshness, Tally, assessed, last_verified, to_complete

TODAY = date(2026, 11, 21)
HOUSE = Structure(source="demo", id="demo--maison", nom="Maison des habitants", date_maj=TODAY, commune="Valbrune")
PARCEL = Service(
    source="demo", id="demo--colis", structure_id=HOUSE.id, nom="Colis alimentaire", description="d" * 300,
    date_maj=TODAY - timedelta(days=10), thematiques=("equipement-et-alimentation--alimentation",),
    publics=("tous-publics",), frais="gratuit", modes_accueil=("en-presentiel",), adresse="2 rue des Tilleuls",
    commune="Valbrune", code_insee="69034", latitude=45.79, longitude=4.85, telephone="+33199001234",
    courriel="colis@exemple.fr", horaires_accueil="Mo-Fr 09:00-12:00", zone_eligibilite=("69",),
    modes_mobilisation=("envoyer-un-courriel", "telephoner"), mobilisable_par=("usagers",),
)  # fmt: skip
"""A service that lacks nothing."""


def value(criterion: str, **changes: Any) -> float | None:
    return assessed(replace(PARCEL, **changes), HOUSE, TODAY).criteria[criterion]


def gaps(service: Service = PARCEL, house: Structure = HOUSE) -> set[str]:
    return {gap.id for gap in assessed(service, house, TODAY).gaps}


def with_(**fields: Any) -> Service:
    return replace(PARCEL, complement=Complement(**fields))


def test_a_service_that_lacks_nothing_has_the_whole_score_and_nothing_to_do() -> None:
    found = assessed(PARCEL, HOUSE, TODAY)
    assert found.score == 1.0
    assert set(found.criteria.values()) == {1.0}
    assert (found.gaps, list(found.advice()), to_complete(found)) == ((), [], None)
    assert (found.days, found.freshness, found.lacking) == (10, Freshness.FRESH, 0.0)


@pytest.mark.parametrize(
    ("criterion", "changes", "expected"),
    [
        ("adresse_bien_definie", {"adresse": None}, 0.0),
        ("adresse_bien_definie", {"adresse": None, "modes_accueil": ("a-distance",)}, None),
        ("adresse_bien_definie", {"modes_accueil": (), "modes_mobilisation": ("se-presenter",)}, 1.0),
        ("modes_mobilisation_bien_definis", {"modes_mobilisation": (), "mobilisable_par": ()}, 0.0),
        ("modes_mobilisation_bien_definis", {"mobilisable_par": ()}, 0.5),
        ("modes_mobilisation_bien_definis", {"modes_mobilisation": ()}, 0.5),
        ("au_moins_un_public", {"publics": ()}, 0.0),
        ("au_moins_une_thematique", {"thematiques": ()}, 0.0),
        ("au_moins_un_moyen_de_contact", {"telephone": None, "courriel": None}, 0.0),
        ("au_moins_un_moyen_de_contact", {"telephone": None, "courriel": None, "lien_mobilisation": "https://a.fr/"}, 1.0),
        ("courriel_bien_defini", {"courriel": None}, 0.0),
        ("courriel_bien_defini", {"courriel": None, "modes_mobilisation": ("telephoner",)}, None),
        ("date_maj_recente", {"date_maj": TODAY - timedelta(days=455)}, 0.5),
        ("date_maj_recente", {"date_maj": UNKNOWN_DAY}, 0.0),
        ("date_maj_recente", {"date_maj": UNKNOWN_DAY, "source": "france-travail"}, None),
        ("frais_bien_definis", {"frais": None}, 0.0),
        ("frais_bien_definis", {"frais": "payant"}, 0.5),
        ("frais_bien_definis", {"frais": "payant", "frais_precisions": "2 € le colis"}, 1.0),
        ("description_bien_definie", {"description": "Colis."}, 0.0),
        ("description_bien_definie", {"description": None}, 0.0),
        ("description_bien_definie", {"description": "d" * 100}, 0.5),
        ("description_bien_definie", {"description": "d" * 2_500}, 0.5),
        ("telephone_bien_defini", {"telephone": None}, 0.0),
        ("telephone_bien_defini", {"telephone": None, "modes_mobilisation": ("envoyer-un-courriel",)}, None),
    ],
)  # fmt: skip
def test_each_criterion_is_met_in_part_not_at_all_or_not_concerned(
    criterion: str, changes: Mapping[str, Any], expected: float | None
) -> None:
    assert value(criterion, **changes) == expected
    # A house that can be called: what nobody can reach is told otherwise, and once.
    found = assessed(replace(PARCEL, **changes), replace(HOUSE, telephone="+33199001111"), TODAY)
    told = next(each for each in CRITERIA if each.name == criterion).advice(expected)
    assert (told in found.advice()) if told else expected in (None, 1.0)


def test_our_criteria_are_those_of_the_package_in_its_order() -> None:
    assert [criterion.name for criterion in CRITERIA] == [measure.__name__ for measure in standard.CRITERES]


def some(codes: type[Any]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([code.value for code in codes]), max_size=2, unique=True).map(tuple)


SERVICES = st.builds(
    replace,
    st.just(PARCEL),
    source=st.sampled_from(["demo", "france-travail"]),
    modes_accueil=some(v1.ModeAccueil),
    modes_mobilisation=some(v1.ModeMobilisation),
    mobilisable_par=some(v1.PersonneMobilisatrice),
    thematiques=some(v1.Thematique),
    publics=st.sampled_from([(), ("tous-publics",), ("femmes",)]),
    frais=st.sampled_from([None, "gratuit", "payant"]),
    frais_precisions=st.sampled_from([None, "2 €"]),
    adresse=st.sampled_from([None, "2 rue des Tilleuls"]),
    telephone=st.sampled_from([None, "+33199001234"]),
    courriel=st.sampled_from([None, "colis@exemple.fr"]),
    lien_mobilisation=st.sampled_from([None, "https://exemple.fr/"]),
    description=st.integers(5, 10_000).map("d".__mul__),
    # Not 180: to that very day the package gives 0, between a 1 and a 1.
    date_maj=st.integers(0, 1_000).filter(lambda days: days != 180).map(
        lambda days: date.today() - timedelta(days=days)  # noqa: DTZ011 — the clock of the package
    ),
)  # fmt: skip


@given(SERVICES)
def test_the_score_is_the_one_that_the_package_gives_to_a_valid_service(service: Service) -> None:
    fields = {name: getattr(service, name, None) for name in v1.Service.model_fields}
    score, detail = standard.score(v1.Service.model_validate({name: given or None for name, given in fields.items()}))
    found = assessed(service, HOUSE, date.today())  # noqa: DTZ011 — the clock of the package
    assert found.score == score
    assert found.criteria == pytest.approx(detail)


@pytest.mark.parametrize(
    ("changed", "own", "house", "expected"),
    [
        (date(2025, 1, 1), None, None, date(2025, 1, 1)),
        (date(2025, 1, 1), date(2026, 1, 1), None, date(2026, 1, 1)),
        (date(2026, 6, 1), date(2026, 1, 1), None, date(2026, 6, 1)),
        (UNKNOWN_DAY, date(2026, 1, 1), None, date(2026, 1, 1)),
        (date(2025, 1, 1), None, date(2026, 2, 1), date(2026, 2, 1)),
        (date(2025, 1, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 1, 1)),
        (UNKNOWN_DAY, None, None, None),
        (date(2027, 1, 1), None, None, None),
    ],
)
def test_the_last_verification_is_the_later_of_what_is_known(
    changed: date, own: date | None, house: date | None, expected: date | None
) -> None:
    service = replace(PARCEL, date_maj=changed, complement=Complement(verifie_le=own))
    structure = replace(HOUSE, complement=Complement(verifie_le=house))
    assert last_verified(service, structure, TODAY) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "a_jour"), (180, "a_jour"), (181, "a_revoir"), (365, "a_revoir"), (366, "ancienne"), (2_000, "ancienne")],
)
def test_a_record_is_fresh_six_months_and_to_be_seen_again_within_the_year(days: int, expected: str) -> None:
    found = assessed(replace(PARCEL, date_maj=TODAY - timedelta(days=days)), HOUSE, TODAY)
    assert (found.days, found.freshness) == (days, expected)


def test_an_unknown_day_is_never_a_number_of_days() -> None:
    found = assessed(replace(PARCEL, date_maj=UNKNOWN_DAY), HOUSE, TODAY)
    assert (found.verified_on, found.days, found.freshness) == (None, None, Freshness.UNKNOWN)


@pytest.mark.parametrize(
    ("service", "gap"),
    [
        (replace(PARCEL, telephone=None, courriel=None), "injoignable"),
        (replace(PARCEL, horaires_accueil=None), "sans_horaires"),
        (replace(PARCEL, horaires_accueil=None, description=f"Colis.\n\n{HOURS_SAID}le mardi"), "horaires_en_toutes_lettres"),
        (replace(PARCEL, latitude=None, longitude=None), "sans_position"),
        (replace(PARCEL, zone_eligibilite=()), "sans_zone"),
        (with_(fermetures=(Closed(fin=TODAY - timedelta(days=1)),)), "fermeture_passee"),
        (with_(complet=Full(jusquau=TODAY - timedelta(days=1), note_du=UNKNOWN_DAY, auteur="a")), "complet_passe"),
    ],
)  # fmt: skip
def test_each_thing_that_fails_a_resident_is_found_alone_and_comes_with_what_to_do(service: Service, gap: str) -> None:
    assert gaps(service) == {gap}
    found = assessed(service, HOUSE, TODAY)
    assert next(iter(found.advice())) == next(each.advice for each in GAPS if each.id == gap)
    line = to_complete(found)
    assert line is not None
    assert line["a_completer"].startswith(found.gaps[0].advice)


def test_what_a_service_leaves_out_is_its_structures() -> None:
    bare = replace(PARCEL, telephone=None, courriel=None, horaires_accueil=None, latitude=None, longitude=None)
    house = replace(HOUSE, telephone="+33199001234", horaires_accueil="Mo-Fr 09:00-12:00", latitude=45.7, longitude=4.8)
    assert gaps(bare, house) == set()
    assert gaps(bare, replace(house, telephone=None, site_web="https://exemple.fr/")) == set()


@pytest.mark.parametrize(
    "service",
    [
        with_(fermetures=(Closed(fin=TODAY), Closed(debut=TODAY))),
        with_(complet=Full(jusquau=TODAY, note_du=UNKNOWN_DAY, auteur="a")),
        with_(complet=Full(note_du=UNKNOWN_DAY, auteur="a")),
        replace(PARCEL, latitude=None, longitude=None, modes_accueil=("a-distance",)),
        replace(with_(lieux=(Place(nom="Bus", latitude=45.7, longitude=4.8),)), latitude=None, longitude=None),
        replace(with_(adresse_confidentielle=True), latitude=None, longitude=None, adresse=None),
        replace(PARCEL, description=f"On dit : {HOURS_SAID}non"),
    ],
)
def test_what_is_no_gap_is_not_called_one(service: Service) -> None:
    assert gaps(service) == set()


def test_an_address_that_must_stay_secret_is_neither_asked_for_nor_told() -> None:
    hidden = replace(with_(adresse_confidentielle=True), adresse=None)
    found = assessed(hidden, HOUSE, TODAY)
    assert found.criteria["adresse_bien_definie"] is None
    assert (found.commune, found.code_insee) == (None, None)
    assert not Chosen(communes=("69034",)).services(HOUSE, (hidden,))
    assert Chosen(communes=("69034",)).services(HOUSE, (PARCEL,)) == (PARCEL,)


def test_nothing_for_agents_only_and_no_contact_is_in_what_is_kept_of_a_service() -> None:
    told = {"telephone_direct": "+33199009999", "notes_agents": "porte de derrière", "limites": "jamais le soir"}
    found = assessed(with_(**told), HOUSE, TODAY)
    for secret in (*told.values(), PARCEL.adresse, PARCEL.telephone, PARCEL.courriel):
        assert str(secret) not in repr(found)


def test_the_line_for_a_partner_cannot_run_in_a_spreadsheet() -> None:
    line = to_complete(assessed(replace(PARCEL, nom="=HYPERLINK(1)", frais=None), HOUSE, TODAY))
    assert line is not None
    assert line["service"] == "'=HYPERLINK(1)"
    assert (line["note"], line["jours"], line["a_completer"]) == ("0,90", "10", "dites si c'est gratuit ou payant")


def test_part_of_a_directory_is_chosen_by_source_commune_and_theme() -> None:
    other = replace(PARCEL, source="autre", code_insee="69286", thematiques=("famille--garde-denfants",))
    both = (PARCEL, other)
    assert Chosen().services(HOUSE, both) == both
    assert Chosen(source="autre").services(HOUSE, both) == (other,)
    assert Chosen(communes=("69034",)).services(HOUSE, both) == (PARCEL,)
    assert Chosen(theme="famille").services(HOUSE, both) == (other,)
    assert Chosen(theme="fam").services(HOUSE, both) == ()
    assert Chosen(source="demo").empty(HOUSE)
    assert not Chosen(source="autre").empty(HOUSE)
    assert not Chosen(theme="famille").empty(HOUSE)


FOOD, CARE = "equipement-et-alimentation--alimentation", "famille--garde-denfants"


def tally() -> Tally:
    """Three houses: two services, one service that nobody can reach, none."""
    counted = Tally(Demand([[FOOD], ["equipement-et-alimentation"], [CARE]]), most=2)
    crib = replace(PARCEL, id="demo--creche", nom="Crèche", thematiques=(CARE,), frais=None, date_maj=UNKNOWN_DAY)
    lost = replace(PARCEL, id="demo--perdu", source="autre", telephone=None, courriel=None, code_insee="69286")
    for house, services in (
        (HOUSE, (PARCEL, crib)),
        (replace(HOUSE, id="demo--perdue", nom="Perdue"), (lost,)),
        (replace(HOUSE, id="demo--vide", nom="Vide"), ()),
    ):
        counted.add(house, services, [assessed(service, house, TODAY) for service in services])
    return counted


def test_the_totals_add_up() -> None:
    summary = tally().summary()
    assert (summary.services, summary.structures) == (3, 3)
    assert summary.score == pytest.approx((1 + 0.8 + 0.7) / 3, abs=0.01)
    assert sum(summary.freshness.values()) == 3
    assert summary.freshness[Freshness.UNKNOWN] == 1
    for marks in summary.criteria.values():
        assert marks.full + marks.partly + marks.missing + marks.not_concerned == 3
    assert summary.criteria["frais_bien_definis"].missing == 1
    assert summary.gaps["injoignable"].count == 1
    assert [each.nom for each in summary.gaps["injoignable"].examples] == ["Colis alimentaire"]
    assert (summary.empty_structures.count, summary.empty_structures.examples[0].nom) == (1, "Vide")
    for groups in (summary.sources, summary.communes, summary.themes):
        assert sum(group.services for group in groups) == 3
        assert [group.lacking for group in groups] == sorted((group.lacking for group in groups), reverse=True)


def test_what_comes_first_is_what_lacks_most_where_the_rules_send_most() -> None:
    first = tally().summary().first
    assert [(each.assessment.service_id, each.routes) for each in first] == [("demo--perdu", 2), ("demo--creche", 1)]


def test_a_number_of_many_structures_is_told_with_some_of_them_and_a_short_one_is_not() -> None:
    counted = Tally(Demand(()), most=5)
    for number in range(7):
        house = replace(HOUSE, id=f"demo--{number}", nom=f"Maison {number}", telephone="+33199000001")
        counted.add(house, [replace(PARCEL, telephone="115"), replace(PARCEL, telephone="+33199000001")], [])
    (shared,) = counted.summary().phones
    assert (shared.telephone, shared.structures) == ("+33199000001", 7)
    assert shared.examples == ("Maison 0", "Maison 1", "Maison 2")


def test_a_demand_counts_routes_once_whatever_the_themes_that_they_share() -> None:
    demand = Demand([[FOOD, CARE], ["famille"], ["numerique"]])
    assert demand.of((FOOD, CARE)) == 2
    assert demand.of(()) == 0
