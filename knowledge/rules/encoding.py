"""Bytes → text, or what kind of file this is instead."""

import re
from pathlib import Path

from knowledge.errors import RulesError
from knowledge.rules.mistakes import Mistake, shortened

LARGEST = 2_000_000
"""Bytes that are read; a rule file for a large town has a tenth of that."""

_SIGNATURES = (
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"RIFF", "une image ou un son"),
    (b"%PDF", "un document PDF"),
    (b"PK\x03\x04", "un document de bureautique ou une archive"),
    (b"\xd0\xcf\x11\xe0", "un document de bureautique"),
    (b"\x1f\x8b", "une archive"),
    (b"SQLite format 3", "une base de données"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "Enregistrez-le de nouveau en choisissant le codage UTF-8."
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids, and the rare line ends (U+0085, U+2028, U+2029) that would shift every line number."""


def text_of(path: Path) -> str:
    """The text of a file, with Unix line ends and no byte order mark. Raises RulesError, never another exception."""
    name = path.name or str(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise _refused(name, "ce fichier n'existe pas", "Vérifiez le chemin, ou AIGUILLEUR_RULES.") from error
    except IsADirectoryError as error:
        raise _refused(name, "c'est un dossier", "Donnez le fichier qui est dedans.") from error
    except PermissionError as error:
        raise _refused(name, "ce fichier n'a pas le droit d'être lu", "Demandez-en le droit.") from error
    except (OSError, ValueError) as error:
        raise _refused(name, "ce fichier ne se lit pas", "Vérifiez le chemin et le disque.") from error
    return _decoded(name, data)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text as an editor numbers them."""
    return tuple(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def forbidden(file: str, lines: tuple[str, ...]) -> tuple[Mistake, ...]:
    """A mistake for each line that holds a character which cannot be seen nor read."""
    return tuple(
        Mistake(
            file,
            number,
            found.start() + 1,
            f"un caractère invisible et interdit (U+{ord(found[0]):04X}) après « {shortened(line[: found.start()], 30)} »",
            "Effacez-le, ou retapez la ligne.",
        )
        for number, line in enumerate(lines, 1)
        if (found := _FORBIDDEN.search(line))
    )


def _decoded(name: str, data: bytes) -> str:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _refused(name, f"c'est {kind}, pas un texte", "Donnez un fichier .yaml.")
    if len(data) > LARGEST:
        raise _refused(
            name, f"ce fichier dépasse {LARGEST // 1_000_000} Mo : ce ne sont pas des règles", "Vérifiez le chemin."
        )
    if data.startswith(_UTF16):
        raise _refused(name, "ce fichier est enregistré en UTF-16", _SAVE_AS)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        end = data.find(b"\n", error.start)
        line = data[start : end if end >= 0 else len(data)].decode("cp1252", errors="replace")
        number = data.count(b"\n", 0, error.start) + 1
        cause = f"ce fichier n'est pas enregistré en UTF-8, ses accents sont perdus : « {shortened(line)} »"
        raise RulesError((Mistake(name, number, error.start - start + 1, cause, _SAVE_AS),)) from error


def _refused(name: str, cause: str, fix: str) -> RulesError:
    return RulesError((Mistake(name, 1, 1, cause, fix),))
