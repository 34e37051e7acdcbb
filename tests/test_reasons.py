"""Why a service, and what to know before going: facts first, then words."""

from datetime import date, timedelta

import pytest

from knowledge.importers.checking import UNKNOWN_DAY
from knowledge.model import Accessibility, Closed, Complement, Full, Place
from knowledge.ranking import Candidate, Profile
from knowledge.reasons import Reason, Tongue, reasons, warnings, worded
from knowledge.wording import Wording
from knowledge.wording.sources import sentences
from tests.samples_services import LYON_4, MONDAY, RILLIEUX, TODAY, candidate, house, offered, wish

FRENCH = Wording.load("fr")


def why(found: Candidate) -> list[str]:
    return [worded(each, FRENCH) for each in reasons(found)]


def beware(found: Candidate) -> list[str]:
    return [worded(each, FRENCH) for each in warnings(found)]


def test_reasons_are_told_the_most_telling_first():
    profile = Profile(publics=frozenset({"familles"}), ages=((0, 2),), words=("crèche",))
    service = offered(
        nom="Crèche", publics=("familles",), frais="gratuit", complement=Complement(age_min=0.2, age_max=4)
    )
    assert why(candidate(service, house(code=LYON_4), wish(profile=profile))) == [
        "vous cherchez : crèche",
        "jusqu'à 4 ans",
        "pour les familles",
        "pour les habitants de Caluire-et-Cuire",
        "à 2,6 km du centre de Caluire-et-Cuire",
        "gratuit",
    ]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (16, 25, ["de 16 à 25 ans"]),
        (18, None, ["à partir de 18 ans"]),
        (0, 6, ["jusqu'à 6 ans"]),
        (None, 25, ["jusqu'à 25 ans"]),
    ],
)
def test_ages_are_said_as_people_say_them(low, high, said):
    profile = Profile(ages=((0, 120),))
    service = offered(complement=Complement(age_min=low, age_max=high))
    assert why(candidate(service, for_=wish(profile=profile)))[:1] == said


def test_nothing_is_said_of_ages_to_who_told_none_nor_of_an_adults_age_to_who_asks_for_a_child():
    service = offered(complement=Complement(age_min=18))
    assert not [each for each in reasons(candidate(service)) if "age" in each.id]
    asked = wish(profile=Profile(ages=((0, 2),), for_child=True))
    assert not [each for each in reasons(candidate(service, for_=asked)) if "age" in each.id]


def test_a_distance_is_from_the_centre_of_the_commune_and_never_more_exact_than_known():
    assert "à moins d'un kilomètre du centre de Caluire-et-Cuire" in why(candidate())
    far = why(candidate(offered(zone_eligibilite=("69",)), for_=wish(RILLIEUX, home=frozenset({RILLIEUX}))))
    assert any(said.endswith(" km du centre de Rillieux-la-Pape") for said in far)
    assert not any("km" in said for said in why(candidate(at=house(latitude=None, longitude=None))))


def test_what_suits_the_person_is_told():
    service = offered(complement=Complement(langues=("ar",), accessibilite=Accessibility(moteur="oui")))
    found = why(candidate(service, for_=wish(language="ar", profile=Profile(disability="moteur"))))
    assert "on y parle arabe" in found
    assert "accessible en fauteuil roulant" in found


def test_nobody_is_sent_to_a_closed_or_full_door_without_a_word():
    closed = Complement(
        fermetures=(
            Closed(fin=date(2026, 12, 1)),
            Closed(debut=TODAY, fin=date(2027, 1, 9)),
            Closed(fin=date(2026, 1, 1)),
        ),
        complet=Full(jusquau=date(2026, 12, 12), note_du=date(2026, 11, 3), auteur="Centre social"),
    )
    assert beware(candidate(offered(complement=closed))) == [
        "fermé jusqu'au 9 janvier 2027",
        "complet jusqu'au 12 décembre 2026 (noté le 3 novembre 2026, Centre social)",
    ]
    assert beware(candidate(at=house(complement=Complement(fermetures=(Closed(),))))) == ["fermé en ce moment"]
    over = Full(jusquau=TODAY - timedelta(days=1), note_du=TODAY, auteur="x")
    assert beware(candidate(offered(complement=Complement(complet=over)))) == []


def test_a_zone_that_is_not_known_is_shown_as_unknown():
    assert beware(candidate(offered(zone_eligibilite=()))) == ["demandez si votre commune est acceptée"]
    assert beware(candidate(for_=wish(resident=False))) == ["demandez si votre commune est acceptée"]
    assert beware(candidate(offered(zone_eligibilite=("france",)), for_=wish(resident=False))) == []


def test_a_secret_address_and_a_door_for_professionals_are_told():
    assert beware(candidate(at=house(complement=Complement(adresse_confidentielle=True)))) == [
        "adresse non communiquée : appelez d'abord"
    ]
    through = offered(mobilisable_par=("professionnels",))
    assert beware(candidate(through)) == ["un travailleur social fait la demande avec vous"]
    assert beware(candidate(through, for_=wish(professional=True))) == []


def test_a_sheet_verified_long_ago_and_one_that_nobody_dated_are_told():
    old = offered(date_maj=date(2025, 7, 1))
    assert beware(candidate(old)) == ["fiche vérifiée le 1er juillet 2025 : appelez avant d'y aller"]
    undated = beware(candidate(offered(date_maj=UNKNOWN_DAY)))
    assert undated == ["date de vérification inconnue : appelez avant d'y aller"]
    assert "2000" not in undated[0]


def test_the_day_is_that_of_the_door_not_that_of_the_server():
    over = offered(complement=Complement(fermetures=(Closed(fin=TODAY),)))
    late = MONDAY.replace(hour=23, minute=30)
    assert beware(candidate(over, for_=wish(at=late))) != []
    assert beware(candidate(over, for_=wish(at=late, timezone="Indian/Reunion"))) == []


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_reason_has_words_in_every_language(language):
    wording = Wording.load(language)
    values = {
        "word": "crèche", "low": 0.5, "high": 6.0, "commune": "Lyon", "km": 12.0, "day": TODAY, "noted": TODAY, "by": "x",
        "language": Tongue("ar"), "place": "Mairie",
    }  # fmt: skip
    for id in sentences():
        if id.startswith("reasons."):
            said = worded(Reason(id, values), wording)
            assert said
            assert "{" not in said


def test_every_public_of_the_standard_has_words():
    from data_inclusion.schema import v1

    for public in v1.Public:
        said = reasons(
            candidate(offered(publics=(public.value,)), for_=wish(profile=Profile(publics=frozenset({public.value}))))
        )
        assert worded(said[0], FRENCH)


def test_a_permanence_near_the_person_is_told_by_its_name():
    """An office in Lyon that holds a permanence in the person's town is not « near » at its own address."""
    near = Place(nom="Permanence à la mairie", code_insee="69034", latitude=45.7953, longitude=4.8462)
    lyon = offered(latitude=45.76, longitude=4.86, adresse="9 rue du Carrousel", complement=Complement(lieux=(near,)))
    found = why(candidate(lyon))
    assert "se tient aussi plus près : Permanence à la mairie" in found
    assert not any("km" in said or "kilomètre" in said for said in found)
