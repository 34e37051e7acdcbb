"""The room of the draft: contacts of several look-ups, lines by hand, in the agent's order; then given."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.frontdesk import drafts
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.drafting import (
    AddToDraft,
    AskEmpty,
    AskLine,
    AskPersonPlace,
    AskPersonWords,
    Emptied,
    GiveCode,
    GivePaper,
    LineOutcome,
    NoCard,
    Nothing,
    Preview,
    ShowDraft,
    TakeBack,
    Typed,
)
from bot.frontdesk.replies.looking import ShowCard
from bot.frontdesk.room import Room
from bot.frontdesk.turn import Turn
from bot.frontdesk.work import Draft, Entry, Work
from bot.frontdesk.world import World
from knowledge.handed import LONGEST
from knowledge.keys import key_of
from knowledge.rules.model import COMMUNE, Rules
from knowledge.sheets.pathway.content import WORDS

ASKED_LINE, ASKED_WORDS, ASKED_PLACE = "drafting.line", "drafting.words", "drafting.place"

_LINE = re.compile(r"ligne\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)


def plus_tapped(world: World, work: Work, key: str) -> Turn | None:
    """« ➕ » on a card: the card is shown again, so that the agent goes on."""
    return Turn(work.free, (AddToDraft(key), ShowCard(key))) if key else None


def shown(world: World, work: Work, _: str = "") -> Turn:
    return Turn(work.free, (ShowDraft(),))


def typed(world: World, work: Work, text: str) -> Turn | None:
    """« + » adds the card on the screen; « ligne: … » a line. Anything else is a look-up."""
    if text.strip() in ("+", "➕"):
        return plus_tapped(world, work, key_of(work.card)) if work.card else Turn(work.free, (NoCard(),))
    line = _LINE.fullmatch(text.strip())
    return line_typed(world, work, line[1]) if line else None


def line_asked(world: World, work: Work, text: str = "") -> Turn:
    """« Ajouter une ligne », or /ligne with it."""
    if text:
        return line_typed(world, work, text)
    return Turn(replace(work.free, asked=ASKED_LINE), (AskLine(),))


def line_typed(world: World, work: Work, text: str) -> Turn:
    """A line as it was typed, its spaces apart; one that a sheet would cut is refused, and asked for again."""
    entry, draft = Entry(line=" ".join(text.split())), work.draft
    if len(entry.line) > LONGEST:
        return Turn(replace(work.free, asked=ASKED_LINE), (Typed("line_long"),))
    outcome: LineOutcome = "line_added"
    if drafts.holds(draft, entry):
        outcome = "line_known"
    elif drafts.full(draft):
        outcome = "full"
    return _kept(work, drafts.added(draft, entry), Typed(outcome))


def words_asked(world: World, work: Work) -> Turn:
    return Turn(replace(work.free, asked=ASKED_WORDS), (AskPersonWords(),))


def words_typed(world: World, work: Work, text: str) -> Turn:
    """The person's words, for the sheet alone: they go into no code."""
    words = " ".join(text.split())
    if len(words) > WORDS:
        return Turn(replace(work.free, asked=ASKED_WORDS), (Typed("words_long"),))
    return _kept(work, replace(work.draft, words=words), Typed("words_kept"))


def place_asked(world: World, work: Work) -> Turn:
    return Turn(replace(work.free, asked=ASKED_PLACE), (AskPersonPlace(),))


def place_typed(world: World, work: Work, text: str) -> Turn:
    """Where the person lives: what is near, and who takes them, depend on it. One that is not sure is asked for again."""
    near = (*world.rules.territory.communes, *world.rules.territory.neighbours)
    found = world.communes.found(text, near=near)
    if not found.communes or not (found.sure or len(found.communes) == 1):
        return Turn(replace(work.free, asked=ASKED_PLACE), (Typed("place_unknown"),))
    told = {each.id: found.communes[0].code for each in world.rules.questions.values() if each.kind == COMMUNE}
    return _kept(work, replace(work.draft, answers={**work.draft.answers, **told}))


def moved_by(places: int) -> Callable[[World, Work, str], Turn | None]:
    """One entry up or down."""

    def taken(world: World, work: Work, key: str) -> Turn | None:
        draft = drafts.moved(work.draft, key, places)
        return _kept(work, draft) if draft else None

    return taken


def removed(world: World, work: Work, key: str) -> Turn | None:
    draft = drafts.without(work.draft, key)
    return _kept(work, draft) if draft else None


def language_chosen(world: World, work: Work, language: str) -> Turn | None:
    if language not in world.rules.territory.languages:
        return None
    bilingual = work.draft.bilingual and language != "fr"
    return _kept(work, replace(work.draft, language=language, bilingual=bilingual))


def need_dropped(world: World, work: Work, need: str) -> Turn | None:
    if need not in work.draft.needs:
        return None
    return _kept(work, replace(work.draft, needs=tuple(each for each in work.draft.needs if each != need)))


def answer_dropped(world: World, work: Work, question: str) -> Turn | None:
    if question not in work.draft.answers:
        return None
    left = {each: answer for each, answer in work.draft.answers.items() if each != question}
    return _kept(work, replace(work.draft, answers=left))


def discreet(rules: Rules, draft: Draft, *, secret: bool) -> bool:
    """Whether the sheet names no need: as the agent chose, else as its needs ask, or a contact whose address is `secret`."""
    if draft.discreet is not None:
        return draft.discreet
    return secret or any(danger.discreet and danger.need in draft.needs for danger in rules.dangers.values())


def tapped(world: World, work: Work, what: str) -> Turn | None:
    """The buttons under the draft."""
    draft = work.draft
    match what:
        case "voir":
            return shown(world, work)
        case "ligne":
            return line_asked(world, work)
        case "mots":
            return words_asked(world, work)
        case "commune":
            return place_asked(world, work)
        case "sans_mots":
            return _kept(work, replace(draft, words=""))
        case "bilingue" if draft.language != "fr":
            return _kept(work, replace(draft, bilingual=not draft.bilingual))
        case "discrete" | "complete":
            return _kept(work, replace(draft, discreet=what == "discrete"))
        case "vider":
            return emptied(world, work)
        case "vider_oui":
            return Turn(replace(work.free, draft=Draft()), (Emptied(),))
        case _:
            return _given(work, what)


def emptied(world: World, work: Work, _: str = "") -> Turn:
    """Asked once, where there is something to lose."""
    if not work.draft.entries:
        return Turn(replace(work.free, draft=Draft()), (Emptied(),))
    return Turn(work.free, (AskEmpty(len(work.draft.entries)),))


def taken_back(world: World, work: Work, code: str) -> Turn | None:
    return Turn(work.free, (TakeBack(code),)) if code else None


def given(what: str) -> Callable[[World, Work, str], Turn | None]:
    """The command of a button."""

    def taken(world: World, work: Work, _: str = "") -> Turn | None:
        return _given(work, what)

    return taken


_GIVES: dict[str, Reply] = {
    "apercu": Preview(),
    "pdf": GivePaper(),
    "code": GiveCode(),
    "les_deux": GiveCode(paper=True),
}


def _given(work: Work, what: str) -> Turn | None:
    if what not in _GIVES:
        return None
    return Turn(work.free, (_GIVES[what],)) if work.draft.entries else Turn(work.free, (Nothing(),))


def _kept(work: Work, draft: Draft, *before: Reply) -> Turn:
    return Turn(replace(work.free, draft=draft), (*before, ShowDraft()))


ROOM = Room(
    taps={
        "parcours_plus": plus_tapped,
        "parcours": tapped,
        "monter": moved_by(-1),
        "descendre": moved_by(1),
        "enlever": removed,
        "parcours_langue": language_chosen,
        "parcours_besoin": need_dropped,
        "parcours_reponse": answer_dropped,
        "parcours_code": taken_back,
    },
    answers={ASKED_LINE: line_typed, ASKED_WORDS: words_typed, ASKED_PLACE: place_typed},
    commands={
        "parcours": shown,
        "ligne": line_asked,
        "apercu": given("apercu"),
        "donner": given("pdf"),
        "donner_code": given("code"),
        "vider": emptied,
    },
    hears=typed,
)
