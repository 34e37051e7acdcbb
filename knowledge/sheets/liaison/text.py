"""A liaison sheet as plain text: to read on a telephone, to read aloud, to paste into a message."""

from collections.abc import Iterator

from knowledge.sheets.liaison.model import LiaisonSheet, Party, PersonSlip

RULE = "- " * 20


def as_text(sheet: LiaisonSheet) -> str:
    """The whole sheet, a line each; the slip of the person comes last, after a rule."""
    lines = [*_head(sheet), "", *_body(sheet), "", RULE.strip(), *_answer(sheet), "", *sheet["notice"]]
    if sheet["slip"] is not None:
        lines += ["", RULE.strip(), *_slip(sheet["slip"])]
    return "\n".join(lines) + "\n"


def _head(sheet: LiaisonSheet) -> Iterator[str]:
    labels = sheet["labels"]
    yield f"{sheet['title'].upper()} – {sheet['urgency'].upper()}"
    yield " · ".join(part for part in (sheet["made"], sheet["territory"], sheet["demonstration"]) if part)
    yield f"{labels['code']} : {sheet['code']}"
    yield f"{labels['from']} : {_party(sheet['sender'])}"
    yield f"{labels['to']} : {_party(sheet['receiver'])}"


def _body(sheet: LiaisonSheet) -> Iterator[str]:
    labels = sheet["labels"]
    texts = {
        "request": sheet["request"],
        "situation": sheet["situation"],
        "done": sheet["done"],
        "contact": sheet["contact"],
    }
    yield from (f"{labels[name]} : {text}" for name, text in texts.items() if text)
    yield f"{labels['person']} : {sheet['consent']}"
    yield from (f"{line['label']} : {line['text']}" for line in sheet["person"])


def _answer(sheet: LiaisonSheet) -> Iterator[str]:
    answer, labels = sheet["answer"], sheet["labels"]
    yield f"{answer['title'].upper()} – {labels['code']} : {sheet['code']}"
    yield from answer["ways"]
    yield f"[ ] {answer['arrived']} …"
    yield f"[ ] {answer['appointed']} … {answer['at']} …"
    yield f"{answer['refused']} :"
    yield from (f"[ ] {reason}" for reason in answer["reasons"])


def _slip(slip: PersonSlip) -> Iterator[str]:
    yield slip["title"]
    yield f"{slip['to']} : {slip['name']}"
    yield from filter(None, (slip["telephone"], slip["address"], slip["notice"]))
    yield f"{slip['code_label']} : {slip['code']}"
    yield slip["use"]
    yield from slip["consent"]
    yield f"{slip['appointment']} : …"


def _party(party: Party) -> str:
    named = " – ".join(part for part in (party["structure"], party["service"], party["name"]) if part)
    return ", ".join(part for part in (named, party["telephone"], party["address"], party["notice"]) if part)
