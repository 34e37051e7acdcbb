"""Two keys under which French words that sound alike, or lost their vowels, meet.

The rules are those of French spelling (silent endings, nasal vowels, letters with two sounds), applied in order to a
folded word. They are rough on purpose: what shares a key is checked again by distance.
"""

import re
from functools import reduce

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^h|(?<![cps])h", ""),
        (r"[sxztdp]+$", ""),
        (r"e$", ""),
        (r"ph", "f"),
        (r"s?ch|sh", "S"),
        (r"gn", "N"),
        (r"c?qu?|ck|cc(?![eiy])", "k"),
        (r"gu(?=[eiy])", "G"),
        (r"ge(?=[aou])|g(?=[eiy])", "j"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"(?<!s)ti(?=on|el|eu)", "si"),
        (r"x", "ks"),
        (r"oe?u(?=[rlfv])|oeu|eu", "2"),
        (r"e?au", "o"),
        (r"ou", "U"),
        (r"oi|oy", "wa"),
        (r"(ai|ei|i|y)[nm](?![aeiouynm2Uw])", "I"),
        (r"[ae][nm](?![aeiouynm2Uw])", "A"),
        (r"o[nm](?![aeiouynm2Uw])", "O"),
        (r"ai|ei|ay|ey|oe|ae", "e"),
        (r"y", "i"),
        (r"z", "s"),
        (r"w", "v"),
        (r"G", "g"),
    )
)
_DOUBLE = re.compile(r"(.)\1+")
_SILENT = re.compile(r"[aeiouyh]")


def sound(word: str) -> str:
    """How a folded word sounds in French; empty for what is not Latin letters.

    >>> sound("mision") == sound("mission") == sound("missions")
    True
    >>> sound("kaluir") == sound("caluire")
    True
    >>> sound("فرنسا")
    ''
    """
    if not (word.isascii() and word.isalpha()):
        return ""
    heard = reduce(lambda text, rule: rule[0].sub(rule[1], text), _SOUNDS, _DOUBLE.sub(r"\1", word))
    return _DOUBLE.sub(r"\1", heard)


def skeleton(word: str) -> str:
    """The consonants of a folded word; empty for what is not Latin letters.

    >>> skeleton("mssn"), skeleton("mission"), skeleton("aide"), skeleton("eau")
    ('msn', 'msn', 'd', '')
    """
    if not (word.isascii() and word.isalpha()):
        return ""
    return _DOUBLE.sub(r"\1", _SILENT.sub("", word))


def voiceless(word: str) -> bool:
    """Whether a word was written without its vowels, as « msn ».

    >>> voiceless("mssn"), voiceless("mision")
    (True, False)
    """
    return word.isascii() and word.isalpha() and not _SILENT.search(word.replace("h", ""))
