"""Write one more decision into the text of doublons.yaml, without touching a letter of what is there."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import yaml

from knowledge.errors import InputError
from knowledge.merging.decisions import DISTINCT, SAME, Decision, Decisions, composed, parse

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./@-]*")
"""Ids that YAML reads as they are written; any other is put between quotes."""


def added(text: str, key: str, ids: Sequence[str], file: str, note: str | None = None) -> str:
    """The text with the decision that `ids` are one (`memes`) or apart (`distincts`); as it was where that is said already.

    Comments, order and line ends stay. Raises InputError, in French, when the file has a mistake, when the decision contradicts
    another, or when its form does not let it: then nothing may be written.

    >>> print(added("# à nous\\n", "memes", ["a--1", "b--2"], "doublons.yaml"), end="")
    # à nous
    memes:
      - [a--1, b--2]
    """
    before = parse(text, file)
    if _said(before, key, ids):
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    written = _inserted(text, composed(text, file), key, _decision(ids, note), end)
    by_hand = InputError(
        f"{file} : cette décision ne peut pas être ajoutée sans changer ce qui est écrit. Ajoutez à la main, sous "
        f"« {key}: », la ligne « - {_listed(ids)} »."
    )
    try:
        composed(written, file)
    except InputError as error:
        raise by_hand from error
    if _without_lines(parse(written, file)) != _with(before, key, ids, note):
        raise by_hand
    return written


def _said(found: Decisions, key: str, ids: Sequence[str]) -> bool:
    return any(set(ids) <= set(each.ids) for each in (found.same if key == SAME else found.distinct))


def _decision(ids: Sequence[str], note: str | None) -> list[str]:
    """The lines of one item of the list, without their indent."""
    if note:
        return [f"- ids: {_listed(ids)}", f"  note: {json.dumps(note, ensure_ascii=False)}"]
    return [f"- {_listed(ids)}"]


def _listed(ids: Sequence[str]) -> str:
    quoted = (id if _PLAIN.fullmatch(id) else json.dumps(id, ensure_ascii=False) for id in ids)
    return f"[{', '.join(quoted)}]"


def _inserted(text: str, root: yaml.MappingNode | None, key: str, item: list[str], end: str) -> str:
    for name, value in root.value if root else ():
        if name.value != key:
            continue
        if isinstance(value, yaml.SequenceNode) and value.flow_style:
            close = value.end_mark.index - 1
            head = text[:close].rstrip()
            comma = "" if not value.value or head.endswith(",") else ","
            flow = item[0][2:] if len(item) == 1 else "{" + ", ".join(line[2:] for line in item) + "}"
            return f"{text[:close].rstrip()}{comma}{' ' if value.value else ''}{flow}{text[close:]}"
        if isinstance(value, yaml.SequenceNode):
            return _after(text, _last_line(value), " " * value.start_mark.column, item, end)
        return _after(text, name.start_mark.line, " " * (name.start_mark.column + 2), item, end)
    start = "" if not text or text.endswith(("\n", "\r")) else end
    return f"{text}{start}{key}:{end}" + "".join(f"  {line}{end}" for line in item)


def _after(text: str, line: int, indent: str, item: list[str], end: str) -> str:
    lines = text.splitlines(keepends=True)
    if not lines[line].endswith(("\n", "\r")):
        lines[line] += end
    return "".join([*lines[: line + 1], *(f"{indent}{each}{end}" for each in item), *lines[line + 1 :]])


def _last_line(node: yaml.Node) -> int:
    """The line, from 0, on which what is written of a value ends: a block itself ends only where the next one starts."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    mark = node.end_mark
    return int(mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line)


def _with(before: Decisions, key: str, ids: Sequence[str], note: str | None) -> Decisions:
    new = Decision(tuple(ids), 0, note)
    bare = _without_lines(before)
    if key == DISTINCT:
        return replace(bare, distinct=(*bare.distinct, new))
    return replace(bare, same=(*bare.same, new))


def _without_lines(found: Decisions) -> Decisions:
    same, distinct = (tuple(replace(each, line=0) for each in part) for part in (found.same, found.distinct))
    return replace(found, same=same, distinct=distinct)
