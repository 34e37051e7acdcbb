"""Services in order: what it is about, for whom, and who is eligible; and the total with its detail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.directory import Offer
from knowledge.model import Accessibility, Complement
from knowledge.ranking import CRITERIA, Candidate, Profile, score
from knowledge.ranking import criteria as c
from knowledge.ranking.score import usable
from knowledge.ranking.speech import Speech
from tests.samples_services import (
    BONDS,
    CALUIRE,
    LYON_4,
    MARSEILLE,
    MIND,
    RILLIEUX,
    candidate,
    house,
    names,
    offered,
    wish,
)

# What it is about


def test_a_service_about_nothing_else_is_more_on_the_theme():
    alone = candidate(offered(thematiques=(BONDS,)), for_=wish(themes=(BONDS,)))
    mixed = candidate(offered(thematiques=(MIND, BONDS)), for_=wish(themes=(BONDS,)))
    other = candidate(offered(thematiques=(MIND,)), for_=wish(themes=(BONDS,)))
    assert c.theme(alone) == 1.0
    assert c.theme(alone) > c.theme(mixed) > c.theme(other)
    assert c.theme(candidate(offered(thematiques=(BONDS,)))) is None


def test_a_whole_category_is_met_by_any_of_its_themes():
    assert c.theme(candidate(offered(thematiques=(BONDS,)), for_=wish(themes=("remobilisation",)))) == 1.0


def test_a_step_prefers_the_service_that_speaks_of_its_title():
    at = house(nom="Point-justice")
    asked = wish(title="Un conseil juridique gratuit")
    advice = candidate(offered("conseil", nom="Consultation gratuite d'avocat ou de juriste"), at, asked)
    victims = candidate(offered("victimes", nom="Aide aux victimes : agression, vol, menaces"), at, asked)
    assert c.topic(advice) > c.topic(victims)
    assert names([victims, advice]) == ["conseil", "victimes"]


def test_the_words_of_a_rule_are_whole_words_in_any_number():
    asked = wish(words=("jeunes",))
    assert c.topic(candidate(offered(nom="Pour les jeunes"), for_=asked)) > 0
    assert c.topic(candidate(offered(nom="Pour un jeune"), for_=asked)) > 0
    assert c.topic(candidate(offered(nom="Maison de la jeunesse"), for_=asked)) == 0


def test_a_word_in_the_name_says_more_than_in_the_description():
    looked_for = Profile(words=("crèche",))
    name, text = (
        candidate(offered(nom="Crèche"), for_=wish(profile=looked_for)),
        candidate(offered(description="On vous parle aussi des crèches."), for_=wish(profile=looked_for)),
    )
    assert c.words(name) == 1.0 > c.words(text) > 0
    assert c.words(candidate()) is None


def test_more_of_the_words_and_longer_phrases_say_more():
    def worth(nom: str, *words: str) -> float:
        return Speech(Offer(offered(nom=nom), house(nom="Association"))).of_any(words)

    assert worth("Ménage, courses, domicile", "domicile", "ménage", "courses") > worth(
        "Repas à domicile", "domicile", "ménage"
    )
    assert worth("Réussite éducative", "réussite éducative", "scolarité") > worth(
        "Suivi de la scolarité", "réussite éducative", "scolarité"
    )
    assert worth("Rien") == 0.0


# For whom


def test_a_service_for_this_public_comes_before_one_for_all_and_one_for_others():
    asked = wish(profile=Profile(publics=frozenset({"familles"})))
    values = [
        c.public(candidate(offered(publics=publics), for_=asked))
        for publics in (("familles", "jeunes"), ("tous-publics",), (), ("seniors",))
    ]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


@pytest.mark.parametrize(
    ("low", "high", "ages", "fits"),
    [
        (16, 25, ((26, 59),), False),
        (16, 25, ((16, 25),), True),
        (25, None, ((16, 25),), True),
        (0, 3, ((3, 5),), True),
        (0, 2, ((3, 5),), False),
        (60, None, (), True),
        (None, 25, ((26, 59), (0, 2)), True),
    ],
)
def test_who_is_of_another_age_is_not_sent_there(low, high, ages, fits):
    found = candidate(offered(complement=Complement(age_min=low, age_max=high)), for_=wish(profile=Profile(ages=ages)))
    assert found.fits_age is fits
    assert usable(found) is fits


def test_ages_that_the_service_leaves_out_are_its_structures():
    at = house(complement=Complement(age_min=60))
    assert not usable(candidate(offered(), at, wish(profile=Profile(ages=((16, 25),)))))


def test_a_service_for_adults_is_for_the_parent_of_the_child():
    asked = wish(profile=Profile(ages=((0, 2),), for_child=True))
    grown = candidate(offered(complement=Complement(age_min=16)), for_=asked)
    teenagers = candidate(offered(complement=Complement(age_min=11, age_max=15)), for_=asked)
    assert usable(grown)
    assert c.age(grown) is None
    assert not usable(teenagers)


def test_ages_that_nobody_told_are_a_little_less_than_ages_that_fit():
    asked = wish(profile=Profile(ages=((0, 2),)))
    assert c.age(candidate()) is None
    assert (
        0
        < c.age(candidate(for_=asked))
        < c.age(candidate(offered(complement=Complement(age_max=3)), for_=asked))
        == 1.0
    )


def test_a_service_for_professionals_only_ranks_below_one_that_a_resident_may_use():
    own = offered("seul")
    through = offered("assistante", mobilisable_par=("professionnels",))
    unsaid = offered("inconnu", mobilisable_par=())
    assert names([candidate(each) for each in (through, unsaid, own)]) == ["seul", "inconnu", "assistante"]
    assert c.direct(candidate(through, for_=wish(professional=True))) is None


@pytest.mark.parametrize(("access", "value"), [("oui", 1.0), ("partiel", 0.6), (None, 0.5), ("non", 0.0)])
def test_accessibility_counts_for_who_needs_it(access, value):
    service = offered(complement=Complement(accessibilite=Accessibility(moteur=access)))
    assert c.accessible(candidate(service, for_=wish(profile=Profile(disability="moteur")))) == value
    assert c.accessible(candidate(service)) is None


def test_the_language_counts_for_who_does_not_write_in_french():
    spoken = offered(complement=Complement(langues=("fr", "ar")))
    assert c.language(candidate(spoken)) is None
    assert c.language(candidate(spoken, for_=wish(language="ar"))) == 1.0
    assert c.language(candidate(for_=wish(language="ar"))) < 1.0


def test_the_price_counts_where_the_rule_asks_for_nothing_to_pay():
    assert [c.free(candidate(offered(frais=fee), for_=wish(free=True))) for fee in ("gratuit", None, "payant")] == [
        1,
        0.5,
        0,
    ]
    assert c.free(candidate(offered(frais="payant"))) is None


# Eligibility is not distance


@pytest.mark.parametrize(
    ("zone", "value"),
    [
        ((CALUIRE,), 1.0),
        (("69",), 0.9),
        (("200046977",), 0.9),
        (("france",), 0.75),
        (("99100",), 0.75),
        (("59", CALUIRE), 1.0),
        ((), c.UNSAID),
    ],
)
def test_a_nearer_zone_is_a_nearer_door(zone, value):
    assert c.zone(candidate(offered(zone_eligibilite=zone))) == value


def test_a_service_next_door_that_is_for_others_is_left_out_and_a_far_one_that_is_for_us_is_kept():
    next_door = candidate(offered("a_cote", zone_eligibilite=(RILLIEUX,)))
    far = candidate(offered("loin", zone_eligibilite=("69",)), house(code=MARSEILLE))
    assert names([next_door, far]) == ["loin"]
    assert far.at_home


@pytest.mark.parametrize("here", [RILLIEUX, MARSEILLE])
def test_what_is_reserved_to_caluire_is_for_nobody_else(here):
    assert not usable(candidate(for_=wish(here, home=frozenset({here}))))


def test_where_the_residence_is_unknown_the_zone_neither_helps_nor_is_pretended():
    unknown = wish(resident=False)
    assert c.zone(candidate(for_=unknown)) is None
    assert usable(candidate(for_=unknown))
    assert not usable(candidate(offered(zone_eligibilite=(MARSEILLE,)), for_=unknown))


def test_a_ccas_without_a_zone_acts_for_its_commune_only():
    def ccas(code: str, nom: str = "CCAS") -> Candidate:
        return candidate(offered(zone_eligibilite=()), house(code=code, nom=nom, reseaux_porteurs=("ccas-cias",)))

    assert usable(ccas(CALUIRE))
    assert not usable(ccas(RILLIEUX))
    assert usable(ccas(RILLIEUX, "Centre intercommunal d'action sociale"))


def test_what_is_held_elsewhere_for_nobody_knows_whom_goes_to_the_annex():
    unknown = offered(zone_eligibilite=())
    assert candidate(unknown).at_home
    assert not candidate(unknown, house(code=RILLIEUX)).at_home
    assert candidate(offered(zone_eligibilite=(), modes_accueil=("a-distance",)), house(code=RILLIEUX)).at_home


def test_a_city_holds_its_arrondissements():
    there = candidate(offered(zone_eligibilite=()), house(code=LYON_4), wish("69123", home=frozenset({"69123"})))
    assert there.at_home


# The whole


def test_every_criterion_has_a_name_and_the_total_is_the_mean_of_those_that_apply():
    found = score(candidate(for_=wish(themes=(BONDS,), title="Rencontrer du monde")))
    assert set(found.detail) == {each.__name__ for each in CRITERIA}
    assert {
        "theme",
        "topic",
        "words",
        "public",
        "age",
        "zone",
        "distance",
        "without_car",
        "open_now",
        "capacity",
    } <= set(found.detail)
    weights = {each.__name__: weight for each, weight in CRITERIA.items()}
    applied = {name: value for name, value in found.detail.items() if value is not None}
    assert found.total == pytest.approx(
        sum(weights[name] * value for name, value in applied.items()) / sum(weights[name] for name in applied), abs=0.01
    )


def test_the_order_never_changes_by_itself():
    same = [candidate(offered(id)) for id in ("c", "a", "b")]
    assert names(same) == names(same[::-1]) == ["a", "b", "c"]


def test_a_rule_that_asks_for_a_public_leaves_out_what_is_for_others():
    asked = wish(publics=("familles",))
    kept = [offered("f", publics=("familles",)), offered("t"), offered("?", publics=())]
    assert set(names([candidate(each, for_=asked) for each in [*kept, offered("s", publics=("seniors",))]])) == {
        "f",
        "t",
        "?",
    }


anything = st.none() | st.text(max_size=20)
services = st.builds(
    offered,
    nom=st.text(min_size=1, max_size=40),
    description=anything,
    thematiques=st.lists(
        st.sampled_from([FOOD := "equipement-et-alimentation--alimentation", BONDS, "x"]), max_size=3
    ).map(tuple),
    publics=st.lists(st.sampled_from(["familles", "tous-publics", "seniors"]), max_size=2).map(tuple),
    zone_eligibilite=st.lists(st.sampled_from([CALUIRE, "69", "france", "99100", "", "59"]), max_size=2).map(tuple),
    modes_accueil=st.lists(st.sampled_from(["a-distance", "en-presentiel"]), max_size=2).map(tuple),
    mobilisable_par=st.lists(st.sampled_from(["usagers", "professionnels"]), max_size=2).map(tuple),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    code_insee=st.none() | st.sampled_from([CALUIRE, "99999", "", "2A004", "97411"]),
    horaires_accueil=anything | st.sampled_from(["Mo-Fr 09:00-12:00", "24/7"]),
    date_maj=st.dates(),
    complement=st.builds(
        Complement,
        age_min=st.none() | st.floats(0, 130),
        age_max=st.none() | st.floats(0, 130),
        verifie_le=st.none() | st.dates(),
        adresse_confidentielle=st.booleans(),
    ),
)
profiles = st.builds(
    Profile,
    publics=st.frozensets(st.sampled_from(["familles", "seniors"])),
    ages=st.lists(st.tuples(st.floats(0, 130), st.floats(0, 130)), max_size=2).map(tuple),
    for_child=st.booleans(),
    disability=st.none() | st.sampled_from(["moteur", "mental"]),
    without_car=st.booleans(),
    words=st.lists(st.text(max_size=10), max_size=2).map(tuple),
)


@given(services, profiles, st.sampled_from([CALUIRE, MARSEILLE, None]), st.booleans())
def test_whatever_the_service_and_the_person_every_value_is_between_0_and_1(service, profile, here, resident):
    found = score(
        candidate(
            service, for_=wish(here, profile=profile, resident=resident, words=("repas",), title="Manger", free=True)
        )
    )
    assert 0 <= found.total <= 1
    assert all(value is None or 0 <= value <= 1 for value in found.detail.values())


def test_a_door_keeps_the_clock_of_the_place_where_it_is():
    # Half past ten on Monday in Lyon is half past one in the afternoon at Saint-Denis de La Réunion.
    mornings = offered(horaires_accueil="Mo-Fr 08:00-12:00", code_insee="97411", zone_eligibilite=("france",))
    island = candidate(mornings, house(code=None, code_insee="97411"))
    here = candidate(offered(horaires_accueil="Mo-Fr 08:00-12:00"))
    assert (here.opening.state, island.opening.state) == ("open", "closed")
    assert island.opening.reopens is not None
    assert island.opening.reopens.isoformat() == "2026-11-24T08:00:00+04:00"
    assert not island.reopens_today
