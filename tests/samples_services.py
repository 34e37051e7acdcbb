"""Services, structures, wishes and small rule files made by hand: invented names, numbers of fiction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.directory import Offer, derive, describe, replacing, row
from knowledge.model import Service, Structure
from knowledge.places import Places
from knowledge.ranking import Candidate, Profile, Wish, rank
from knowledge.rules.model import Query
from knowledge.search import index

MONDAY = datetime.fromisoformat("2026-11-23T10:30:00+01:00")
TODAY = date(2026, 11, 23)

CALUIRE, RILLIEUX, LYON, LYON_4, MARSEILLE, LILLE, STRASBOURG = (
    "69034", "69286", "69123", "69384", "13055", "59350", "67482",
)  # fmt: skip
NAMES = {CALUIRE: "Caluire-et-Cuire", RILLIEUX: "Rillieux-la-Pape", LYON_4: "Lyon", MARSEILLE: "Marseille"}

FOOD = "equipement-et-alimentation--alimentation"
CHILDCARE = "famille--garde-denfants"
BONDS = "remobilisation--lien-social"
MIND = "sante--sante-mentale"


@cache
def places() -> Places:
    return Places.load()


def point(code: str) -> tuple[float, float]:
    commune = places().commune(code)
    assert commune is not None and commune.position is not None
    return commune.position


def house(id: str = "maison", code: str | None = CALUIRE, **fields: Any) -> Structure:
    """A structure in the middle of a commune."""
    latitude, longitude = point(code) if code else (None, None)
    common: dict[str, Any] = {
        "source": "essai", "id": id, "nom": "La Maison", "date_maj": TODAY, "code_insee": code,
        "commune": NAMES.get(code or ""), "latitude": latitude, "longitude": longitude,
    }  # fmt: skip
    return Structure(**common | fields)


def offered(id: str = "service", structure_id: str = "maison", **fields: Any) -> Service:
    """A service at its structure's, for everybody who lives in Caluire."""
    common: dict[str, Any] = {
        "source": "essai", "id": id, "structure_id": structure_id, "nom": "Un service", "date_maj": TODAY,
        "zone_eligibilite": (CALUIRE,), "publics": ("tous-publics",), "mobilisable_par": ("usagers",),
    }  # fmt: skip
    return Service(**common | fields)


QUERY = Query((), (), (), (), (), False)


def wish(here: str | None = CALUIRE, *, profile: Profile | None = None, resident: bool = True, **fields: Any) -> Wish:
    """The wish of somebody of Caluire, on a Monday morning."""
    criteria = {name: fields.pop(name) for name in ("themes", "networks", "words", "publics", "free") if name in fields}
    common: dict[str, Any] = {
        "query": replace(QUERY, **criteria), "profile": profile or Profile(), "here": places().commune(here) if here else None,
        "resident": resident, "zone": places().zone(here) if here else frozenset(), "home": frozenset({CALUIRE}),
        "places": places(), "language": "fr", "at": MONDAY, "timezone": "Europe/Paris",
    }  # fmt: skip
    return Wish(**common | fields)


def candidate(service: Service | None = None, at: Structure | None = None, for_: Wish | None = None) -> Candidate:
    return Candidate(Offer(service or offered(), at or house()), for_ or wish())


def built(path: Path, structures: Iterable[Structure], services: Iterable[Service]) -> Path:
    """A directory with these entries, ready to be searched."""

    def centre(code: str) -> tuple[float, float] | None:
        commune = places().commune(code)
        return commune.position if commune else None

    with replacing(path) as db:
        db.table("structures").insert_all(row(entry) for entry in structures)
        db.table("services").insert_all(row(entry) for entry in services)
        derive(db, centre)
        index(db)
        describe(db, built_at=datetime(2026, 11, 21, tzinfo=UTC), demonstration=False)
    return path


RULES = """
relu_le: 2026-11-21
territoire:
  nom: Essai
  communes: ["{commune}"]
  rayon_km: "10"
  langues: [fr]
accueil: "Bonjour."
humain: {{ texte: "Une personne peut vous répondre.", appeler: ["3939"] }}
numeros:
  "15": {{ nom: "Samu", role: "Urgence médicale." }}
  "3939": {{ nom: "Allô Service Public", role: "Renseigne sur les droits.", gratuit: non }}
urgences:
  malaise: {{ declencheurs: [ne respire plus], appeler: ["15"], texte: "Restez auprès de la personne.", besoin: alimentation }}
menu:
  aide: {{ libelle: "Aide", icone: "🏠", besoins: [alimentation, garde_enfants, lien_social] }}
questions:
  commune: {{ texte: "Dans quelle commune habitez-vous ?", type: commune }}
  quand:
    texte: "C'est pour quand ?"
    reponses: {{ aujourdhui: "Aujourd'hui", plus_tard: "Plus tard" }}
  age_enfant:
    texte: "Quel âge a l'enfant ?"
    reponses:
      bebe: {{ libelle: "Moins de 3 ans", publics: [familles], age: ["0", "2"] }}
      grand: {{ libelle: "6 à 11 ans", publics: [familles], age: ["6", "11"] }}
besoins:
  alimentation:
    libelle: "Manger"
    icone: "🍲"
    phrases: [un repas chaud, colis alimentaire]
    demander: [quand, commune]
    orienter:
      - si: {{ quand: aujourdhui }}
        vers: [repas, secours]
      - vers: [colis]
  garde_enfants:
    libelle: "Faire garder un enfant"
    icone: "🧸"
    phrases: [une crèche, une nounou]
    demander: [age_enfant, commune]
    orienter:
      - vers: [creche, retour_emploi]
  lien_social:
    libelle: "Rencontrer du monde"
    icone: "☕"
    phrases: [rencontrer du monde, sortir de chez moi]
    demander: [commune]
    orienter:
      - vers: [rencontres]
orientations:
  repas: {{ titre: "Un repas chaud", quand: aujourdhui, chercher: {{ thematiques: [{food}], mots: [repas] }}, combien: "1" }}
  secours: {{ titre: "Le secours de la mairie", structures: [mairie], appeler: ["3939"] }}
  colis: {{ titre: "Un colis", chercher: {{ thematiques: [{food}] }} }}
  creche: {{ titre: "Une place en crèche", chercher: {{ thematiques: [{childcare}] }} }}
  retour_emploi: {{ titre: "Le retour au travail", quand: ensuite, chercher: {{ reseaux: [france-travail] }} }}
  rencontres: {{ titre: "Rencontrer du monde", chercher: {{ thematiques: [{bonds}] }} }}
  mairie: {{ titre: "L'accueil de la mairie", structures: [mairie], chercher: {{ reseaux: [ccas-cias] }}, combien: "1" }}
generaliste: [mairie]
"""


def rules_text(commune: str = CALUIRE) -> str:
    """Three needs, for a territory of one commune."""
    return RULES.format(commune=commune, food=FOOD, childcare=CHILDCARE, bonds=BONDS)


def names(candidates: Iterable[Candidate]) -> list[str]:
    """The ids of services, best first."""
    return [each.offer.service.id for each, _ in rank(candidates)]
