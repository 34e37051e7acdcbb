"""The structure that a coordinator means: by its id, that of one of its services, or its name."""

from knowledge.directory import Directory
from knowledge.model import Structure
from knowledge.search import Search
from knowledge.text import fold

NEAR = 6
"""Structures proposed where what was typed is not sure."""


def meant(directory: Directory, search: Search | None, text: str) -> Structure | tuple[Structure, ...]:
    """The structure, or those that it could be, the likeliest first: one whose name is only like it is never taken for it.

    Raises DirectoryError.
    """
    typed = text.strip()
    if found := directory.structure(typed):
        return found
    if (service := directory.service(typed)) and (found := directory.structure(service.structure_id)):
        return found
    hits = search.query(typed, limit=NEAR) if search is not None else ()
    near = tuple(found for hit in hits if (found := directory.structure(hit.structure_id)))
    wanted = fold(typed)
    named = tuple(each for each in near if wanted in map(fold, (each.nom, *each.complement.alias)))
    return named[0] if len(named) == 1 else named or near


def placed(structure: Structure) -> str:
    """Its name and its commune, where that is no secret."""
    hidden = structure.complement.adresse_confidentielle
    return f"{structure.nom}, {structure.commune}" if structure.commune and not hidden else structure.nom
