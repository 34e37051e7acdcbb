"""Phrases with what they must and must not mean: one file a need, a life event or a danger."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import RulesError
from knowledge.rules.mistakes import Mistake
from knowledge.rules.reader import Tree, read
from knowledge.understanding import Understanding

SHAPES = {
    "besoin": ("comprend", "ne_comprend_pas"),
    "evenement": ("comprend", "ne_comprend_pas"),
    "urgence": ("declenche", "ne_declenche_pas"),
}


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """`kind` is one of SHAPES; each phrase with its line in the file, and whether it must mean `id`."""

    file: str
    kind: str
    id: str
    phrases: tuple[tuple[str, int, bool], ...]

    @classmethod
    def read(cls, path: Path) -> "PhraseTable":
        """Raises RulesError when the file has another shape."""
        source = read(path)
        tree = source.tree
        kind = next((each for each in SHAPES if isinstance(tree, dict) and each in tree), "")
        if not isinstance(tree, dict) or not kind:
            mistake = Mistake(
                path.name, 1, 1, "ce fichier doit commencer par « besoin: », « evenement: » ou « urgence: »"
            )
            raise RulesError((mistake,))
        yes, no = SHAPES[kind]
        phrases = tuple(
            (str(phrase), source.positions[(key, index)][0], wanted)
            for key, wanted in ((yes, True), (no, False))
            for index, phrase in enumerate(_listed(tree.get(key, [])))
        )
        return cls(path.name, kind, str(tree[kind]), phrases)


def check_phrases(table: PhraseTable, understanding: Understanding) -> Iterator[str]:
    """Every phrase that is not understood as its table says, with file and line."""
    for phrase, line, wanted in table.phrases:
        if meaning(understanding, table.kind, table.id, phrase) != wanted:
            verb = "devrait" if wanted else "ne devrait pas"
            yield f"{table.file}, ligne {line} : « {phrase} » {verb} donner « {table.id} »."


def meaning(understanding: Understanding, kind: str, id: str, phrase: str) -> bool:
    """Whether a phrase means a danger, tells a life event, or is taken for a need without asking back."""
    if kind == "urgence":
        return any(alarm.danger == id for alarm in understanding.alarms(phrase))
    reading = understanding.read(phrase)
    return id in reading.sure if kind == "besoin" else bool(reading.event and reading.event.event == id)


def _listed(tree: Tree) -> list[Tree]:
    return tree if isinstance(tree, list) else [tree]
