"""A passage of the rule file: a value with the place where it stands, whatever its shape.

Checks read the file through passages, so that one wrong value hides no other: what has not the expected shape holds
nothing here, and is told elsewhere (`validation`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.rules.mistakes import Mistake
from knowledge.rules.source import Source, Tree, Where


@dataclass(frozen=True, slots=True)
class Passage:
    """`value` is None where nothing is written."""

    source: Source
    where: Where
    value: Tree | None

    @classmethod
    def whole(cls, source: Source) -> "Passage":
        return cls(source, (), source.tree)

    @property
    def text(self) -> str:
        """The text, without the spaces around it; empty for anything else."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def name(self) -> str:
        """The key under which it stands."""
        return next((part for part in reversed(self.where) if isinstance(part, str)), "")

    @property
    def line(self) -> int:
        return self.source.mistake(self.where, "").line

    def get(self, *keys: str) -> "Passage":
        """What is written under these keys, one inside the other."""
        found = self
        for key in keys:
            value = found.value.get(key) if isinstance(found.value, dict) else None
            found = Passage(self.source, (*found.where, key), value)
        return found

    def entries(self) -> Iterator[tuple[str, "Passage"]]:
        """The keys of a block, in the order of the file."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.get(key)

    def names(self) -> list[str]:
        return [key for key, _ in self.entries()]

    def items(self) -> list["Passage"]:
        """What a list holds; a value alone counts for a list of one, and nothing for none."""
        if isinstance(self.value, list):
            return [Passage(self.source, (*self.where, index), item) for index, item in enumerate(self.value)]
        return [self] if self.value else []

    def texts(self) -> list["Passage"]:
        """Every text below, in the order of the file; itself when it is one."""
        if isinstance(self.value, dict):
            return [text for _, each in self.entries() for text in each.texts()]
        if isinstance(self.value, list):
            return [text for each in self.items() for text in each.texts()]
        return [self] if self.text else []

    def mistake(self, cause: str, fix: str = "") -> Mistake:
        return self.source.mistake(self.where, cause, fix)

    def advice(self, cause: str, fix: str = "") -> Mistake:
        return self.source.advice(self.where, cause, fix)
