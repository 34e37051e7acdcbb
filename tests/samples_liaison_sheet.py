"""Liaison sheets made by hand: invented names, numbers of fiction."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from knowledge.liaison import Consent, Liaison, Person, Sender
from tests.samples_pathway import card_of

MADE_AT = datetime.fromisoformat("2026-11-20T14:30:00+01:00")
KEPT_UNTIL = datetime.fromisoformat("2027-02-18T14:30:00+01:00")
CODE = "K7PM-4XQ8-R"
REPLY = f"https://aiguilleur.exemple.fr/r/{CODE}"
CONSENT = Consent(given_on=date(2026, 11, 20))
PERSON = Person(
    name="Zélie Quincampoix", telephone="06 39 98 12 34", email="zelie@exemple.fr", other="interprète en tigrinya"
)
IDENTITY = ("Zélie", "Quincampoix", "06 39 98 12 34", "0639981234", "zelie@exemple.fr", "tigrinya")

SITUATION = (
    "Deux mois de loyer impayés depuis la fin d'un contrat en septembre. Un commandement de payer est arrivé le 12 "
    "novembre. Deux enfants à l'école du quartier. La CAF verse encore l'aide au logement."
)


def liaison_of(**changes: Any) -> Liaison:
    """An ordinary liaison, with nobody's identity."""
    ordinary = Liaison(
        code=CODE,
        to=card_of(3),
        request="Un rendez-vous avant le 12 janvier, pour éviter l'expulsion",
        situation=SITUATION,
        done="Dossier du fonds de solidarité logement commencé, pièces réunies.",
        urgency="week",
        sender=Sender(name="Camille Vautrin", structure="Centre social Les Marronniers", telephone="04 65 71 00 90"),
        contact="Par téléphone, l'après-midi",
        link=REPLY,
        made_at=MADE_AT,
        territory="Caluire-et-Cuire",
        kept_until=KEPT_UNTIL,
    )
    return replace(ordinary, **changes)


def named(**changes: Any) -> Liaison:
    """The same with a person, who agreed."""
    return liaison_of(**{"consent": CONSENT, "person": PERSON, **changes})
