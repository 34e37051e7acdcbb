"""What the coordinator decided on duplicates: doublons.yaml, read as text; all mistakes told at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml
from rapidfuzz import process

from knowledge.errors import InputError
from knowledge.merging.grouping import components

SAME, DISTINCT, PRIORITY = "memes", "distincts", "priorite"
KEYS = (PRIORITY, SAME, DISTINCT)
LARGEST = 2_000_000
"""Bytes that are read: twenty thousand decisions."""

_EXAMPLE = "Écrivez par exemple « - [source--id1, source--id2] »."


@dataclass(frozen=True, slots=True)
class Decision:
    """Two ids or more, which are all one or all apart. `line` is that of the file."""

    ids: tuple[str, ...]
    line: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """A whole file; `priority` names sources, the first wins."""

    file: str = "doublons.yaml"
    priority: tuple[str, ...] = ()
    same: tuple[Decision, ...] = ()
    distinct: tuple[Decision, ...] = ()

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The ids that are one, those of decisions that share an id together."""
        return components((each.ids[0], other) for each in self.same for other in each.ids[1:])

    @property
    def apart(self) -> Iterator[tuple[str, str]]:
        """Each pair of ids that are two."""
        for each in self.distinct:
            yield from combinations(each.ids, 2)


def read(path: Path) -> Decisions:
    """Read the file. Raises InputError with every mistake, its line and the likely fix; an empty file decides nothing."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise InputError(f"« {path} » n'existe pas. Vérifiez le chemin donné à --doublons.") from error
    except OSError as error:
        raise InputError(f"« {path} » ne se lit pas ({error.strerror or error}). Vérifiez ses droits.") from error
    if len(content) > LARGEST:
        raise InputError(f"« {path} » dépasse {LARGEST // 1_000_000} Mo : ce ne sont pas des décisions.")
    try:
        return parse(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise InputError(f"« {path} » n'est pas du texte en UTF-8. Enregistrez-le en UTF-8.") from error


def parse(text: str, file: str) -> Decisions:
    """Read the decisions of a text; `file` is its name in the messages. Raises InputError as `read` does."""
    root = composed(text, file)
    if root is None:
        return Decisions(file)
    reading = _Reading(root)
    found = Decisions(file, reading.priority, tuple(reading.decisions(SAME)), tuple(reading.decisions(DISTINCT)))
    mistakes = [*reading.mistakes, *_contradictions(found)]
    if mistakes:
        raise InputError("\n".join(f"{file}, ligne {line} : {said}" for line, said in sorted(set(mistakes))))
    return found


def composed(text: str, file: str) -> yaml.MappingNode | None:
    """The blocks of a text with their places, or nothing where it holds only comments. Raises InputError."""
    try:
        root = yaml.compose(text, yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", ligne {min(mark.line + 1, text.count(chr(10)) + 1)}" if mark else ""
        raise InputError(
            f"{file}{where} : ce fichier ne se lit pas. Vérifiez les retraits, les tirets et les crochets de cette ligne "
            "et de la précédente."
        ) from error
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return None
    if not isinstance(root, yaml.MappingNode):
        raise InputError(f"{file}, ligne {_line(root)} : « {SAME}: » ou « {DISTINCT}: » est attendu ici. {_EXAMPLE}")
    return root


class _Reading:
    """One reading: what was found, and the mistakes."""

    def __init__(self, root: yaml.MappingNode) -> None:
        self.mistakes: list[tuple[int, str]] = []
        self._parts: dict[str, yaml.Node] = {}
        lines: dict[str, int] = {}
        for key, value in root.value:
            name = str(key.value)
            if name not in KEYS:
                best = process.extractOne(name, KEYS, score_cutoff=60)
                advice = f"Vouliez-vous dire « {best[0]} » ?" if best else f"Possible ici : {', '.join(KEYS)}."
                self._tell(key, f"« {name} » n'est pas une clé de ce fichier. {advice}")
            elif name in lines:
                self._tell(key, f"« {name} » est déjà écrit ligne {lines[name]}. Réunissez les deux listes.")
            else:
                lines[name] = _line(key)
                self._parts[name] = value
        self.priority = tuple(self._texts(PRIORITY))

    def decisions(self, key: str) -> Iterator[Decision]:
        for item in self._items(key):
            given, note = self._opened(item)
            ids = tuple(each for node in given if (each := self._text(node)))
            if len(ids) < 2:
                self._tell(item, f"il faut au moins deux identifiants. {_EXAMPLE}")
            elif twice := [each for each in dict.fromkeys(ids) if ids.count(each) > 1]:
                self._tell(item, f"« {twice[0]} » est écrit deux fois ici. Corrigez l'un des deux identifiants.")
            else:
                yield Decision(ids, _line(item), note)

    def _opened(self, item: yaml.Node) -> tuple[list[yaml.Node], str | None]:
        """The nodes of the ids of one decision, and its note."""
        if isinstance(item, yaml.SequenceNode):
            return item.value, None
        if not isinstance(item, yaml.MappingNode):
            return [], None
        found = {str(key.value): (key, value) for key, value in item.value}
        for name in found.keys() - {"ids", "note"}:
            self._tell(found[name][0], f"« {name} » n'est pas une clé d'une décision. Possible ici : ids, note.")
        ids = found["ids"][1] if "ids" in found else None
        note = self._text(found["note"][1]) if "note" in found else None
        return ids.value if isinstance(ids, yaml.SequenceNode) else [], note

    def _texts(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        for item in self._items(key):
            text = self._text(item)
            if text in seen:
                self._tell(item, f"« {text} » est déjà dans « {key} ». Gardez une seule des deux lignes.")
            elif text:
                seen.add(text)
                yield text

    def _items(self, key: str) -> list[yaml.Node]:
        part = self._parts.get(key)
        if part is None or (isinstance(part, yaml.ScalarNode) and not part.value):
            return []
        if isinstance(part, yaml.SequenceNode):
            return list(part.value)
        self._tell(part, f"« {key} » attend une liste : une ligne par élément, commencée par un tiret.")
        return []

    def _text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return str(node.value).strip()
        self._tell(node, "un texte est attendu ici. Vérifiez les crochets et les tirets.")
        return ""

    def _tell(self, node: yaml.Node, said: str) -> None:
        self.mistakes.append((_line(node), said))


def _contradictions(found: Decisions) -> Iterator[tuple[int, str]]:
    group_of = {id: number for number, group in enumerate(found.groups) for id in group}
    for each in found.distinct:
        for one, other in combinations(each.ids, 2):
            if group_of.get(one, one) == group_of.get(other, other):
                lines = sorted({same.line for same in found.same if {one, other} & set(same.ids)})
                where = " et ".join(map(str, lines))
                yield (
                    each.line,
                    f"« {one} » et « {other} » sont dits distincts ici, et la même structure ligne {where}. "
                    "Retirez l'une des deux décisions.",
                )


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
