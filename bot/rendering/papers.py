"""A sheet in the hands of the person: a file or messages, what it is, and what else it can be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.conversation.replies import SheetForm, SheetForms
from bot.rendering.blocks import Block, line, rows
from bot.rendering.language import Language
from bot.rendering.notices import notice
from bot.screen import Button, Document
from knowledge.wording import SOURCE

LONGEST = 4000
"""Letters of one message, as Telegram counts them (UTF-16): it takes 4,096, and the last may get a line more."""

ENDINGS: Mapping[SheetForm, str] = {"page": "html", "contacts": "vcf", "agenda": "ics"}
"""What a file name ends with; a PDF where nothing is said."""

ICONS: Mapping[SheetForm, str] = {
    "deux_langues": "🔤", "mots": "✍️", "texte": "💬", "page": "🌍", "contacts": "📇", "agenda": "📅",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that was made, in one of its forms. Its content is bytes of a file, or UTF-8 for messages; never printed.

    `discreet`: it names no need; `bilingual`: it has a face in French; `cut`: the person's words were longer than it holds.
    """

    form: SheetForm
    discreet: bool = False
    bilingual: bool = False
    cut: bool = False
    content: bytes = field(default=b"", repr=False)

    def holding(self, content: bytes) -> "Paper":
        return replace(self, content=content)


def given(to: Language, paper: Paper) -> Iterator[Block]:
    """The sheet: a file with its caption, or messages that end where a contact ends."""
    if paper.form == "agenda" and not paper.content:
        yield notice(to, "no_appointment")
    elif paper.form == "texte":
        yield from (Block((line(text),), alone=True) for text in messages(paper.content.decode()))
    else:
        name = f"{to.say('sheet_name')}.{ENDINGS.get(paper.form, 'pdf')}"
        yield Block((), alone=True, extra=(Document(name, paper.content, " ".join(_caption(to, paper))),))


def forms(to: Language, reply: SheetForms, paper: Paper) -> Block:
    """What else the sheet can be given as; then the way back to the contacts. Words would tell what a discreet one hides."""
    left_out = {"deux_langues", "agenda", reply.given} | ({"mots"} if paper.discreet else set())
    discretion = to.button("form_complete", "fiche:complete", "🔓") if paper.discreet else None
    buttons = [
        *([_form(to, "deux_langues")] if to.wording.language != SOURCE and reply.given != "deux_langues" else []),
        discretion or to.button("form_discrete", "fiche:discrete", "🔒"),
        *(_form(to, form) for form in ICONS if form not in left_out),
        *([_form(to, "agenda")] if reply.noted and reply.given != "agenda" else []),
    ]
    ways_out = (to.button("pathway_button", "geste:continuer", "📋"), to.button("emergency", "geste:urgence", "🚨"))
    return Block((line(to.say("forms")),), rows(buttons), controls=(ways_out,), alone=True)


def messages(text: str) -> Iterator[str]:
    """A text as messages, each as full as it can be, cut where a blank line parts two contacts.

    >>> [len(each) for each in messages("a" * 3000 + "\\n\\n" + "b" * 900 + "\\n\\n" + "c" * 900)]
    [3902, 900]
    """
    held = ""
    for part in text.strip().split("\n\n"):
        joined = f"{held}\n\n{part}" if held else part
        if held and _units(joined) > LONGEST:
            yield held
            held = part
        else:
            held = joined
    yield held


def _caption(to: Language, paper: Paper) -> Iterator[str]:
    """What it is, what it does not tell, what was left out: a sentence each."""
    told = "both" if paper.bilingual else paper.form
    yield to.say("sheet_caption" if told in ("fiche", "deux_langues") else f"sheet_{told}")
    if paper.discreet:
        yield to.say("sheet_discreet")
    if paper.cut:
        yield to.say("sheet_cut")


def _form(to: Language, form: SheetForm) -> Button:
    return to.button(f"form_{form}", f"fiche:{form}", ICONS[form])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
