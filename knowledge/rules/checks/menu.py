"""Needs: known, each in one heading of the menu."""

from collections.abc import Iterator

from knowledge.rules.checks.naming import known, once
from knowledge.rules.document import NEEDS
from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.passage import Passage


def needs_are_known(file: Passage) -> Iterator[Mistake]:
    for id, need in file.get("besoins").entries():
        if id not in NEEDS and isinstance(need.value, dict):
            left = [each for each in NEEDS if each not in file.get("besoins").names()]
            fix = meant(id, left) or f"Les besoins sont fixes : {', '.join(NEEDS)}."
            yield need.mistake(f"« {id} » n'est pas un besoin connu", fix)


def first_needs_are_written(file: Passage) -> Iterator[Mistake]:
    yield from known(file.get("d_abord").items(), file.get("besoins"))
    yield from once(file.get("d_abord").items(), "est déjà dans la liste")


def menu_leads_to_needs(file: Passage) -> Iterator[Mistake]:
    menu, needs = file.get("menu"), file.get("besoins")
    seen: dict[str, str] = {}
    for heading, part in menu.entries():
        yield from known(part.get("besoins").items(), needs)
        for need in part.get("besoins").items():
            if need.text in seen:
                cause = f"« {need.text} » est déjà dans la rubrique « {seen[need.text]} »"
                yield need.mistake(cause, "Gardez-le à un seul endroit.")
            seen.setdefault(need.text, heading)
    for id, need in needs.entries():
        if id in NEEDS and id not in seen and menu.names():
            fix = f"Ajoutez-le aux « besoins » d'une rubrique : {', '.join(menu.names())}."
            yield need.mistake(f"« {id} » n'est dans aucune rubrique du menu", fix)


def dangers_lead_to_needs(file: Passage) -> Iterator[Mistake]:
    for _, danger in file.get("urgences").entries():
        yield from known([danger.get("besoin")], file.get("besoins"))


MISTAKES = (needs_are_known, first_needs_are_written, menu_leads_to_needs, dangers_lead_to_needs)
