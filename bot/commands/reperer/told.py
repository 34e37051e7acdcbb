"""What a look-up gave, as JSON and as lines to read."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from knowledge.card import card
from knowledge.hours import opening_words
from knowledge.lookup import Finding, Findings, Lookup, said, to_json
from knowledge.lookup.vocabulary import vocabulary
from knowledge.places import Places
from knowledge.rules.model import Rules
from knowledge.wording import SOURCE, Wording

KINDS: Mapping[str, str] = {
    "hotline": "numéro",
    "name": "nom",
    "need": "besoin",
    "answer": "réponse",
    "public": "public",
    "commune": "commune",
    "moment": "moment",
    "filter": "filtre",
    "left": "pas compris",
}
"""How each kind of part is called."""

SHOWN = 200
"""Characters of a description that are shown."""


def as_dict(findings: Findings) -> dict[str, Any]:
    """A look-up and its answer in the shape that other tools rely on."""
    return {
        "understood": understood(findings.lookup),
        "sure": findings.sure,
        "results": [
            {
                "service_id": each.offer.service.id,
                "structure_id": each.offer.structure.id,
                "nom": each.offer.structure.nom,
                "service": each.offer.service.nom,
                "score": each.score,
                "why": list(each.why),
                "missed": list(each.missed),
                "ouverture": each.opening.state,
                "distance_km": None if each.distance_km is None else round(each.distance_km, 1),
            }
            for each in findings.services
        ],
        "hotlines": [{"numero": each.number, "nom": each.name, "role": each.remit} for each in findings.hotlines],
    }


def understood(lookup: Lookup) -> dict[str, Any]:
    """What was understood of a line."""
    return to_json(lookup)


def told(findings: Findings, rules: Rules, places: Places, at: datetime, *, why: bool) -> str:
    """The answer as an agent sees it: what was understood, the first card, the others."""
    return "\n".join(_lines(findings, rules, places, at, why))


def _lines(findings: Findings, rules: Rules, places: Places, at: datetime, why: bool) -> Iterator[str]:
    parts = said(findings.lookup, rules, places)
    yield "Compris : " + (" · ".join(f"{KINDS[part.kind]} {part.label}" for part in parts) or "rien")
    for hotline in findings.hotlines:
        yield ""
        yield f"☎ {hotline.number} {hotline.name}".rstrip()
        if hotline.remit:
            yield f"  {hotline.remit}"
    if findings.services:
        yield ""
        yield from _card(findings.services[0], at, why)
    elif not findings.hotlines:
        yield ""
        yield "Rien ne répond. Essayez avec d'autres mots, ou seulement le nom."
    if len(findings.services) > 1:
        yield ""
        yield "Aussi :" if findings.sure else "Ou bien :"
    for rank, each in enumerate(findings.services[1:], 2):
        yield f"{rank}. {_titled(each)}{_place(each)}{_missed(each)}"
        if why:
            yield f"   {_reasons(each)}"


def _card(found: Finding, at: datetime, why: bool) -> Iterator[str]:
    shown = card(found.offer, "agent")
    yield f"{shown.structure}{_place(found)}"
    if shown.service != shown.structure:
        yield f"  {shown.service}"
    if shown.description:
        yield f"  {_cut(shown.description)}"
    if shown.telephone:
        yield f"  ☎ {shown.telephone}"
    if shown.address or shown.confidential:
        yield f"  {shown.address or 'Adresse confidentielle : appelez d’abord.'}"
    if found.opening.state != "unknown":
        opening = found.opening
        yield f"  {opening_words(opening, at, Wording.load(SOURCE))}"
    if shown.conditions:
        yield f"  {_cut(shown.conditions)}"
    if found.missed:
        yield f"  À vérifier{_missed(found)}"
    if why:
        yield f"  {_reasons(found)}"


def _titled(found: Finding) -> str:
    service, house = found.offer.service.nom, found.offer.structure.nom
    return house if service == house else f"{house} : {service}"


def _place(found: Finding) -> str:
    return "" if found.distance_km is None else f" ({found.distance_km:.1f} km)".replace(".", ",")


def _missed(found: Finding) -> str:
    labels = ", ".join(vocabulary().labels[each] for each in found.missed)
    return f" [{labels} : non, ou on ne sait pas]" if labels else ""


def _reasons(found: Finding) -> str:
    return f"pourquoi : {' · '.join(found.why) or 'rien de plus'} ({found.score:.2f})".replace(".", ",")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]}…"
