"""Translation catalogues: which sentences there are, and bringing a `.po` file up to date with them.

A French sentence that changed makes its translation *fuzzy*: French is shown until somebody has read it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from knowledge.wording.sources import translatable

HEADER = """\
# Aiguilleur — traductions. Le français est la source : msgid est la phrase d'origine, msgstr la traduction.
# « aiguilleur traduire » met ce fichier à jour ; une entrée « fuzzy » attend d'être relue, et le français s'affiche.
# Ce qui est entre accolades, comme {number}, se garde tel quel.
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a language is: sentences in all, without translation, and to be read again."""

    language: str
    total: int
    missing: int
    fuzzy: int

    @property
    def complete(self) -> bool:
        return not self.missing and not self.fuzzy


def template(rule_texts: Iterable[tuple[str, str]]) -> Catalog:
    """Every sentence of the product and of a rule file; `rule_texts`: where each stands, and the text."""
    catalogue = Catalog(project="Aiguilleur", charset="utf-8")
    for id, sentence in translatable().items():
        message = (sentence.one, sentence.many) if sentence.many else sentence.one
        catalogue.add(message, locations=[(id, 0)])
    for place, text in rule_texts:
        catalogue.add(text, locations=[(place, 0)])
    return catalogue


def update(path: Path, wanted: Catalog) -> Coverage:
    """Bring one catalogue up to date, making it where there is none; what is no sentence any more is dropped."""
    language = path.stem
    catalogue = _read(path, language)
    catalogue.update(wanted, no_fuzzy_matching=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER
    written = BytesIO()
    write_po(written, catalogue, width=0, sort_output=False, omit_header=False, ignore_obsolete=True)
    path.write_bytes(_undated(written.getvalue()))
    return coverage(path, wanted)


def coverage(path: Path, wanted: Catalog) -> Coverage:
    """How far a catalogue is, measured against the sentences that there are now."""
    catalogue = _read(path, path.stem)
    messages = [message for message in wanted if message.id]
    found = [(message, catalogue.get(message.id)) for message in messages]
    missing = sum(entry is None or not _translated(entry.string) for _, entry in found)
    fuzzy = sum(entry is not None and entry.fuzzy for _, entry in found)
    return Coverage(path.stem, len(messages), missing, fuzzy)


def _read(path: Path, language: str) -> Catalog:
    if not path.is_file():
        return Catalog(locale=language, project="Aiguilleur", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, list | tuple) and string else bool(string)


def _undated(content: bytes) -> bytes:
    """Without dates and tool versions in the header: the same sentences always give the same file."""
    return b"".join(line for line in content.splitlines(keepends=True) if not line.startswith(_CHANGING))


_CHANGING = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Report-Msgid',
)
