"""The national list of France services: a place a line, its hours a column a day.

Source of the form: the lists published on data.gouv.fr by the Agence nationale de la cohésion des territoires. Source of what
every one of them offers: the circular of 1 July 2019 (n° 6094/SG), see `france_services.yaml`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.importers import cleaning
from knowledge.importers.flat import Given, Unread, names, rows
from knowledge.importers.offering import paragraphs, street
from knowledge.importers.offering import record as offered
from knowledge.importers.records import Origin, Record, Rejected, Remark
from knowledge.importers.repairing import unmixed
from knowledge.importers.sources import Source
from knowledge.importers.tables import shifted
from knowledge.importers.weeks import hours_of
from knowledge.places.table import Table
from knowledge.text import fold

NAME = "liste des France services"

SOURCE = "france-services"

SIGNATURE = frozenset({"id_fs", "lib_fs"})
"""Columns by which a list is known."""

_IGNORED = frozenset({"labellisation"})
"""The day of the label is not a day of update: of these places nobody says when they were last verified."""

_APPOINTMENT = frozenset({"rdv", "rendez", "inscription"})


def recognises(source: Source) -> bool:
    """Whether the columns are those of the list."""
    return names(source) >= SIGNATURE


def records(source: Source) -> Iterator[Record | Rejected]:
    """A structure and its service for each place. Raises InputError when the file cannot be read on."""
    tables = _tables()
    read = {name for listed in tables["colonnes"].values() for name in listed}
    unread = Unread(frozenset({*read, *tables["jours"], *_IGNORED}))
    for origin, given in rows(source):
        yield shifted(origin) if given is None else _record(origin, given, unread.remarks(given, NAME))


def _record(origin: Origin, given: Given, told: Iterable[Remark]) -> Record | Rejected:
    tables, remarks = _tables(), list(told)
    text = {name: _first(given, listed, remarks) for name, listed in tables["colonnes"].items()}
    moves = fold(text["itinerance"] or "") in {"oui", "vrai", "true"}
    hours = hours_of([cleaning.line(given.get(day)) for day in tables["jours"]], remarks)
    comment = text["commentaire"]
    appointment = bool(comment and _APPOINTMENT & set(fold(comment).split()))
    house: dict[str, Any] = {
        **{name: text[name] for name in ("code_postal", "complement_adresse", "latitude", "longitude", "site_web")},
        **{name: text[name] for name in ("telephone", "courriel", "date_maj")},
        **_town(text, remarks),
        "id": text["id"] and f"{SOURCE}--{text['id']}",
        "source": SOURCE,
        "nom": _name(text["nom"], remarks),
        "adresse": street(text["adresse"], text["code_postal"], text["commune"]),
        "horaires_accueil": hours,
        "reseaux_porteurs": ["france-service"],
        "description": paragraphs(
            tables["antenne"] if fold(text["format"] or "") == "antenne" else None,
            text["groupe"] and f"{tables['groupe']}{text['groupe']}.",
            tables["itinerant"] if moves else None,
            f"{tables['precisions']}{comment}" if comment and not appointment else None,
        ),
    }
    ways = [
        ("telephoner", text["telephone"]),
        ("envoyer-un-courriel", text["courriel"]),
        ("se-presenter", house["adresse"]),
    ]
    service = {
        **tables["service"],
        "description": paragraphs(tables["service"]["description"], house["description"]),
        "type": "accompagnement",
        "frais": "gratuit",
        "publics": ["tous-publics"],
        "modes_accueil": ["en-presentiel"],
        "modes_mobilisation": [way for way, there in ways if there],
        "mobilisable_par": ["usagers", "professionnels"],
        "conditions_acces": comment if appointment else None,
        "horaires_accueil": hours,
    }
    return offered(origin, house, [service], remarks)


def _name(name: str | None, remarks: list[Remark]) -> str | None:
    """The name, with what it is: some bear only that of a commune."""
    if name is None or "services" in fold(name).split() or "service" in fold(name).split():
        return name
    whole = f"{_tables()['nom']} {name.strip(' -')}"
    remarks.append(Remark("nom_complete", f"nom : « {name} » est devenu « {whole} »"))
    return whole


def _town(text: Mapping[str, str | None], remarks: list[Remark]) -> dict[str, str | None]:
    """The commune; where there is no address at all, the one that the name is, when its département has only one of that name."""
    if text["commune"] or text["code_insee"] or text["code_postal"]:
        return {"commune": text["commune"], "code_insee": text["code_insee"]}
    department = (text["departement"] or "").zfill(2)
    codes = _by_name().get((department, fold(text["nom"] or "")), ())
    if len(codes) != 1:
        return {}
    commune = _communes().commune(codes[0])
    if commune is None:
        return {}
    remarks.append(Remark("commune_reconnue", f"commune : « {text['nom']} » est la commune {codes[0]}"))
    return {"commune": commune.nom, "code_insee": codes[0]}


def _first(given: Given, listed: Iterable[str], remarks: list[Remark]) -> str | None:
    text = next((found for name in listed if (found := cleaning.text(given.get(name)))), None)
    if text is None or (whole := unmixed(text)) == text:
        return text
    remarks.append(Remark("lettres_retablies", f"« {text} » lu « {whole} »"))
    return whole


@cache
def _tables() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(
        files("knowledge.importers").joinpath("france_services.yaml").read_text(encoding="utf-8")
    )
    return read


@cache
def _communes() -> Table:
    return Table.packaged()


@cache
def _by_name() -> dict[tuple[str, str], tuple[str, ...]]:
    """Codes of communes by département and name."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for code, name in _communes().named():
        place = (code[: 3 if code.startswith("97") else 2], fold(name))
        found[place] = (*found.get(place, ()), code)
    return found
