"""The services of one structure that two sources tell, made one: same nature, similar name, nothing that contradicts."""

import sqlite3
from functools import lru_cache
from itertools import combinations

from knowledge.directory import schema
from knowledge.merging import tables
from knowledge.merging.addresses import address, same_door
from knowledge.merging.deciding import Decided
from knowledge.merging.grouping import groups
from knowledge.merging.judgement import Judgement
from knowledge.merging.names import name, shared, sides, telling
from knowledge.merging.structures import AMBIGUOUS
from knowledge.merging.uniting import ranked, united
from knowledge.model import Service

_NEAR, _HALF = 0.75, 0.5
_MOST = 60
"""Services of one structure that are compared; a structure with more is a catalogue, told as it is."""

_COLUMNS = ", ".join(schema.SERVICE_FIELDS)
_EVERYBODY = "tous-publics"
_SEVERAL = (
    "SELECT structure_id FROM services GROUP BY structure_id HAVING count(DISTINCT source) > 1 ORDER BY structure_id"
)


def merge(connection: sqlite3.Connection, decided: Decided, priority: tuple[str, ...]) -> None:
    """Merge the services of each structure that has some of several sources, and fill `doubtful`."""
    for ids in list(decided.groups()):
        _unite(connection, _those(connection, ids), decided, priority)
    decided.refresh()
    for (house,) in connection.execute(_SEVERAL).fetchall():
        _merge_in(connection, house, decided, priority)


def judge(one: Service, other: Service) -> Judgement:
    """What speaks for and against two services of one structure being one."""
    found = Judgement(placed=True)
    _names(found, one, other)
    _nature(found, one, other)
    if one.code_insee and other.code_insee and one.code_insee != other.code_insee:
        found.two = True
    if one.adresse != other.adresse:
        ours, theirs = address(one.adresse), address(other.adresse)
        if ours and theirs and ours != theirs and not same_door(ours, theirs):
            found.against_it(3, "adresses différentes", barred=True)
    return found


def _names(found: Judgement, one: Service, other: Service) -> None:
    a, b = _name(one.nom, one.commune), _name(other.nom, other.commune)
    if (a.numbers and b.numbers and a.numbers != b.numbers) or sides(a) != sides(b):
        found.two = True
        return
    least = min(shared(a.words, b.words))
    if a.kinds == b.kinds and least >= 1 and (a.kinds or a.words):
        found.for_it(5, "même nom")
    elif a.kinds == b.kinds and least >= _NEAR and telling(a.words) and telling(b.words):
        found.for_it(4, "noms presque égaux")
    else:
        found.against_it(1, "des noms différents", barred=True)
    if a.numbers != b.numbers or a.sites != b.sites:
        found.against_it(2, "un seul nom porte un numéro ou parle d'une antenne", barred=True)


def _nature(found: Judgement, one: Service, other: Service) -> None:
    ours, theirs = set(one.thematiques), set(other.thematiques)
    if ours and theirs:
        if ours == theirs:
            found.for_it(3, "mêmes thématiques")
        elif ours <= theirs or theirs <= ours:
            found.for_it(2, "les thématiques de l'un sont parmi celles de l'autre")
        elif len(ours & theirs) >= _HALF * len(ours | theirs):
            found.for_it(2, "thématiques presque égales")
        elif ours & theirs:
            found.against_it(0, "peu de thématiques en commun", barred=True)
        else:
            found.against_it(4, "aucune thématique en commun", barred=True)
    elif not found.against:
        found.for_it(2, "aucune thématique ne les oppose")
    if one.type and other.type and one.type != other.type:
        found.against_it(2, "types différents", barred=True)
    public, people = set(one.publics), set(other.publics)
    if public and people and not public & people and _EVERYBODY not in public | people:
        found.against_it(3, "pas le même public", barred=True)
    if one.modes_accueil and other.modes_accueil and not set(one.modes_accueil) & set(other.modes_accueil):
        found.against_it(2, "l'un sur place, l'autre à distance", barred=True)
    if one.frais and other.frais and one.frais != other.frais:
        found.against_it(1, "frais différents", barred=True)


def _merge_in(connection: sqlite3.Connection, house: str, decided: Decided, priority: tuple[str, ...]) -> None:
    """Merge the services of one structure, round after round until nothing changes."""
    while True:
        sql = f"SELECT {_COLUMNS} FROM services WHERE structure_id = ? ORDER BY id"  # noqa: S608
        services = {row[_ID]: schema.service(row) for row in connection.execute(sql, (house,)).fetchall()}
        if len(services) > _MOST:
            return
        judged = {
            (one.id, other.id): judge(one, other)
            for one, other in combinations(services.values(), 2)
            if one.source != other.source and not decided.apart(one.id, other.id)
        }
        edges = [pair for pair, found in judged.items() if found.verdict == "memes"]

        def together(one: str, other: str, judged: dict[tuple[str, str], Judgement] = judged) -> bool:
            found = judged.get((min(one, other), max(one, other)))
            return one == other or (found is not None and found.verdict != "distincts" and not found.barred)

        merged, contested = groups(edges, together)
        if not merged:
            break
        for ids in merged:
            reasons = {id: _reasons(id, ids, judged) for id in ids}
            _unite(connection, [services[id] for id in ids], None, priority, reasons)
        decided.refresh()
    for pair, found in judged.items():
        if found.verdict != "distincts":
            against = [*found.against, *([AMBIGUOUS] if pair in contested else [])]
            tables.doubt(connection, "service", pair, found.score, found.reasons, against)


def _reasons(id: str, group: tuple[str, ...], judged: dict[tuple[str, str], Judgement]) -> list[str]:
    mine = [found for pair, found in judged.items() if id in pair and set(pair) <= set(group)]
    return max(mine, key=lambda found: (found.verdict == "memes", found.score)).reasons


def _those(connection: sqlite3.Connection, ids: tuple[str, ...]) -> list[Service]:
    sql = f"SELECT {_COLUMNS} FROM services WHERE id = ?"  # noqa: S608
    return [schema.service(connection.execute(sql, (id,)).fetchone()) for id in ids]


def _unite(
    connection: sqlite3.Connection,
    services: list[Service],
    decided: Decided | None,
    priority: tuple[str, ...],
    reasons: dict[str, list[str]] | None = None,
) -> None:
    """Make one service of several; with `decided`, because the coordinator said so."""
    ordered = ranked(services, priority)
    whole = united(ordered)
    for entry in ordered[1:]:
        tables.absorb(
            connection,
            entry,
            ordered[0].id,
            reasons=decided.reasons(entry.id) if decided else (reasons or {})[entry.id],
            brought=whole.brought[entry.id],
            conflicts=whole.conflicts[entry.id],
            decided=decided is not None,
        )
    tables.replace_entry(connection, whole.entry)


_name = lru_cache(maxsize=4096)(name)
_ID = schema.SERVICE_FIELDS.index("id")
