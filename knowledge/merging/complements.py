"""One complement made of two: lists united, the rest filled; a secret address stays secret, a verification stays true."""

from dataclasses import dataclass, field
from typing import Any

from knowledge.model import Accessibility, Complement, Service, Structure
from knowledge.text import fold

_LISTS = ("langues", "documents", "lieux", "fermetures", "alias")
_VERIFIED = ("verifie_le", "verifie_par")
_AGES = ("age_min", "age_max")
_SEEN = ("telephone", "adresse", "horaires_accueil")
"""What somebody looks at when they verify an entry."""


@dataclass(slots=True)
class More:
    """Names of fields that the other complement filled, and of those where it says something else."""

    brought: list[str] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)


def united(mine: Structure | Service, other: Structure | Service) -> tuple[Complement, More]:
    """The complement of `mine` with what that of `other` adds; the name of an absorbed structure becomes an alias."""
    own, theirs = mine.complement, other.complement
    more = More()
    taken: dict[str, Any] = {}
    for name in Complement.model_fields:
        a, b = getattr(own, name), getattr(theirs, name)
        if name in (*_LISTS, *_VERIFIED, *_AGES, "accessibilite", "adresse_confidentielle") or b is None or a == b:
            continue
        if a is None:
            taken[name] = b
        else:
            more.disputed.append(name)
    for name in _LISTS:
        a, b = getattr(own, name), getattr(theirs, name)
        if added := tuple(each for each in b if each not in a):
            taken[name] = (*a, *added)
    if (accessible := _accessible(own.accessibilite, theirs.accessibilite, more)) != own.accessibilite:
        taken["accessibilite"] = accessible
    # Two ages of two sources may not make an interval.
    if own.age_min is None and own.age_max is None:
        taken |= {name: age for name in _AGES if (age := getattr(theirs, name)) is not None}
    elif (theirs.age_min, theirs.age_max) not in ((None, None), (own.age_min, own.age_max)):
        more.disputed.append("age_min")
    if theirs.adresse_confidentielle and not own.adresse_confidentielle:
        taken["adresse_confidentielle"] = True
    if own.verifie_le is None and theirs.verifie_le is not None and _seen_alike(mine, other):
        taken |= {name: value for name in _VERIFIED if (value := getattr(theirs, name)) is not None}
    more.brought = [*taken]
    if isinstance(mine, Structure):
        names = {fold(each) for each in (mine.nom, *taken.get("alias", own.alias))}
        if fold(other.nom) not in names:
            taken["alias"] = (*taken.get("alias", own.alias), other.nom)
    if not taken:
        return own, more
    return own.model_copy(update=taken), more


def _accessible(own: Accessibility, theirs: Accessibility, more: More) -> Accessibility:
    given = theirs.model_dump(exclude_none=True)
    mine = own.model_dump(exclude_none=True)
    more.disputed += [f"accessibilite.{name}" for name in mine if name in given and given[name] != mine[name]]
    added = {name: value for name, value in given.items() if name not in mine}
    return own.model_copy(update=added) if added else own


def _seen_alike(mine: Structure | Service, other: Structure | Service) -> bool:
    """Whether what somebody verified at the other's is what will be shown: else it would vouch for what nobody saw."""
    pairs = ((getattr(mine, name), getattr(other, name)) for name in _SEEN)
    return all(a is None or (b is not None and fold(a) == fold(b)) for a, b in pairs)
