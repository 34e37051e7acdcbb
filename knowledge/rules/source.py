"""What was read of a YAML file, and where each thing stands in it."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.rules.mistakes import Mistake

Tree = str | list["Tree"] | dict[str, "Tree"]
"""Text, lists and blocks: nothing else is made of a file."""

Where = tuple[str | int, ...]
"""The way to a value from the top: keys, and positions in lists."""


@dataclass(slots=True)
class Source:
    """What was read, with the line and column (from 1) of each key and of each item of a list."""

    file: str
    tree: Tree
    lines: tuple[str, ...] = ()
    folder: Path = Path()
    """Where the file is: what other paths in it start from."""
    positions: dict[Where, tuple[int, int]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    """What the reading alone tells: a key given twice, a value that starts with a reserved sign."""
    doubts: list[Mistake] = field(default_factory=list)
    """Advice that the reading alone tells: a text that a « # » seems to have cut."""

    def mistake(self, where: Where, cause: str, fix: str = "") -> Mistake:
        """A mistake at a value, or at its nearest parent that has a line."""
        for length in range(len(where), -1, -1):
            if where[:length] in self.positions:
                line, column = self.positions[where[:length]]
                return Mistake(self.file, line, column, cause, fix)
        return Mistake(self.file, 1, 1, cause, fix)

    def advice(self, where: Where, cause: str, fix: str = "") -> Mistake:
        """The same, which does not stop the program."""
        return replace(self.mistake(where, cause, fix), advice=True)

    def at(self, where: Where) -> Tree:
        """What is written at a place; an empty text where nothing is."""
        found = self.tree
        for part in where:
            if isinstance(found, dict):
                found = found.get(str(part), "")
            elif isinstance(found, list) and isinstance(part, int) and part < len(found):
                found = found[part]
            else:
                return ""
        return found

    def line(self, where: Where) -> str:
        """The line on which a value starts, as it is written."""
        number = self.mistake(where, "").line
        return self.lines[number - 1] if number <= len(self.lines) else ""
