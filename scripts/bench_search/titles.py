"""The whole name of a structure, in the several ways in which directories write one."""

import random
from typing import NamedTuple

from scripts.bench_search.naming import Names, initials
from scripts.bench_search.word_lists import Kind, words

_PURPOSES = (
    "d'aide aux familles", "d'accueil des réfugiés", "d'entraide et de partage", "de défense des locataires",
    "de soutien aux aidants", "de prévention des addictions", "de parents d'enfants handicapés", "des veuves et veufs",
    "pour l'insertion des jeunes", "pour le logement des précaires", "pour l'apprentissage de la lecture",
    "pour la promotion de la santé", "de médiation et de conciliation", "de lutte contre l'isolement",
    "de gestion des jardins ouvriers", "pour l'accès à la culture", "de visiteurs de malades", "des usagers du rail",
    "de sauvegarde de l'enfance", "pour l'emploi des femmes", "de formation des bénévoles", "pour une alimentation saine",
)  # fmt: skip
_WORKS = (
    "écoute", "loisirs", "famille", "emploi", "solidarité", "jeunesse", "culture", "entraide", "habitat", "formation",
)  # fmt: skip


class Title(NamedTuple):
    """A name, and what it is made of: see `entries.Target`."""

    nom: str
    form: str
    acronym: str
    long: str
    proper: str
    alias: tuple[str, ...] = ()


def proper(kind: Kind, again: bool, names: Names) -> str:
    """What will tell one structure of this kind from another of the same town; nothing for the first of a network."""
    if kind.apart in ("commune", "departement") or (kind.apart == "antenna" and not again):
        return ""
    if kind.apart in ("quarter", "antenna"):
        return names.quarter()
    return names.person() if kind.apart == "person" else names.association()


def title(kind: Kind, proper: str, commune: str, departement: str, chance: random.Random) -> Title:
    """The name of a structure of this kind in this commune."""
    if kind.key == "association":
        return _association(proper, commune, chance)
    form = kind.nom
    if kind.acronym:
        form = chance.choices((kind.acronym, kind.nom, f"{kind.nom} ({kind.acronym})"), (45, 30, 25))[0]
    draw = chance.random()
    if kind.apart == "commune":
        ways = (f"{form} {of(commune)}", f"{form} - {commune}", f"{form} {commune}", kind.nom)
    elif kind.apart == "departement":
        ways = (f"{form} {departement}", f"{form} - {departement}", f"{form} {commune}", f"{form} {departement}")
    elif kind.apart == "antenna":
        place = f"{commune} {proper}".strip()
        ways = (
            f"{form} - {place}",
            f"{form} {place}",
            f"{form} - antenne {of(commune)} {proper}".strip(),
            f"{form} {place}",
        )
    elif kind.apart == "quarter":
        ways = (f"{form} {proper}", f"{form} {proper} - {commune}", f"{form} du quartier {proper}", f"{form} {proper}")
    elif kind.apart == "person":
        ways = (f"{form} {proper}", f"{form} {proper}", f"{form} {proper} - {commune}", f"{form} {proper}")
    else:
        ways = (f"{form} {proper}", f"{form} « {proper} »", f"{form} - {proper}", proper)
    nom = ways[0] if draw < 0.55 else ways[1] if draw < 0.75 else ways[2] if draw < 0.9 else ways[3]
    written = next((one for one in (form, kind.nom) if one in nom), "")
    return Title(nom, written, kind.acronym, kind.nom, proper)


def of(commune: str) -> str:
    """« de » before the name of a commune.

    >>> of("Lyon"), of("Le Mans"), of("Les Abymes"), of("Annecy"), of("La Rochelle")
    ('de Lyon', 'du Mans', 'des Abymes', "d'Annecy", 'de La Rochelle')
    """
    if commune.startswith("Le "):
        return f"du {commune[3:]}"
    if commune.startswith("Les "):
        return f"des {commune[4:]}"
    return f"d'{commune}" if commune[0] in "AEIOUYÉÈÎÂŒ" else f"de {commune}"


def _association(proper: str, commune: str, chance: random.Random) -> Title:
    draw = chance.random()
    if draw < 0.2:
        long = f"Association {chance.choice(_PURPOSES)} {of(commune)}"
        short = initials(long)
        if chance.random() < 0.5:
            return Title(f"{long} ({short})", "", short, long, long)
        return Title(long, "", short, long, long, (short,))
    if draw < 0.4:
        return Title(f"Association {proper}", "Association", "", "Association", proper)
    if draw < 0.55:
        work = (
            f"{proper} {chance.choice(words('actions'))} {chance.choice(_WORKS)}"
            if draw < 0.43
            else f"{proper} {chance.choice(_WORKS)}"
        )
        return Title(work, "", "", "", work)
    return Title(proper, "", "", "", proper)
