"""Fold what people write so that « L’Hébergement » and « hebergement » compare equal."""

import re
import unicodedata

LONGEST = 4000
"""Characters of a message that are read; Telegram's own limit is 4,096."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "ʼ": "'", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_LATIN_MARK = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u064b-\u065f\u0670]")


def readable(text: str) -> str:
    """The same text without halves of characters (lone surrogates), which no encoding can write.

    >>> readable("loyer" + chr(0xDCFF))
    'loyer'
    """
    return text if text.isascii() else text.encode("utf-8", "ignore").decode("utf-8")


def fold(text: str) -> str:
    """Lower-case, without accents, punctuation, invisible characters; words one space apart.

    Letters of other scripts stay as they are (Arabic only loses its vowel marks and its tatweel), because folding
    them into Latin letters would make different words equal.

    >>> fold("L’hébergement, au CŒUR !")
    'l hebergement au coeur'
    >>> fold("١٢ مأوى؟")
    '12 مأوى'
    """
    return " ".join(words(text))


def words(text: str) -> tuple[str, ...]:
    """The folded words of the first `LONGEST` characters of a text.

    >>> words("J'ai 2 enfants…")
    ('j', 'ai', '2', 'enfants')
    """
    if text.isascii():  # nothing to fold but capitals
        return tuple(_WORD.findall(text[:LONGEST].lower()))
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[:LONGEST]).lower())
    found = [_letters(word) for word in _WORD.findall(_unmarked(_INVISIBLE.sub("", text)))]
    # One sign may become eighteen (U+FDFA): what is folded is no longer than what is read either.
    return tuple(" ".join(found)[:LONGEST].split())


def _unmarked(text: str) -> str:
    """Without ligatures, and without the accents of Latin letters."""
    text = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return unicodedata.normalize("NFC", _LATIN_MARK.sub("", text)).translate(_LIGATURES)


def _letters(word: str) -> str:
    """The same word with digits of any script as ASCII digits; what a mark of another script kept together is parted.

    >>> _letters("٣٩١٩")
    '3919'
    """
    if word.isascii():
        return word
    word = _unmarked(word)
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in word)
