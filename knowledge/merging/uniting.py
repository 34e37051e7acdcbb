"""One entry made of several that are one: the best source wins, what it leaves empty comes from the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from knowledge.merging.addresses import address
from knowledge.merging.complements import united as united_complement
from knowledge.model import Service, Structure
from knowledge.text import fold

Entry = TypeVar("Entry", Structure, Service)

_OWN = frozenset({"id", "source", "nom", "date_maj", "structure_id", "complement"})
"""What is the winner's alone: a name and the day of its update are those of one source."""

_UNITED = frozenset({"thematiques", "publics", "reseaux_porteurs", "modes_accueil", "modes_mobilisation"})
"""Lists that are united. Who may send somebody and from which commune are conditions: those of the winner."""

_TOGETHER = (("adresse", "complement_adresse"), ("latitude", "longitude"), ("frais", "frais_precisions"))
"""Fields of which the second means nothing beside the first of another source."""

_PLACED = frozenset({"commune", "code_postal", "code_insee", "adresse", "complement_adresse", "latitude", "longitude"})
_UNTOLD = frozenset({"description", "lien_source", "latitude", "longitude", "commune", "complement_adresse"})
"""Fields that differ from one source to the next without anybody being wrong."""

_EVERYBODY = "tous-publics"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which two sources say something else. No values where they are for agents only, or secret."""

    field: str
    kept: str | None
    left: str | None


@dataclass(slots=True)
class United:
    """`brought` and `conflicts` are by the id of the entry that was absorbed."""

    entry: Any
    brought: dict[str, list[str]] = field(default_factory=dict)
    conflicts: dict[str, list[Conflict]] = field(default_factory=dict)


def ranked(entries: Collection[Entry], priority: Sequence[str] = ()) -> list[Entry]:
    """The entries, the one that wins first: by the coordinator's list of sources, then by the day of the last update or
    verification, then by how complete they are; and by id, so that it never depends on the order of the files."""
    place = {source: at for at, source in enumerate(priority)}

    def rank(entry: Entry) -> tuple[int, int, int, str]:
        seen = max(entry.date_maj, entry.complement.verifie_le or date.min)
        return place.get(entry.source, len(place)), -seen.toordinal(), -_filled(entry), entry.id

    return sorted(entries, key=rank)


def united(entries: Sequence[Entry]) -> United:
    """One entry from several, in the order of `ranked`. Where one address is secret, so is that of the whole."""
    found = United(entries[0])
    secret = any(entry.complement.adresse_confidentielle for entry in entries)
    for other in entries[1:]:
        found.entry = _taken_in(found, found.entry, other, secret)
    return found


def _taken_in(
    found: United, mine: Structure | Service, other: Structure | Service, secret: bool
) -> Structure | Service:
    values = _values(mine, other)
    complement, more = united_complement(mine, other)
    found.brought[other.id] = [*values, *(f"complement.{name}" for name in more.brought)]
    told = [_conflict(name, mine, other, secret) for name in _disputed(mine, other)]
    # What a complement says otherwise may be for agents only: its name is told, never its value.
    found.conflicts[other.id] = [*told, *(Conflict(f"complement.{name}", None, None) for name in more.disputed)]
    return replace(mine, **values, complement=complement)


def _values(mine: Structure | Service, other: Structure | Service) -> dict[str, Any]:
    """What an entry takes from another one."""
    names = [name for name in type(mine).__dataclass_fields__ if name not in _OWN]
    here = _same_town(mine, other)
    taken: dict[str, Any] = {}
    for name in names:
        own, theirs = getattr(mine, name), getattr(other, name)
        if not theirs and theirs != 0:
            continue
        if name in _UNITED and own:
            if (both := _both(own, theirs)) != own:
                taken[name] = both
        elif own in (None, ()) and (name not in _PLACED or here):
            taken[name] = theirs
    for first, second in _TOGETHER:
        if second in taken and first not in taken and getattr(mine, first, None) != getattr(other, first, None):
            del taken[second]
    if ("latitude" in taken) != ("longitude" in taken):
        taken.pop("latitude", None)
        taken.pop("longitude", None)
    return taken


def _both(own: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Both lists; but « tous-publics » stands alone (data·inclusion v1), and then the winner is right."""
    if (_EVERYBODY in own) != (_EVERYBODY in theirs):
        return own
    return tuple(sorted({*own, *theirs}))


def _same_town(one: Structure | Service, other: Structure | Service) -> bool:
    if one.code_insee and other.code_insee:
        return one.code_insee == other.code_insee
    if one.commune and other.commune:
        return fold(one.commune) == fold(other.commune)
    return True


def _disputed(mine: Structure | Service, other: Structure | Service) -> list[str]:
    names = [name for name in type(mine).__dataclass_fields__ if name not in _OWN | _UNTOLD | _UNITED]
    return [name for name in names if _differ(name, getattr(mine, name), getattr(other, name))]


def _differ(name: str, one: Any, other: Any) -> bool:
    if one in (None, ()) or other in (None, ()) or one == other:
        return False
    if name == "adresse" and address(one) == address(other) is not None:
        return False
    return not (isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other))


def _conflict(name: str, mine: Structure | Service, other: Structure | Service, secret: bool) -> Conflict:
    if secret and name in _PLACED:
        return Conflict(name, None, None)
    return Conflict(name, _shown(getattr(mine, name)), _shown(getattr(other, name)))


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _filled(entry: Structure | Service) -> int:
    """How many fields say something, those of the complement included."""
    named = sum(getattr(entry, name) not in (None, ()) for name in type(entry).__dataclass_fields__)
    return named + len(entry.complement.model_dump(exclude_defaults=True))
