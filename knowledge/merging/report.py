"""What a merge did, in a few lines for the report of an import; the whole is in the directory (`reading`)."""

from dataclasses import dataclass
from typing import Any

SHOWN = 5
"""Merges and doubtful pairs that the text of the report shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """Counts, a few examples in French, and the decisions that found nothing to decide. `groups` are merged groups."""

    structures_before: int
    structures: int
    services_before: int
    services: int
    groups: int
    doubtful: int
    examples: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as JSON holds it."""
        return {
            "structures_avant": self.structures_before,
            "structures": self.structures,
            "services_avant": self.services_before,
            "services": self.services,
            "groupes_fusionnes": self.groups,
            "paires_douteuses": self.doubtful,
            "exemples": list(self.examples),
            "avertissements": list(self.warnings),
        }

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of the report; nothing where there was nothing to say."""
        found: list[str] = []
        absorbed = self.structures_before - self.structures
        if absorbed or self.services_before != self.services:
            found.append(
                f"Doublons réunis : {_count(absorbed, 'structure')} et "
                f"{_count(self.services_before - self.services, 'service')}, en {_count(self.groups, 'groupe')}."
            )
            found += (f"      {example}" for example in self.examples)
        if self.doubtful:
            found.append(f"Peut-être des doublons, laissés à part : {_count(self.doubtful, 'paire')}.")
        if found:
            found.append("Pour les voir, et les séparer ou les réunir : aiguilleur doublons.")
        return (*found, *self.warnings)

    def __str__(self) -> str:
        return "\n".join(self.lines)


def _count(number: int, name: str) -> str:
    """
    >>> _count(0, "paire"), _count(2, "paire")
    ('0 paire', '2 paires')
    """
    return f"{number} {name}{'s' if number > 1 else ''}"
