"""YAML read as text: `06000`, `115`, `9:30` and `no` stay what they are, and every value knows its line.

A key given twice is a mistake, an alias or a tag too: the file stays plain enough to be read aloud.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from knowledge.errors import RulesError
from knowledge.rules.mistakes import Mistake

Tree = str | list["Tree"] | dict[str, "Tree"]
Where = tuple[str | int, ...]
"""The way to a value from the top: keys, and positions in lists."""

DEEPEST = 12
"""Levels of nesting that are read; the rule file has six."""


@dataclass(slots=True)
class Source:
    """What was read, with the line and column (from 1) of each key and value."""

    file: str
    tree: Tree
    positions: dict[Where, tuple[int, int]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, where: Where, cause: str, fix: str = "") -> Mistake:
        """A mistake at a value, or at its nearest parent that has a line."""
        for length in range(len(where), -1, -1):
            if where[:length] in self.positions:
                line, column = self.positions[where[:length]]
                return Mistake(self.file, line, column, cause, fix)
        return Mistake(self.file, 1, 1, cause, fix)


def read(path: Path) -> Source:
    """Read a YAML file as text. Raises RulesError when nothing can be made of it; other mistakes are in the result."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise _refused(path, "ce fichier n'existe pas", "Vérifiez le chemin, ou AIGUILLEUR_RULES.") from error
    except UnicodeDecodeError as error:
        raise _refused(path, "ce fichier n'est pas du texte en UTF-8", "Enregistrez-le en UTF-8.") from error
    except OSError as error:
        raise _refused(path, f"ce fichier ne se lit pas ({error.strerror})", "Vérifiez ses droits.") from error
    return parse(text, path.name)


def parse(text: str, file: str) -> Source:
    """Read YAML from a text; `file` is its name in the messages. Raises RulesError as `read` does."""
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise RulesError((Mistake(file, line, column, _unreadable(error), _likely_fix(error, text, line)),)) from error
    except yaml.YAMLError as error:
        raise RulesError((Mistake(file, 1, 1, "ce fichier contient un caractère interdit en YAML"),)) from error
    except RecursionError as error:
        raise RulesError((Mistake(file, 1, 1, "ce fichier est imbriqué trop profondément"),)) from error
    source = Source(file, {})
    if node is None:
        raise RulesError((Mistake(file, 1, 1, "ce fichier est vide", "Repartez de l'exemple fourni."),))
    source.tree = _tree(node, (), source)
    return source


def _composed(text: str) -> yaml.Node | None:
    """By libyaml, ten times as fast; a text that it refuses is read again in Python, whose errors are always the same."""
    with suppress(yaml.YAMLError):
        if yaml.__with_libyaml__:
            return yaml.compose(text, yaml.CBaseLoader)
    return yaml.compose(text, yaml.BaseLoader)


def _tree(node: yaml.Node, where: Where, source: Source) -> Tree:
    source.positions.setdefault(where, (node.start_mark.line + 1, node.start_mark.column + 1))
    if len(where) > DEEPEST:
        source.mistakes.append(source.mistake(where, "ce passage est imbriqué trop profondément"))
        return ""
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, source)
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item, (*where, index), source) for index, item in enumerate(node.value)]
    return str(node.value)


def _mapping(node: yaml.MappingNode, where: Where, source: Source) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if key in found:
            first = source.positions[(*where, key)][0]
            source.mistakes.append(
                Mistake(
                    source.file,
                    line,
                    column,
                    f"« {key} » est déjà écrit ligne {first}",
                    "Gardez une seule des deux, ou réunissez-les.",
                )
            )
            continue
        source.positions[(*where, key)] = (line, column)
        found[key] = _tree(value_node, (*where, key), source)
    return found


def _unreadable(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    for sign, cause in _CAUSES.items():
        if sign in problem or sign in (error.context or ""):
            return cause
    return "cette ligne ne se lit pas"


_CAUSES = {
    "mapping values are not allowed": "un deux-points de trop, ou un retrait qui ne convient pas",
    "could not find expected ':'": "il manque un deux-points après un mot, ou un guillemet fermant plus haut",
    "found character '\\t'": "une tabulation : le retrait se fait avec des espaces",
    "cannot start any token": "un caractère que YAML réserve commence cette valeur",
    "while scanning a quoted scalar": "un guillemet ouvert n'est pas refermé",
    "did not find expected ',' or ']'": "une liste entre crochets n'est pas bien fermée",
    "expected ',' or ']'": "une liste entre crochets n'est pas bien fermée",
    "expected ',' or '}'": "une accolade n'est pas bien fermée",
    "expected <block end>": "le retrait de cette ligne ne correspond à aucun bloc",
    "expected the node content": "une valeur manque, ou commence par un signe réservé",
    "found undefined alias": "un astérisque commence cette valeur",
    "found unknown escape": "une barre oblique inverse dans un texte entre guillemets",
}


def _likely_fix(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in written:
        return "Remplacez chaque tabulation par deux espaces."
    if written.count(": ") > 1:
        return "Mettez le texte entre guillemets : un deux-points suivi d'une espace y a un sens pour YAML."
    if error.context_mark is not None and error.context_mark.line + 1 != line:
        return f"Regardez aussi la ligne {error.context_mark.line + 1}, où commence ce bloc."
    return "Vérifiez le retrait, les deux-points et les guillemets de cette ligne et de la précédente."


def _refused(path: Path, cause: str, fix: str) -> RulesError:
    return RulesError((Mistake(path.name or str(path), 1, 1, cause, fix),))
