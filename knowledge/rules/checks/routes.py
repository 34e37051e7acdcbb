"""Routes: each leads somewhere, and some rule leads to it."""

from collections.abc import Iterator

from knowledge.rules.mistakes import Mistake
from knowledge.rules.passage import Passage

_DOORS = ("structures", "services", "chercher", "appeler", "conseil")
_NARROW = ("thematiques", "reseaux", "types")


def routes_lead_somewhere(file: Passage) -> Iterator[Mistake]:
    for id, route in file.get("orientations").entries():
        if isinstance(route.value, dict) and all(route.get(door).value is None for door in _DOORS):
            fix = "Donnez structures, services, chercher, appeler ou conseil."
            yield route.mistake(f"« {id} » ne mène nulle part", fix)
        query = route.get("chercher")
        if isinstance(query.value, dict) and all(query.get(criterion).value is None for criterion in _NARROW):
            fix = "Donnez au moins thematiques, reseaux ou types."
            yield query.mistake("cette recherche prendrait tout l'annuaire", fix)


def routes_are_used(file: Passage) -> Iterator[Mistake]:
    used = {route.text for route in file.get("generaliste").items()}
    for _, need in file.get("besoins").entries():
        used.update(route.text for branch in need.get("orienter").items() for route in branch.get("vers").items())
    for id, route in file.get("orientations").entries():
        if id not in used:
            yield route.advice(f"aucune règle ne mène à « {id} »", "Utilisez-la ou retirez-la.")


MISTAKES = (routes_lead_somewhere,)
ADVICE = (routes_are_used,)
