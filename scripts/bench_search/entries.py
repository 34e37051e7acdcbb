"""One structure of the territory and its services, as data·inclusion v1 would have them, and what its name is made of."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.model import Complement, Service, Structure
from knowledge.model.entries import NOTHING
from knowledge.places.commune import Commune
from scripts.bench_search.naming import Names
from scripts.bench_search.titles import Title
from scripts.bench_search.word_lists import Kind, lines, offer_kinds

SOURCE = "territoire-invente"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
HOURS = (
    "Mo-Fr 08:30-12:00,13:30-17:00; PH off",
    "Mo-Th 09:00-12:00,14:00-17:30; Fr 09:00-12:00; PH off",
    "Tu,Th 14:00-17:00",
    "We 13:30-18:00; Sa 09:30-12:00",
    "Mo-Sa 07:30-18:30; PH off",
)
COMMON = ("ecoute", "acces_droits", "demarches", "lien_social", "parentalite")
"""What any structure may offer beside what its kind does."""

PUBLICS = (
    "tous-publics", "familles", "femmes", "jeunes", "seniors", "demandeurs-emploi", "personnes-exilees",
    "personnes-en-situation-de-handicap", "beneficiaires-des-minimas-sociaux",
)  # fmt: skip
PHONES = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998")
"""What the numbers of the French plan that are kept for fiction begin with."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a query for one structure is made of, and what makes another structure as right an answer.

    `form` is the kind as the name writes it, empty where the name has none; `acronym` and `long` its two forms;
    `proper` what tells it from others of its kind: a quarter, a person, an invented name; empty where nothing does.
    """

    structure_id: str
    kind: str
    form: str
    acronym: str
    long: str
    proper: str
    commune: str
    departement: str
    nom: str


@dataclass(frozen=True, slots=True)
class Made:
    """A structure, its services, and what queries are made of."""

    structure: Structure
    services: tuple[Service, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class Town:
    """A commune, how it stands in an address, and how it is said: « Lyon » and « Lyon 3e » for an arrondissement."""

    commune: Commune
    nom: str
    said: str
    departement: str


def made(kind: Kind, title: Title, town: Town, near: str, number: int, chance: random.Random) -> Made:
    """The structure that bears this name in this town, and one to four services."""
    names = Names(chance)
    place = _place(town, names, chance)
    id = f"{SOURCE}--{kind.key}-{number}"
    digits = f"{PHONES[number % len(PHONES)]}{number * 7919 % 10_000:04}"
    common = {"source": SOURCE, **place, "telephone": digits if chance.random() < 0.8 else None}
    structure = Structure(
        **common,
        id=id,
        nom=title.nom,
        date_maj=_day(chance),
        description=_described("", names, town, near, chance, 1, 3) if chance.random() < 0.5 else None,
        courriel=f"contact-{number}@example.org" if chance.random() < 0.6 else None,
        horaires_accueil=chance.choice(HOURS) if chance.random() < 0.5 else None,
        site_web=f"https://www.example.org/{kind.key}/{number}" if chance.random() < 0.3 else None,
        reseaux_porteurs=(kind.network,) if kind.network else (),
        complement=Complement(alias=title.alias) if title.alias else NOTHING,
    )
    count = chance.choices((1, 2, 3, 4), (30, 32, 23, 15))[0]
    keys = dict.fromkeys(
        [*chance.sample(kind.offers, min(count, len(kind.offers))), *chance.sample(COMMON, len(COMMON))]
    )
    services = tuple(
        _service(key, f"{id}-{rank}", structure, common, names, town, near, chance)
        for rank, key in enumerate(list(keys)[:count], start=1)
    )
    commune = town.nom if title.proper else town.said
    target = Target(
        id, kind.key, title.form, title.acronym, title.long, title.proper, commune, town.departement, title.nom
    )
    return Made(structure, services, target)


def _service(
    key: str, id: str, structure: Structure, common: dict[str, Any], names: Names, town: Town, near: str,
    chance: random.Random,
) -> Service:  # fmt: skip
    offer = offer_kinds()[key]
    return Service(
        **common,
        id=id,
        structure_id=structure.id,
        nom=chance.choice(offer.names),
        date_maj=structure.date_maj,
        description=_described(offer.sentence, names, town, near, chance, 1, 6),
        type=offer.type,
        thematiques=(offer.thematique,),
        frais="gratuit" if chance.random() < 0.7 else "payant",
        publics=(chance.choice(PUBLICS),),
        modes_accueil=("en-presentiel",),
        zone_eligibilite=(town.commune.code,) if chance.random() < 0.5 else (town.commune.departement,),
        modes_mobilisation=("se-presenter", "telephoner"),
        mobilisable_par=("professionnels", "usagers"),
    )


def _place(town: Town, names: Names, chance: random.Random) -> dict[str, Any]:
    commune = town.commune
    place: dict[str, Any] = {
        "commune": town.nom,
        "code_postal": chance.choice(commune.codes_postaux) if commune.codes_postaux else None,
        "code_insee": commune.code,
        "adresse": f"{chance.randint(1, 180)} {names.street()}",
    }
    if commune.position and chance.random() < 0.9:
        latitude, longitude = commune.position
        place["latitude"] = round(latitude + chance.gauss(0, 0.008), 5)
        place["longitude"] = round(longitude + chance.gauss(0, 0.011), 5)
    return place


def _described(first: str, names: Names, town: Town, near: str, chance: random.Random, least: int, most: int) -> str:
    """A sentence that says what it is, and others that say how: a hundred to seven hundred characters."""
    said = [
        sentence.format(
            commune=town.nom,
            voisine=near,
            quartier=names.quarter(),
            partenaire=names.association(),
            rue=names.street(),
            prenom=names.firstname(),
            patronyme=names.surname(),
            jour=chance.choice(DAYS),
            chose=names.thing(),
            annee=chance.randint(1946, 2025),
            nombre=chance.randint(5, 300),
            public=chance.choice(PUBLICS).replace("-", " "),
        )
        for sentence in chance.sample(lines("phrases"), chance.randint(least, most))
    ]
    return " ".join([first, *said] if first else said)


def _day(chance: random.Random) -> date:
    return date(2026, 11, 1) - timedelta(days=int(900 * chance.random() ** 2))
