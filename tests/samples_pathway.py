"""Pathways made by hand: invented names, numbers of fiction."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from knowledge.card import AgentNotes, Card
from knowledge.hours import Opening, opening
from knowledge.model import Accessibility, Place
from knowledge.pathway import Contact, Pathway, Step
from knowledge.reasons import Reason
from knowledge.rules.model import Hotline, When

NOON = datetime.fromisoformat("2026-11-20T14:30:00+01:00")
LINK = "https://t.me/aiguilleur_demo_bot"

POLICE = Hotline("17", "Police", "danger immédiat", True, "jour et nuit", False)
SHELTER = Hotline("115", "Samu social", "un lit pour cette nuit", True, "jour et nuit", False)
DEAF = Hotline("114", "Urgences par SMS", "si vous ne pouvez pas parler", True, "jour et nuit", True)
EUROPE = Hotline("112", "Urgences en Europe", "toutes les urgences", True, "jour et nuit", False)

PLACES = (
    ("Maison des Tout-Petits", "Accueil régulier", "12 rue des Marronniers, 69300 Caluire-et-Cuire"),
    ("Relais petite enfance Les Coccinelles", "Trouver une assistante maternelle", "3 place Jules Ferry, 69300 Caluire-et-Cuire"),
    ("Centre communal d'action sociale", "Aide au logement", "1 place du Docteur Dugoujon, 69300 Caluire-et-Cuire"),
    ("Association Toit et Droits", "Permanence logement", "48 montée des Forts, 69300 Caluire-et-Cuire"),
    ("Point Conseil Budget", "Faire le point sur un budget", "5 rue Pasteur, 69300 Caluire-et-Cuire"),
    ("Mission locale Plateau Nord", "Accompagnement des jeunes", "7 avenue Barthélemy, 69300 Caluire-et-Cuire"),
    ("Épicerie solidaire La Halte", "Courses à petit prix", "22 rue Curie, 69300 Caluire-et-Cuire"),
    ("France Services Montessuy", "Aide aux démarches", "9 place Gutenberg, 69300 Caluire-et-Cuire"),
)  # fmt: skip


def card_of(number: int = 0, **changes: Any) -> Card:
    """The card of one of the PLACES, with everything that an ordinary card has."""
    structure, service, address = PLACES[number % len(PLACES)]
    ordinary = Card(
        service_id=f"service-{number}",
        structure_id=f"structure-{number}",
        structure=structure,
        service=service,
        description="",
        telephone=f"04 65 71 00 {number:02}",
        dial=f"+334657100{number:02}",
        email="accueil@exemple.fr",
        website="https://www.exemple.fr/accueil",
        address=address,
        commune="Caluire-et-Cuire",
        latitude=45.79,
        longitude=4.84,
        transport="bus C13, arrêt Montessuy",
        confidential=False,
        hours="Mo-Fr 08:30-12:00,13:30-17:00",
        closures=(),
        full=None,
        places=(),
        fee="gratuit",
        fee_details=None,
        conditions=None,
        bring=("livret de famille",),
        ways=("telephoner", "se-presenter"),
        languages=("fr",),
        accessibility=Accessibility(),
        verified_on=date(2026, 11, 3),
        verified_by=None,
        agent=None,
    )
    return replace(ordinary, **changes)


def contact_of(number: int = 0, **changes: Any) -> Contact:
    card = card_of(number, **changes)
    return Contact(
        card=card,
        score=0.8,
        detail={"theme": 1.0},
        reasons=(
            Reason("reasons.public_familles"),
            Reason("reasons.distance", {"km": 1.2, "commune": "Caluire-et-Cuire"}),
        ),
        warnings=(),
        distance_km=1.2,
        opening=opening(card.hours, NOON),
    )


def step_of(*contacts: Contact, when: When = "today", number: int = 1, **changes: Any) -> Step:
    ordinary = Step(
        route=f"route-{number}",
        needs=("logement",),
        when=when,
        title="Parler à un travailleur social",
        advice="Dites que vous avez reçu un courrier. Demandez un rendez-vous avant la date du tribunal.",
        calls=(),
        contacts=contacts,
        bring=("pièce d'identité", "dernier courrier reçu"),
    )
    return replace(ordinary, **changes)


def pathway_of(*steps: Step, **changes: Any) -> Pathway:
    ordinary = Pathway(
        needs=("logement",),
        need_labels=("Logement et loyer",),
        understood=(("Avez-vous reçu un courrier du tribunal ?", "Oui"), ("Où habitez-vous ?", "Caluire-et-Cuire")),
        steps=steps,
        annex=(),
        searched=(),
        hotlines=(SHELTER, EUROPE),
        commune="Caluire-et-Cuire",
        territory="Caluire-et-Cuire",
        demonstration=True,
        made_at=NOON,
    )
    return replace(ordinary, **changes)


def pathway_with(contacts: int) -> Pathway:
    """An ordinary pathway with so many contacts, in three steps: today, this week, then."""
    every = [contact_of(number) for number in range(contacts)]
    third = max(1, (contacts + 2) // 3)
    titles = ("Parler à un travailleur social", "Faire garder votre enfant", "Faire le point sur votre budget")
    moments: tuple[When, ...] = ("today", "week", "later")
    steps = [
        step_of(*every[at * third : (at + 1) * third], when=moment, number=at, title=titles[at], bring=BRING[at])
        for at, moment in enumerate(moments)
        if every[at * third : (at + 1) * third]
    ]
    return pathway_of(*steps)


BRING = (("pièce d'identité", "dernier courrier reçu"), (), ("avis d'imposition",))
UNKNOWN = Opening("unknown")
BUS = Place(nom="Bus des familles", commune="Sathonay-Camp", horaires_accueil="We 14:00-16:00")
NOTES = AgentNotes(
    telephone="04 65 71 99 99",
    contact="Mme Confidence",
    expectations="ATTENTES-SECRETES",
    limits="LIMITES-SECRETES",
    notes="NOTES-SECRETES",
)
