"""What is typed in haste → what it means: « jpeu plu payé » → « je peux plus payé ».

Only whole words that the tables know, in the language of the message; the rest is left to whoever compares words by
distance, by sound and by pieces.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.text import LONGEST

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’](?:[^\W_]|[\u0300-\u036f])+)?")


@dataclass(frozen=True, slots=True)
class Spelt:
    """A message with its abbreviations spelt out, and what was changed: (as typed, as meant)."""

    text: str
    changed: tuple[tuple[str, str], ...]


class Spelling:
    """The abbreviations of each language, ready."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """`tables`: language → abbreviation → meaning; compared in small letters, accents kept: « mé » is not « me »."""
        self._tables = {
            language: {_key(typed): meant for typed, meant in table.items()} for language, table in tables.items()
        }

    def spelt(self, text: str, language: str) -> Spelt:
        """The message as its writer meant it, up to `LONGEST` characters.

        >>> Spelling({"fr": {"g": "j'ai", "pa": "pas"}}).spelt("g pa mangé", "fr")
        Spelt(text="j'ai pas mangé", changed=(('g', "j'ai"), ('pa', 'pas')))
        """
        table = self._tables.get(language)
        text = text[:LONGEST]
        if not table:
            return Spelt(text, ())
        changed: list[tuple[str, str]] = []

        def meant(found: re.Match[str]) -> str:
            known = table.get(_key(found[0]))
            if known is None:
                return found[0]
            changed.append((found[0], known))
            return known

        return Spelt(_WORD.sub(meant, text), tuple(changed))


def _key(word: str) -> str:
    """Accents written apart and curved apostrophes are the same letters."""
    return unicodedata.normalize("NFC", word).lower().replace("’", "'")
