"""Service areas of HSDS as zones of eligibility: only where they bear the address that INSEE gives to a French place."""

import re

from knowledge.importers import cleaning
from knowledge.importers.hsds.told import Object, Told, line, objects, text

_URI = "http://id.insee.fr/geo/"
_KINDS = {
    "commune": r"\d{5}|2[AB]\d{3}",
    "departement": r"\d{2,3}|2[AB]",
    "intercommunalite": r"\d{9}",
    "pays": r"france|99\d{3}",
}
_FOUND = re.compile(rf"https?://id\.insee\.fr/geo/({'|'.join(f'{kind}/(?:{form})' for kind, form in _KINDS.items())})")


def uri(code: str) -> str | None:
    """The address that INSEE gives to a place of France, by its code; None for a code of another form.

    >>> uri("69034"), uri("2A"), uri("200046977"), uri("france"), uri("99100")
    ('http://id.insee.fr/geo/commune/69034', 'http://id.insee.fr/geo/departement/2A', \
'http://id.insee.fr/geo/intercommunalite/200046977', 'http://id.insee.fr/geo/pays/france', \
'http://id.insee.fr/geo/pays/99100')
    """
    kinds = ("pays", "commune", "departement", "intercommunalite")
    found = next((kind for kind in kinds if re.fullmatch(_KINDS[kind], code)), None)
    return f"{_URI}{found}/{code}" if found else None


def codes(given: Object, told: Told) -> list[str] | None:
    """The codes of the areas of a service; any other area is kept in words: five digits may be of another country."""
    found, others = [], [*cleaning.codes(given.get("service_area_names"))]
    for area in objects(given.get("service_areas")):
        if match := _FOUND.fullmatch(line(area.get("uri")) or ""):
            found.append(match[1].rpartition("/")[2])
        else:
            others += filter(None, (line(area.get("name")), text(area.get("description"))))
    told.say("Zone indiquée", *others)
    return found or None
