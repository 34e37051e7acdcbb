"""The words of a message, as place names are written: « St » is Saint, « 3ème » is 3, « 69 300 » is a postcode."""

import re

from knowledge.text import words

LONGEST = 600
"""Characters of a message that are read for a place: nobody says where they live in more."""

DEPARTEMENT = "departement"
"""What a number in brackets becomes: « Saint-Denis (93) » → saint denis departement93."""

CITIES = frozenset(("paris", "lyon", "marseille"))
"""The three communes that are divided into arrondissements."""

_BRACKETED = re.compile(r"\(\s*(\d{2,3}|2[abAB])\s*\)")
_SLASHED = re.compile(r"\b([sS])/\s*")
_ORDINAL = re.compile(r"0?(\d{1,2})(?:er|ere|e|eme|ieme|nd|nde)")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_DISTRICT = frozenset(("arrondissement", "arrondissements", "arr", "arrdt", "ardt", "ar"))


def place_words(text: str) -> tuple[str, ...]:
    """The words of a message, made comparable with the keys of `knowledge.places.names`.

    >>> place_words("j'habite à St-Genis (69), dans le 3ème arrdt. de Lyon")
    ('j', 'habite', 'a', 'saint', 'genis', 'departement69', 'dans', 'lyon', '3')
    >>> place_words("69 300 Caluire")
    ('69300', 'caluire')
    """
    text = _SLASHED.sub("sur ", _BRACKETED.sub(rf" {DEPARTEMENT}\1 ", text[:LONGEST]))
    found: list[str] = []
    for word in words(text):
        if len(word) == 3 and word.isdigit() and found and len(found[-1]) == 2 and found[-1].isdigit():
            found[-1] += word
        elif word in _DISTRICT:
            continue
        else:
            found.append(_ABBREVIATIONS.get(word, word))
    return _districts(tuple(found))


def _districts(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers of arrondissements after the name of their city, without their endings.

    >>> _districts(("3e", "de", "lyon")), _districts(("lyon", "03"))
    (('lyon', '3'), ('lyon', '3'))
    """
    found: list[str] = []
    at = 0
    while at < len(tokens):
        word = tokens[at]
        ordinal = _ORDINAL.fullmatch(word)
        after = [other for other in tokens[at + 1 : at + 3] if other not in ("de", "a")]
        if ordinal and after and after[0] in CITIES:
            if found[-1:] == ["le"]:
                found.pop()
            found += [after[0], ordinal[1]]
            at = tokens.index(after[0], at) + 1
        elif ordinal:
            found.append(ordinal[1])
            at += 1
        elif found and found[-1] in CITIES and len(word) == 2 and word.isdigit() and word[0] == "0":
            found.append(word[1])
            at += 1
        else:
            found.append(word)
            at += 1
    return tuple(found)
