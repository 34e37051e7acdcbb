"""Two keys under which French words that sound alike, or lost their vowels, meet.

The rules are those of French spelling (silent endings, nasal vowels, letters with two sounds), applied in order to a
folded word. They are rough on purpose: what shares a key is checked again by distance.
"""

import re

_SOUNDS: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = tuple(
    (frozenset(letters), re.compile(pattern), sound)
    for letters, pattern, sound in (
        ("h", r"^h|(?<![cps])h", ""),
        ("sxztdp", r"[sxztdp]+$", ""),
        ("e", r"e$", ""),
        ("p", r"ph", "f"),
        ("h", r"s?ch|sh", "S"),
        ("g", r"gn", "N"),
        ("qkc", r"c?qu?|ck|cc(?![eiy])", "k"),
        ("g", r"gu(?=[eiy])", "G"),
        ("g", r"ge(?=[aou])|g(?=[eiy])", "j"),
        ("c", r"sc(?=[eiy])|c(?=[eiy])", "s"),
        ("c", r"c", "k"),
        ("t", r"(?<!s)ti(?=on|el|eu)", "si"),
        ("x", r"x", "ks"),
        ("u", r"oe?u(?=[rlfv])|oeu|eu", "2"),
        ("u", r"e?au", "o"),
        ("u", r"ou", "U"),
        ("o", r"oi|oy", "wa"),
        ("nm", r"(ai|ei|i|y)[nm](?![aeiouynm2Uw])", "I"),
        ("nm", r"[ae][nm](?![aeiouynm2Uw])", "A"),
        ("nm", r"o[nm](?![aeiouynm2Uw])", "O"),
        ("ae", r"ai|ei|ay|ey|oe|ae", "e"),
        ("y", r"y", "i"),
        ("z", r"z", "s"),
        ("w", r"w", "v"),
        ("G", r"G", "g"),
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
    heard = _DOUBLE.sub(r"\1", word)
    for letters, pattern, said in _SOUNDS:
        if not letters.isdisjoint(heard):
            heard = pattern.sub(said, heard)
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
