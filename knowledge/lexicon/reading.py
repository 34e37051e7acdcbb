"""Read the files of the lexicon: `<language>/<need>.txt`, `<language>/urgences/<danger>.txt`, `<language>/abreviations.txt`."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from knowledge.errors import LexiconError
from knowledge.lexicon.entries import Entry, Lexicon

HOME = Path(__file__).parent

SECTIONS = {"phrases": "phrases", "expressions": "expressions", "sauf": "exceptions"}
"""What stands between brackets in a file; lines before any section are phrases."""

ABBREVIATIONS, INNOCENTS, DANGERS = "abreviations", "innocents", "urgences"

Lines = dict[str, list[str]]


@cache
def load(*, whole: bool = False) -> Lexicon:
    """The lexicon that comes with the program; read once, immutable.

    `whole`: with the phrases that are learned from, which nobody needs while the program serves.
    """
    return load_from(HOME, whole=whole)


def load_from(home: Path, *, whole: bool = True) -> Lexicon:
    """Raises LexiconError, with file and line, on a file that has another shape."""
    needs: dict[str, dict[str, Lines]] = defaultdict(dict)
    dangers: dict[str, dict[str, Lines]] = defaultdict(dict)
    innocents: dict[str, tuple[tuple[str, str], ...]] = {}
    abbreviations: dict[str, dict[str, str]] = {}
    for folder in sorted(path for path in home.iterdir() if path.is_dir() and len(path.name) == 2):
        language = folder.name
        for path in sorted(folder.glob("*.txt")):
            if path.stem == ABBREVIATIONS:
                abbreviations[language] = dict(_pairs(path, "="))
            else:
                needs[path.stem][language] = _sections(path, whole=whole)
        for path in sorted((folder / DANGERS).glob("*.txt")):
            if path.stem == INNOCENTS:
                innocents[language] = tuple(_pairs(path, ":"))
            else:
                dangers[path.stem][language] = _sections(path, whole=whole)
    return Lexicon(
        {id: _entry(spoken) for id, spoken in needs.items()},
        {id: _entry(spoken) for id, spoken in dangers.items()},
        innocents,
        abbreviations,
    )


def _entry(spoken: dict[str, Lines]) -> Entry:
    parts = {
        part: {language: tuple(lines[part]) for language, lines in spoken.items() if lines[part]}
        for part in SECTIONS.values()
    }
    return Entry(**parts)


def _sections(path: Path, *, whole: bool) -> Lines:
    found: Lines = {part: [] for part in SECTIONS.values()}
    text = _text(path)
    start = 0 if whole else max(0, text.find("\n["))
    part = "phrases" if whole else ""
    for number, line in _lines(text[start:], text.count("\n", 0, start) + 1):
        if line.startswith("[") and line.endswith("]"):
            if line[1:-1] not in SECTIONS:
                raise LexiconError(path, number, f"la section {line} n'existe pas : {', '.join(SECTIONS)}")
            part = SECTIONS[line[1:-1]]
        elif part and (whole or part != "phrases"):
            found[part].append(line)
    return found


def _pairs(path: Path, sign: str) -> Iterator[tuple[str, str]]:
    for number, line in _lines(_text(path)):
        before, found, after = line.partition(sign)
        if not found or not before.strip() or not after.strip():
            raise LexiconError(path, number, f"un « {sign} » est attendu, avec quelque chose de chaque côté")
        yield before.strip(), after.strip()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(path, 1, "ce fichier ne peut pas être lu comme du texte UTF-8") from error


def _lines(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """The lines that say something, numbered from `first`."""
    for number, line in enumerate(text.split("\n"), first):
        if (line := line.strip()) and not line.startswith("#"):
            yield number, line
