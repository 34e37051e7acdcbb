"""Themes of data·inclusion v1: their names, and the one under which a service stands."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from data_inclusion.schema.v1 import Categorie, Thematique

from knowledge.text import fold
from knowledge.wording import Wording

OTHER = ""
"""The category of a service that says no theme."""

CATEGORIES = (*(each.value for each in Categorie), OTHER)
"""In the order of the standard, which is alphabetical; services without a theme come last."""


def of_theme(theme: str, wanted: str) -> bool:
    """Whether a theme is the one that is wanted, or of the category that is wanted.

    >>> of_theme("famille--garde-denfants", "famille"), of_theme("famille--garde-denfants", "fam")
    (True, False)
    """
    return theme == wanted or theme.startswith(f"{wanted}--")


def category_of(themes: Iterable[str]) -> str:
    """The category of most of these themes, the first of equals.

    >>> category_of(["famille--garde-denfants", "sante--acces-aux-soins", "sante--sante-mentale"])
    'sante'
    """
    counted = Counter(theme.partition("--")[0] for theme in themes)
    known = [(category, count) for category, count in counted.items() if category in CATEGORIES]
    return max(known, key=lambda each: each[1])[0] if known else OTHER


def category_name(category: str, wording: Wording) -> str:
    """The name of a category in the language of the sheet."""
    return wording.say(f"structure.theme_{category.replace('-', '_') or 'other'}")


def theme_name(code: str) -> str:
    """What the standard calls a theme or a category, in French; the code itself where it does not know it.

    >>> theme_name("famille--garde-denfants"), theme_name("famille"), theme_name("inconnu")
    ('Garde d’enfants', 'Famille', 'inconnu')
    """
    return _names().get(code, code)


def theme_of(text: str) -> str:
    """The code of a theme or of a category, from its code or its French name; nothing for an unknown one.

    >>> theme_of("Garde d'enfants"), theme_of("FAMILLE"), theme_of("famille--garde-denfants"), theme_of("cuisine")
    ('famille--garde-denfants', 'famille', 'famille--garde-denfants', '')
    """
    wanted = fold(text)
    return next((code for code, name in _names().items() if wanted in (fold(code), fold(name))), "")


def theme_words() -> tuple[str, ...]:
    """The names of all themes and categories, to say which one may be meant."""
    return tuple(_names().values())


@cache
def _names() -> dict[str, str]:
    return {each.value: each.label for kind in (Categorie, Thematique) for each in kind}
