"""What the YAML scanner stumbled on, and the lines around it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from knowledge.rules.document import Document
from knowledge.rules.mistakes import shortened

QUOTE_IT = 'Entourez le texte de guillemets droits : "…".'

KEY = re.compile(r"^\s*(?:- +)*[\"']?([\w.+-]+)[\"']?\s*:(?=\s|$)")
_SIMPLE = re.compile(r"^\s*(?:- +)*([\w.+-]+): +([^\s\"\[{].*?)\s*$")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What PyYAML stumbled on. Lines are numbered from 1; `start` is where the passage began, if that is known."""

    problem: str
    context: str
    line: int
    column: int
    start: int
    lines: Sequence[str]

    def written(self, line: int | None = None) -> str:
        return self.lines[(self.line if line is None else line) - 1]

    @classmethod
    def of(cls, error: yaml.MarkedYAMLError, lines: Sequence[str]) -> "Trouble":
        """At the last line that says something, where reading stopped at the end of the file."""
        mark, context_mark = error.problem_mark or error.context_mark, error.context_mark
        last = max((number for number, text in enumerate(lines, 1) if text.strip()), default=1)
        line = min(mark.line + 1, last) if mark else last
        column = mark.column + 1 if mark and mark.line + 1 <= last else len(lines[line - 1]) + 1
        start = min(context_mark.line + 1, last) if context_mark else line
        return cls(error.problem or "", error.context or "", line, column, start, lines)

    @property
    def before(self) -> int:
        """The nearest line above that says something; the line itself when it is the first."""
        return self.above(lambda written: True) or self.line

    def above(self, wanted: Callable[[str], bool], start: int = 0) -> int:
        """The nearest line above the trouble, or above another line, that says what is wanted; 0 when there is none."""
        for line in range((start or self.line) - 1, 0, -1):
            written = self.lines[line - 1]
            if written.strip() and not written.lstrip().startswith("#") and wanted(written):
                return line
        return 0

    def opens_a_part(self, line: int) -> bool:
        """Whether a line is one of the great parts of a rule file, which rightly start at the margin."""
        key = KEY.match(self.written(line))
        return key is not None and key[1] in Document.model_fields

    @property
    def sign(self) -> str:
        """The character on which reading stopped; empty at the end of a line."""
        return self.written()[self.column - 1 : self.column]

    @property
    def at_first_colon(self) -> bool:
        key = KEY.match(self.written())
        return key is not None and self.column == key.end()


def block_around(lines: Sequence[str], line: int) -> tuple[int, int]:
    """The entry of a section that holds this line, or the whole section, as a slice of `lines`.

    >>> block_around(["a:", "  b:", "    c: d", "  e: f", "g: h"], 3)
    (1, 3)
    """
    start = line - 1
    while start > 0 and (not lines[start].strip() or depth(lines[start]) > 2):
        start -= 1
    stop = max(start + 1, line)
    while stop < len(lines) and (not lines[stop].strip() or depth(lines[stop]) > depth(lines[start])):
        stop += 1
    return start, stop


def quoted(line: str) -> str:
    """How to write this line with quotes, where that is simple to say.

    >>> print(quoted("  conseil: Attention : venez tôt"))
    Écrivez : conseil: "Attention : venez tôt".
    """
    simple = _SIMPLE.match(line)
    if simple is None or '"' in simple[2]:
        return QUOTE_IT
    value = shortened(simple[2].strip("'"), 50)
    return f'Écrivez : {simple[1]}: "{value}".'


def depth(text: str) -> int:
    return len(text) - len(text.lstrip())
