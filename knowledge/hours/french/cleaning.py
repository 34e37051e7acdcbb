"""The plain letters of a text of hours: without HTML, Markdown, accents, and with one kind of dash."""

import re
import unicodedata
from html import unescape

from knowledge.hours.french.model import Unread

LONGEST = 2000
"""Characters of a text that is read; nobody's hours are longer."""

_BREAK = re.compile(r"<(?:br|/p|/li|/div|/tr|/h\d)\s*/?>|\\r\\n|\\n|\r\n?|[\n\v\f\x85\u2028\u2029]", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MARKDOWN = re.compile(r"\*\*|__|`|^ *#{1,6} |^ *[*•·o-] (?!-)|\\(?=[-*_.|/()#])", re.MULTILINE)
_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-")
    | dict.fromkeys("→⇒➔➜►▶›»", ">")
    | dict.fromkeys("•·●▪■◦∙", ";")
    | dict.fromkeys("’‘ʼ´`′", "'")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
)


def cleaned(text: str) -> str:
    """The same text in plain letters, capitals kept, one space between words, lines apart.

    Raises Unread for a text that is too long.

    >>> cleaned("<b>Lundi&nbsp;– vendredi</b> :<br>9h00 à 12h00")
    'Lundi - vendredi :\\n9h00 a 12h00'
    >>> cleaned("- **Mardi** : fermé")
    'Mardi : ferme'
    """
    if len(text) > LONGEST:
        raise Unread
    text = _TAG.sub(" ", _CELL.sub(" | ", _BREAK.sub("\n", unescape(text))))
    text = _MARKDOWN.sub("", text)
    text = unicodedata.normalize("NFKD", text.translate(_SIGNS)).translate(_SIGNS)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    if len(text) > LONGEST:  # one sign may become eighteen (U+FDFA)
        raise Unread
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
