"""Languages of HSDS by their code, or by a name that names one language and nothing else."""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from knowledge.importers.hsds.told import Object, Told, line

_CODE = re.compile(r"[a-z]{2,3}")


def codes(languages: Iterable[Object], told: Told) -> tuple[str, ...]:
    """ISO codes, in their order; what a code does not say is kept in words."""
    found: dict[str, None] = {}
    others = []
    for language in languages:
        name, note = line(language.get("name")), line(language.get("note"))
        code = _code(line(language.get("code")), name)
        if code:
            found[code] = None
        if (code is None and name) or note:
            others.append(" : ".join(filter(None, (name or code, note))))
    told.say("Langues indiquées", *others)
    return tuple(found)


def _code(code: str | None, name: str | None) -> str | None:
    """
    >>> _code("eng", None), _code(None, "Haitian Creole"), _code(None, "Espagnol"), _code(None, "Spanish (limited)")
    ('en', 'ht', 'es', None)
    """
    if code and _CODE.fullmatch(code.lower()):
        return str(get_global("language_aliases").get(code.lower(), code.lower()))
    return _names().get(name.casefold()) if name else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Codes by name in English and in French (CLDR)."""
    return {
        name.casefold(): code
        for locale in ("en", "fr")
        for code, name in Locale(locale).languages.items()
        if _CODE.fullmatch(code)
    }
