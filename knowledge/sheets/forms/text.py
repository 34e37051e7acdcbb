"""The sheet as plain text, for a chat or an e-mail."""

import unicodedata
from collections.abc import Iterable, Iterator

from knowledge.sheets.forms.reading import ways_to_write
from knowledge.sheets.model import ContactBlock, Number, Sheet, StepBlock
from knowledge.sheets.plain import ISOLATES, visible
from knowledge.wording import Wording
from knowledge.wording.wording import POP

BETWEEN = " · "
TICK, BULLET = "☐ ", "• "
RIGHT_TO_LEFT_MARK = "\u200f"


def as_text(sheet: Sheet) -> str:
    """All that the sheet says, a line each, parts a blank line apart.

    Neither a control character nor a direction from the directory; the isolates of the sentences are kept, which chats and
    mail readers obey. Ends with a line feed.
    """
    turned = sheet["right_to_left"]
    parts = ("\n".join(filter(None, (_line(text, turned) for text in part))) for part in _parts(sheet))
    return "\n\n".join(filter(None, parts)) + "\n"


def _parts(sheet: Sheet) -> Iterator[Iterable[str]]:
    labels, wording = sheet["labels"], Wording.load(sheet["language"])
    yield sheet["title"], _joined([sheet["made"], sheet["territory"]]), sheet["demonstration"]
    yield _labelled(labels["needs"], sheet["needs"], wording), _labelled(labels["words"], sheet["words"], wording)
    if sheet["understood"]:
        yield labels["understood"], *(f"{BULLET}{each['question']} {each['answer']}" for each in sheet["understood"])
    if sheet["desk"]:
        yield labels["desk"], sheet["desk"], sheet["desk_meaning"]
    for moment in sheet["moments"]:
        yield (f"— {moment['heading']} —",)
        for step in moment["steps"]:
            yield _step(step, labels, wording)
            for block in step["contacts"]:
                yield _contact(block, labels, wording)
            yield step["again"]
    yield (sheet["not_found"],)
    if sheet["annex"]:
        yield (f"— {labels['annex']} —",)
        for block in sheet["annex"]:
            yield _contact(block, labels, wording)
    if sheet["emergency"]:
        yield f"— {labels['emergency']} —", *map(_number, sheet["emergency"])
    if sheet["sender"]:
        yield (_labelled(labels["sender"], _joined(sheet["sender"]), wording),)
    yield (_labelled(labels["again"], sheet["link"], wording),)


def _step(step: StepBlock, labels: dict[str, str], wording: Wording) -> Iterator[str]:
    yield wording.say("forms.numbered", number=step["number"], title=step["title"]) if step["title"] else ""
    yield step["advice"]
    yield from map(_number, step["calls"])
    yield from _to_bring(step["bring"], labels)


def _contact(block: ContactBlock, labels: dict[str, str], wording: Wording) -> Iterator[str]:
    yield " – ".join(filter(None, (block["name"], block["service"])))
    for warning in block["warnings"]:
        yield _labelled(labels["warning"], warning, wording)
    yield _labelled(labels["why"], block["why"], wording)
    yield block["telephone"] or block["instead"]
    yield from (block["state"], _joined(block["terms"]))
    for fact in block["facts"]:
        yield _labelled(fact["label"], _joined(fact["lines"]), wording)
    yield _labelled(labels["map"], block["map"], wording)
    yield from (wording.isolate(way.address.removeprefix("mailto:") or way.shown) for way in ways_to_write(block))
    for fact in block["extras"]:
        yield _labelled(fact["label"], _joined(fact["lines"]), wording)
    yield from _to_bring(block["bring"], labels)
    yield _labelled(labels["appointment"], block["appointment"], wording)
    yield block["verified"]


def _number(each: Number) -> str:
    said = " – ".join(filter(None, (each["number"], each["name"], each["remit"])))
    return f"{said} ({_joined(each['details'])})" if each["details"] else said


def _to_bring(things: list[str], labels: dict[str, str]) -> Iterator[str]:
    if things:
        yield labels["bring"]
        yield from (f"{TICK}{thing}" for thing in things)


def _labelled(label: str, text: str, wording: Wording) -> str:
    return wording.say("forms.labelled", label=label, text=text) if label and text else text


def _joined(parts: Iterable[str]) -> str:
    return BETWEEN.join(filter(None, parts))


def _line(text: str, right_to_left: bool) -> str:
    """One line, which says its direction where nothing outside of its isolates does: a reader would take left to right."""
    line = visible(" ".join(text.split())).strip()
    return f"{RIGHT_TO_LEFT_MARK}{line}" if line and right_to_left and not _says_direction(line) else line


def _says_direction(line: str) -> bool:
    """Whether a letter outside of isolates sets the direction (Unicode Standard Annex 9, rules P2 and P3)."""
    inside = 0
    for sign in line:
        if sign in ISOLATES:
            inside = inside + 1 if sign != POP else max(0, inside - 1)
        elif not inside and unicodedata.bidirectional(sign) in ("L", "R", "AL"):
            return True
    return False
