"""Whether two structures are one: what speaks for it, what speaks against it, and how strongly.

The weights were set by hand and tried on national files, by eye: a merge too many hides a door, one too few is a line more.
"""

from collections.abc import Mapping

from knowledge.merging.candidates import spot
from knowledge.merging.judgement import Judgement
from knowledge.merging.names import shared, sides, telling
from knowledge.merging.placing import placed
from knowledge.merging.portraits import Portrait

Shares = Mapping[str, int]
"""How many structures of one source share a key (`Blocks.shares`); one where it is not told."""

_NEAR, _SOME = 0.7, 0.5
_SWITCHBOARD = 6
"""Structures of one source that share a telephone, from which it proves nothing: a switchboard, a national number."""

_SHORTEST_PHONE = 8
"""Characters: a shorter number is national (115, 3949)."""


def judge(one: Portrait, other: Portrait, shares: Shares) -> Judgement:
    """What speaks for and against two structures being one. The same whichever comes first."""
    found = Judgement()
    _names(found, one, other)
    if found.two:
        return found
    _numbers(found, one, other, shares)
    spots = [spot(each.point) for each in (one, other) if each.point]
    placed(found, one, other, max((shares.get(key, 1) for key in spots), default=1))
    return found


def _names(found: Judgement, one: Portrait, other: Portrait) -> None:
    a, b = one.name, other.name
    kinds = bool(a.kinds and b.kinds) and not a.kinds & b.kinds
    numbers = bool(a.numbers and b.numbers) and a.numbers != b.numbers
    compass = bool(sides(a) and sides(b)) and sides(a) != sides(b)
    found.two = kinds or numbers or compass
    if found.two:
        return
    _words(found, one, other)
    if a.kinds and b.kinds and a.kinds != b.kinds:
        found.against_it(0, "un seul nom dit deux genres de structures", barred=True)
    if a.numbers != b.numbers:
        found.against_it(2, "un seul nom porte un numéro", barred=True)
    if a.sites != b.sites:
        found.against_it(2, "un seul nom parle d'une antenne, d'un bus ou d'une annexe", barred=True)
    if sides(a) != sides(b):
        found.against_it(1, "un seul nom dit nord, sud, haut, bas ou centre", barred=True)


def _words(found: Judgement, one: Portrait, other: Portrait) -> None:
    a, b = one.name, other.name
    least, most = sorted(shared(a.words, b.words))
    same_kinds = a.kinds == b.kinds
    named = telling(a.words) and telling(b.words)
    if same_kinds and a.words == b.words and not named:
        found.for_it(4, "même genre de structure dans la même commune" if a.kinds else "même nom, mais vague")
    elif same_kinds and least >= 1:
        found.for_it(5, "même nom")
    elif named and least >= _NEAR and (same_kinds or not (a.kinds and b.kinds)):
        found.for_it(3.5, "noms presque égaux")
    elif same_kinds and a.kinds and not named:
        found.for_it(1.5, "même genre de structure, un nom plus précis que l'autre")
    elif named and most >= 1 and least >= _SOME:
        found.for_it(1.5, "un nom contient l'autre")
    elif most >= _SOME or not (a.words or b.words):
        found.against_it(0, "des noms qui ne se ressemblent qu'en partie", barred=True)
    else:
        found.against_it(3, "des noms différents", barred=True)


def _numbers(found: Judgement, one: Portrait, other: Portrait, shares: Shares) -> None:
    if one.phone and other.phone:
        if one.phone == other.phone:
            _phone(found, one.phone, shares.get(f"t:{one.phone}", 1))
        else:
            found.against_it(1, "téléphones différents")
    if one.mail and one.mail == other.mail and (many := shares.get(f"m:{one.mail}", 1)) < _SWITCHBOARD:
        found.for_it(2 if many == 1 else 1, "même courriel")
    if one.siret and other.siret:
        if one.siret == other.siret:
            many = shares.get(f"s:{one.siret}", 1)
            found.for_it(3 if many == 1 else 1, "même SIRET" if many == 1 else f"même SIRET, comme {many} fiches")
        else:
            same = one.siret[:9] == other.siret[:9]
            found.against_it(4, "même SIREN, autre établissement" if same else "SIRET différents", barred=True)


def _phone(found: Judgement, phone: str, many: int) -> None:
    if len(phone) < _SHORTEST_PHONE or many >= _SWITCHBOARD:
        found.for_it(0, "même téléphone, mais que beaucoup partagent")
    elif many == 1:
        found.placed = True
        found.for_it(3, "même téléphone")
    else:
        found.for_it(2 if many == 2 else 1, f"même téléphone, comme {many} fiches d'une même source")
