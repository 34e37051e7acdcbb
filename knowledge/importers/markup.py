"""HTML and Markdown made into plain text: the words, the lines and the addresses stay, the signs go."""

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article blockquote div dl dt dd footer h1 h2 h3 h4 h5 h6 header hr ol p pre section table tr ul".split()
)
_INLINE = frozenset(
    "a abbr b big br center code em font i img label li mark s small span strong sub sup td th tbody thead u".split()
)
_SILENT = frozenset({"head", "script", "style", "template", "title"})
_TAGS = _BLOCKS | _INLINE | _SILENT
_TAG = re.compile(rf"</?({'|'.join(sorted(_TAGS))})(\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_ENTITY = re.compile(r"&(#\d{2,6}|#x[\da-fA-F]{2,5}|[a-zA-Z]{2,10});")
_ROUNDS = 4
"""HTML written inside Markdown, entities escaped twice: what is found under one layer is read again, so many times."""

_MARKDOWN = tuple(
    (re.compile(pattern, re.MULTILINE), plain)
    for pattern, plain in (
        (r"!\[([^\]\n]*)\]\([^)\s]+\)", r"\1"),
        (r"\[([^\]\n]+)\]\(\s*(?:mailto:|tel:)?\1\s*\)", r"\1"),
        (r"\[([^\]\n]+)\]\(\s*([^)\s]+)\s*\)", r"\1 (\2)"),
        (r"<((?:https?://|mailto:)[^<>\s]+)>", r"\1"),
        (r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", r"\1"),
        (r"^[ \t]{0,3}(?:\*[ \t]*){3,}$|^[ \t]{0,3}(?:_[ \t]*){3,}$", ""),
        (r"^([ \t]*)\*[ \t]+(?=\S)", r"\1- "),
        (r"\*\*(?=\S)(.+?)(?<=\S)\*\*", r"\1"),
        (r"\*\*", ""),  # one whose other half is missing or misplaced
        (r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)", r"\1"),
        (r"(?<![\w*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\w*])", r"\1"),
        (r"(?<!\w)_(?=[^\s_])([^_\n]*?[^\s_])_(?!\w)", r"\1"),
        (r"\\([!-/:-@\[-`{-~])", r"\1"),
    )
)
_MARKED = re.compile(r"[<&*_\\\]#]")
_SPACES = re.compile(r"[ \t\xa0]+\n")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """The text without tags, entities and marks of Markdown; the very same text when there are none.

    >>> plain("<p>Accueil&nbsp;:</p><ul><li>sans <b>rendez-vous</b></li></ul>").splitlines()
    ['Accueil :', '- sans rendez-vous']
    >>> plain(r"**Pour qui ?** voir [le site](https://exemple.fr) \\- gratuit")
    'Pour qui ? voir le site (https://exemple.fr) - gratuit'
    >>> plain("moins de 3 < 18 ans, étudiant*e*s, mon_nom_de_fichier")
    'moins de 3 < 18 ans, étudiant*e*s, mon_nom_de_fichier'
    """
    for _ in range(_ROUNDS):
        if not _MARKED.search(text):
            return text
        before = text
        text = _without_tags(text) if _TAG.search(text) else text
        text = unescape(text) if _ENTITY.search(text) else text
        for pattern, kept in _MARKDOWN:
            text = pattern.sub(kept, text)
        if text == before:
            return text
        text = _EMPTY_LINES.sub("\n\n", _SPACES.sub("\n", text.replace("\xa0", " "))).strip()
    return text


def _without_tags(text: str) -> str:
    reader = _Words()
    reader.feed(text)
    reader.close()
    return "".join(reader.words)


class _Words(HTMLParser):
    """Collects the words of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.handle_data(self.get_starttag_text() or "")
        elif tag in _SILENT:
            self._silent += 1
        elif tag == "li":
            self._new_line()
            self.words.append("- ")
        elif tag in _BLOCKS:
            self._new_line()
        elif tag == "br":
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append(" ")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.words)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            said = "".join(self.words[start:])
            if address.startswith(("http://", "https://")) and address not in said:
                self.words.append(f" ({address})")
        elif tag in _BLOCKS or tag == "li":
            self._new_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    def _new_line(self) -> None:
        if self.words and not self.words[-1].endswith("\n"):
            self.words.append("\n")
