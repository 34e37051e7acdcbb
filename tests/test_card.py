"""What may be shown of a service: what it leaves out is its structure's, and a secret place is nowhere."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.card import Role, card
from knowledge.directory import Offer
from knowledge.door import Door
from knowledge.importers.checking import UNKNOWN_DAY
from knowledge.model import Accessibility, Closed, Complement, Full, Place
from knowledge.model.complement import AGENTS_ONLY
from tests.samples_services import CALUIRE, LYON_4, TODAY, house, offered

BUS = Place(
    nom="Le bus", commune="Rillieux-la-Pape", code_insee="69286", latitude=45.8, longitude=4.9, adresse="place Rouge"
)

HOUSE = {
    "adresse": "12 rue des Marronniers",
    "code_postal": "69300",
    "telephone": "+33465710001",
    "courriel": "accueil@exemple.fr",
    "site_web": "https://exemple.fr",
    "horaires_accueil": "Mo-Fr 09:00-12:00",
    "description": "La maison.",
}
WHOLE = Complement(
    transports="Bus C1",
    langues=("ar",),
    documents=("pièce d'identité",),
    age_min=16,
    accessibilite=Accessibility(moteur="oui", visuel="partiel"),
    lieux=(BUS,),
    fermetures=(Closed(debut=TODAY),),
    complet=Full(note_du=TODAY, auteur="x"),
    verifie_le=date(2026, 3, 1),
    verifie_par="Anne",
    telephone_direct="+33465710099",
    attentes_partenaires="Un appel avant",
    limites="Pas le samedi",
    notes_agents="Demander Paul",
)
BARE = {"publics": (), "zone_eligibilite": ()}


def shown(service: dict[str, Any] | None = None, at: dict[str, Any] | None = None, role: Role = "resident") -> Any:
    return card(Offer(offered(**(service or {})), house(**(at or {}))), role)


def test_what_the_service_leaves_out_is_its_structures():
    found = shown(BARE, {**HOUSE, "complement": WHOLE})
    assert found.address == "12 rue des Marronniers, 69300 Caluire-et-Cuire"
    assert (found.telephone, found.dial) == ("04 65 71 00 01", "+33465710001")
    assert (found.email, found.website, found.hours) == (
        "accueil@exemple.fr",
        "https://exemple.fr",
        "Mo-Fr 09:00-12:00",
    )
    assert (found.transport, found.languages, found.bring) == ("Bus C1", ("ar",), ("pièce d'identité",))
    assert found.places == (BUS,)
    assert found.accessibility.moteur == "oui"
    assert (found.closures, found.full) == (WHOLE.fermetures, WHOLE.complet)
    assert (found.verified_on, found.verified_by) == (date(2026, 3, 1), "Anne")
    assert found.description == "La maison."


def test_what_the_service_says_itself_is_its_own():
    own = Complement(
        transports="Métro", lieux=(BUS.model_copy(update={"nom": "À nous"}),), accessibilite=Accessibility(moteur="non")
    )
    found = shown({"telephone": "3919", "horaires_accueil": "24/7", "complement": own}, {**HOUSE, "complement": WHOLE})
    assert (found.telephone, found.dial, found.hours, found.transport) == ("39 19", "3919", "24/7", "Métro")
    assert [place.nom for place in found.places] == ["À nous"]
    assert (found.accessibility.moteur, found.accessibility.visuel) == ("non", "partiel")


def test_a_service_held_elsewhere_does_not_take_the_place_of_its_structure():
    there = {"adresse": "3 quai Neuf", "code_postal": "69004", "commune": "Lyon", "code_insee": LYON_4}
    found = shown(there, {**HOUSE, "complement": WHOLE})
    assert found.address == "3 quai Neuf, 69004 Lyon"
    assert found.latitude is found.longitude is found.transport is None
    other_street = shown({"adresse": "3 quai Neuf"}, HOUSE)
    assert other_street.address == "3 quai Neuf"
    assert other_street.latitude is None
    same = shown({"adresse": "12, rue des Marronniers", "commune": "CALUIRE ET CUIRE", "code_insee": CALUIRE}, HOUSE)
    assert same.latitude is not None


@pytest.mark.parametrize("role", ["resident", "agent"])
@pytest.mark.parametrize("whose", ["service", "structure"])
def test_a_secret_address_anywhere_removes_every_place(whose, role):
    secret = WHOLE.model_copy(update={"adresse_confidentielle": True})
    service = {
        "adresse": "1 rue Cachée",
        "code_insee": CALUIRE,
        "commune": "Caluire-et-Cuire",
        "latitude": 45.79,
        "longitude": 4.85,
    }
    hidden = {**service, "complement": secret} if whose == "service" else {**service, "complement": WHOLE}
    at = {**HOUSE, "complement": secret if whose == "structure" else WHOLE}
    found = shown(hidden, at, role)
    assert found.confidential
    assert found.address is found.commune is found.latitude is found.longitude is found.transport is None
    assert found.places == ()
    for told in ("Cachée", "Marronniers", "45.79", "place Rouge", "Bus"):
        assert told not in str(asdict(found))
    assert Door(Offer(offered(**hidden), house(**at))).points == ()


@pytest.mark.parametrize("role", ["resident", "agent"])
def test_no_word_of_a_card_repeats_a_secret_address(role):
    told = "Au 12, RUE DES MARRONNIERS"
    secret = Complement(adresse_confidentielle=True, documents=(told,), attentes_partenaires=told)
    service = {
        **BARE, "nom": told, "description": told, "frais_precisions": told, "conditions_acces": told, "complement": secret,
        "horaires_accueil": f'Mo-Fr 09:00-12:00 "{told}"',
    }  # fmt: skip
    found = shown(service, {**HOUSE, "description": told}, role)
    assert "marronniers" not in str(asdict(found)).casefold()
    assert (found.hours or "").startswith("Mo-Fr 09:00-12:00")


def test_what_is_for_agents_is_in_an_agents_card_only():
    resident, agent = (shown(BARE, {**HOUSE, "complement": WHOLE}, role) for role in ("resident", "agent"))
    assert resident.agent is None
    assert (agent.agent.telephone, agent.agent.limits, agent.agent.notes) == (
        "04 65 71 00 99",
        "Pas le samedi",
        "Demander Paul",
    )
    for name in AGENTS_ONLY:
        assert str(getattr(WHOLE, name)) not in str(resident)
    assert "00 99" not in str(resident)


@pytest.mark.parametrize(
    ("changed", "verified", "house_verified", "day"),
    [
        (TODAY, None, None, TODAY),
        (UNKNOWN_DAY, None, None, None),
        (UNKNOWN_DAY, date(2026, 1, 2), None, date(2026, 1, 2)),
        (TODAY, None, date(2026, 1, 3), date(2026, 1, 3)),
        (TODAY, date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 2)),
    ],
)
def test_the_day_of_verification_is_a_day_that_somebody_told(changed, verified, house_verified, day):
    found = shown(
        {"date_maj": changed, "complement": Complement(verifie_le=verified)},
        {"complement": Complement(verifie_le=house_verified)},
    )
    assert found.verified_on == day


def test_a_telephone_that_is_no_number_is_shown_but_not_dialled():
    assert (found := shown({"telephone": "voir sur place"})).telephone == "voir sur place"
    assert found.dial is None
    assert shown().telephone is shown().dial is None


texts = st.none() | st.text(max_size=15)


@given(texts, texts, texts, texts, st.booleans(), st.none() | st.floats(-90, 90), texts)
def test_whatever_is_filled_in_a_card_is_made(street, town, code, phone, secret, latitude, hours):
    service = {"adresse": street, "commune": town, "code_insee": code, "latitude": latitude, "longitude": latitude}
    found = shown(
        {
            **service,
            "telephone": phone,
            "horaires_accueil": hours,
            "complement": Complement(adresse_confidentielle=secret),
        },
        HOUSE,
    )
    assert (found.latitude is None) == (found.longitude is None)
    assert not secret or found.address is None
