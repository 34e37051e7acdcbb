"""YAML read as text: `06000`, `115`, `9:30` and `no` stay what they are, and every value knows its line.

Only what can be read aloud is kept: an alias, an anchor or a tag is a mistake, a key given twice too. The text is taken
event by event, so that a file made to hurt (aliases of aliases, a thousand brackets) costs nothing.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import RulesError
from knowledge.rules.encoding import forbidden, lines_of, text_of
from knowledge.rules.mistakes import Mistake
from knowledge.rules.source import Source, Tree, Where
from knowledge.rules.syntax import diagnosed
from knowledge.rules.trouble import QUOTE_IT, block_around

__all__ = ["Source", "Tree", "Where", "parse", "read"]

DEEPEST = 12
"""Levels of nesting that are read; the rule file has seven."""

MOST_UNREADABLE = 10
"""Unreadable blocks that are told at once."""

_NOTHING = frozenset(("~", "null", "Null", "NULL"))
"""How YAML writes « nothing »; an editor sees them so, and we read an empty text."""

_HARD_SPACES = "\u00a0\u2007\u202f\u3000\ufeff\u200b"
_GLUED_COMMENT = re.compile(r"\s+(#\S.*)")


def read(path: Path) -> Source:
    """Read a YAML file as text. Raises RulesError when nothing can be made of it; other mistakes are in the result."""
    source = parse(text_of(path), path.name)
    source.folder = path.parent
    return source


def parse(text: str, file: str) -> Source:
    """Read YAML from a text; `file` is its name in the messages. Raises RulesError as `read` does."""
    lines = lines_of(text)
    if unseen := forbidden(file, lines):
        raise RulesError(unseen)
    unreadable: list[Mistake] = []
    for _ in range(MOST_UNREADABLE):
        left = _without_blocks(lines, unreadable)
        try:
            source = _Reading(file, lines, left).source()
        except yaml.MarkedYAMLError as error:
            unreadable.append(diagnosed(error, file, left))
        except RulesError:
            if unreadable:
                break
            raise
        else:
            if not unreadable:
                return source
            unreadable += source.mistakes
            break
    unreadable.sort(key=lambda mistake: mistake.line)
    raise RulesError(tuple(unreadable))


def _without_blocks(lines: tuple[str, ...], unreadable: list[Mistake]) -> list[str]:
    """The lines of a file, blank where a block could not be read: the others may still be."""
    left = list(lines)
    for mistake in unreadable:
        start, stop = block_around(left, mistake.line)
        left[start:stop] = [""] * (stop - start)
    return left


class _Reading:
    """One reading of a text. `lines` are those of the file, `left` those that are read: the others are blank."""

    def __init__(self, file: str, lines: tuple[str, ...], left: list[str]) -> None:
        self._source = Source(file, {}, lines)
        self._events = _events("\n".join(left), file)

    def source(self) -> Source:
        """Raises yaml.MarkedYAMLError where the text is not YAML, RulesError where it is not rules."""
        event = next(self._events)
        while not isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.StreamEndEvent):
                cause, fix = "ce fichier est vide", "Repartez de l'exemple fourni."
                raise RulesError((Mistake(self._source.file, 1, 1, cause, fix),))
            event = next(self._events)
        self._source.tree = self._node(event, ())
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                cause = "« --- » commence ici un second fichier dans le fichier"
                raise RulesError((self._mistake(event, cause, "Retirez cette ligne."),))
        return self._source

    def _node(self, event: yaml.Event, where: Where) -> Tree:
        self._source.positions.setdefault(where, self._place(event))
        if isinstance(event, yaml.AliasEvent):
            self._refuse(where, "*")
            return str(event.anchor)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._refuse(where, "&")
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            self._refuse(where, "!")
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(where)
        items: list[Tree] = []
        while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(item, (*where, len(items))))
        return items

    def _mapping(self, where: Where) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, where)
            value = next(self._events)
            if key in found:
                first = self._source.positions[(*where, key)][0]
                cause = f"« {key} » est déjà écrit ligne {first}"
                fix = "Gardez l'une des deux, ou réunissez-les."
                if len(where) > 1:
                    fix = "Gardez l'une des deux, ou ajoutez au-dessus la ligne qui nomme ce nouveau bloc."
                self._source.mistakes.append(self._mistake(event, cause, fix))
                self._pass_over(value)
                continue
            self._source.positions[(*where, key)] = self._place(event)
            found[key] = self._node(value, (*where, key))
        return found

    def _key(self, event: yaml.Event, where: Where) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            cause = "une accolade ou un crochet commence un texte"
            self._source.mistakes.append(self._source.mistake(where, cause, QUOTE_IT))
            self._pass_over(event)
            return ""
        written = str(event.value)
        key = written.strip(_HARD_SPACES + " ")
        if key != written:
            cause = f"une espace insécable touche « {key} »"
            fix = f"Effacez-la, puis retapez « {key}: » sans espace avant les deux-points."
            self._source.mistakes.append(self._mistake(event, cause, fix))
        return key

    def _text(self, event: yaml.ScalarEvent) -> str:
        if event.style:
            return str(event.value)
        end_line, end_column = _mark(event.end_mark)
        written = self._source.lines[end_line] if end_line < len(self._source.lines) else ""
        if comment := _GLUED_COMMENT.match(written, end_column):
            cause = f"« {comment[1].rstrip()} » n'est pas lu : un dièse après une espace commence un commentaire"
            fix = "S'il fait partie du texte, entourez le texte de guillemets."
            self._source.doubts.append(self._mistake(event, cause, fix, advice=True))
        return "" if event.value in _NOTHING else str(event.value)

    def _pass_over(self, event: yaml.Event) -> None:
        """Leave a value out, whatever it holds."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = next(self._events)

    def _refuse(self, where: Where, sign: str) -> None:
        cause = f"une valeur ne peut pas commencer par « {sign} »"
        self._source.mistakes.append(self._source.mistake(where, cause, QUOTE_IT))

    def _mistake(self, event: yaml.Event, cause: str, fix: str, *, advice: bool = False) -> Mistake:
        return Mistake(self._source.file, *self._place(event), cause, fix, advice)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        """Line and column from 1; a value that is not written may stand after the end of the file."""
        line, column = _mark(event.start_mark)
        return min(line + 1, len(self._source.lines)), column + 1


def _events(text: str, file: str) -> Iterator[yaml.Event]:
    """By libyaml, fifteen times as fast; a text that it refuses is read in Python, whose errors are always the same."""
    with suppress(yaml.YAMLError):
        if yaml.__with_libyaml__:
            return iter(list(_shallow(yaml.parse(text, yaml.CBaseLoader), file)))
    return _shallow(yaml.parse(text, yaml.BaseLoader), file)


def _shallow(events: Iterator[yaml.Event], file: str) -> Iterator[yaml.Event]:
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            cause, fix = "ce passage est imbriqué trop profondément", "Comparez-le avec un passage voisin."
            line, column = _mark(event.start_mark)
            raise RulesError((Mistake(file, line + 1, column + 1, cause, fix),))
        yield event


def _mark(mark: Any) -> tuple[int, int]:
    """Line and column from 0; every event has its marks, whichever of the two parsers made it."""
    return mark.line, mark.column
