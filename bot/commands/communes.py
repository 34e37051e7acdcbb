"""A commune as it is typed after an option: its INSEE code, or its name."""

from collections.abc import Collection

import click

from knowledge.places import Commune, Places


def commune_of(places: Places, text: str, *, near: Collection[str] = (), option: str = "--commune") -> Commune:
    """The commune of an INSEE code, or of a name that is certain; `near` (the codes served) settles homonyms.

    Raises click.UsageError with the communes that may be meant, each with its département and its code.

    >>> commune_of(Places.load(), "caluire", near=["69034"]).code
    '69034'
    """
    if known := places.commune(text):
        return known
    found = places.found(text, near=near)
    if found.sure:
        return found.communes[0]
    likely = ", ".join(f"{places.label(each.code)} = {each.code}" for each in found.communes)
    if likely:
        cause, fix = "ne suffit pas à savoir quelle commune", f"Vouliez-vous dire : {likely} ? Donnez le code."
    else:
        cause, fix = "n'est pas une commune connue", "Donnez son nom, ou son code INSEE, comme 69034."
    raise click.UsageError(f"{option} : « {text[:80]} » {cause}. {fix}")
