"""Rule files with one mistake each.

A file writes only what it breaks; the parts that it does not write come, at its end, from `_complet.yaml`. Its first
lines say what must be told, word for word: `# attendu: …` a mistake, `# conseil: …` an advice. `# sans: menu` leaves a
part out, `# seul` completes nothing.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
WHOLE = (FOLDER / "_complet.yaml").read_text(encoding="utf-8")

_PART = re.compile(r"^([a-z_]+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Broken:
    """`text` is whole; `mistakes` and `advice` are the sentences that it must give, in order."""

    name: str
    text: str
    mistakes: tuple[str, ...]
    advice: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def all_broken() -> list[Broken]:
    return [_broken(path) for path in sorted(FOLDER.glob("[a-z]*.yaml"))]


def completed(text: str) -> str:
    """A piece of a rule file, followed by the parts of a file without mistake that it does not write."""
    written = set(re.findall(r"^\W*([a-z_]+)", text, re.MULTILINE)) | set(_said(text, "sans"))
    starts = [part.start() for part in _PART.finditer(WHOLE)]
    parts = [WHOLE[start:end] for start, end in zip(starts, [*starts[1:], len(WHOLE)], strict=True)]
    return text.rstrip("\n") + "\n" + "".join(part for part in parts if part.split(":")[0] not in written)


def _broken(path: Path) -> Broken:
    text = path.read_text(encoding="utf-8")
    whole = text if "\n# seul\n" in text else completed(text)
    return Broken(path.name, whole, tuple(_said(text, "attendu")), tuple(_said(text, "conseil")))


def _said(text: str, kind: str) -> list[str]:
    return re.findall(rf"^# {kind}: (.*)$", text, re.MULTILINE)
