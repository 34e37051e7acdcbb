"""The questions of the liaison sheet, the summary, the sheet and its code."""

from collections.abc import Iterable, Iterator

from bot.frontdesk.liaison import AGREED, LEFT_OUT, questions
from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.liaison import (
    THROUGH_ME,
    TO_THEM,
    AskLiaison,
    CheckLiaison,
    LiaisonCancelled,
    MakeLiaison,
    OpenForm,
    Question,
)
from bot.frontdesk.seen.liaison import Made, NotMade, Receiving
from bot.frontdesk.seen.looking import Shown
from bot.rendering.blocks import Block, Line, Rows, bold, line, rows
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button, Document
from knowledge.hours import day_words
from knowledge.sheets.liaison import LIMITS
from knowledge.sheets.plain import plain
from knowledge.sheets.said import NAME

_LINE = 160
"""Letters of an answer that the summary shows: enough to know it again."""


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    match reply, seen:
        case OpenForm(), Receiving() as receiving:
            return iter((_opened(to, receiving),))
        case OpenForm(), _:
            return iter((Block((line(to.say("liaison.gone")),)),))
        case AskLiaison(question), Receiving() as receiving:
            return iter((_question(to, question, receiving, [*_trouble(to, reply), *_known(to, question)]),))
        case CheckLiaison(), Receiving() as receiving:
            return iter((_check(to, receiving),))
        case ((AskLiaison() | CheckLiaison()), _):
            return iter((Block((line(to.say("liaison.gone")),), _ways_out(to)),))
        case MakeLiaison(), Made() as made:
            return _made(to, made)
        case MakeLiaison(), NotMade() as failed:
            return iter((_not_made(to, failed),))
        case LiaisonCancelled(), _:
            return iter((Block((line(to.say("liaison.cancelled")),), alone=True),))
        case _:
            return None


def card_button(to: Saying, shown: Shown) -> Button | None:
    """Of a card: a sheet for this service."""
    return Button(to.say("liaison.button"), f"liaison:{shown.key}")


def _opened(to: Saying, receiving: Receiving) -> Block:
    head = [line(bold(to.say("liaison.opened", structure=plain(receiving.structure, NAME))))]
    if receiving.expects:
        head.append(line("ℹ️ ", to.say("liaison.expects", text=receiving.expects)))
    return _question(to, "consent", receiving, head)


def _question(to: Saying, question: Question, receiving: Receiving, before: Iterable[Line]) -> Block:
    asked = line(bold(to.say(f"liaison.ask_{question}")))
    return Block((*before, asked), rows(_answers(to, question, receiving)), controls=_ways_out(to), alone=True)


def _answers(to: Saying, question: Question, receiving: Receiving) -> Iterator[Button]:
    def button(label: str, value: str) -> Button:
        return Button(label, f"liaison_dit:{question}={value}")

    match question:
        case "consent":
            yield from (button(to.say(f"liaison.consent_{each}"), each) for each in (AGREED, "non"))
            return
        case "urgency":
            yield from (button(to.say(f"liaison.urgency_{each}"), each) for each in ("today", "week", "later"))
            return
        case "request":
            service = plain(receiving.service, NAME)
            yield button(to.say("liaison.request_as_service", service=service), "")
            return
        case "contact":
            yield button(to.say("liaison.contact_agent"), THROUGH_ME)
            if to.work.form.get("telephone"):
                yield button(to.say("liaison.contact_person"), TO_THEM)
        case _:
            pass
    yield button(to.say("liaison.skip"), "")
    if question in LEFT_OUT:
        yield Button(to.say("liaison.rest"), "liaison_geste:resume")


def _ways_out(to: Saying) -> Rows:
    back, cancel = to.say("liaison.back"), to.say("liaison.cancel")
    return rows((Button(back, "liaison_geste:retour"), Button(cancel, "liaison_geste:annuler")))


def _trouble(to: Saying, reply: AskLiaison) -> Iterator[Line]:
    if reply.trouble:
        most = LIMITS.get(reply.question, 0)
        yield line("⚠️ ", to.say(f"liaison.trouble_{reply.trouble}", length=reply.length, most=most))


def _known(to: Saying, question: Question) -> Iterator[Line]:
    """What was answered before, where somebody comes back."""
    if said := _said(to, question, None):
        yield line(to.say("liaison.known", text=said))


def _check(to: Saying, receiving: Receiving) -> Block:
    head = line(bold(to.say("liaison.check", structure=plain(receiving.structure, NAME))))
    asked = questions(to.work.form)
    lines = [
        line(f"{to.say(f'liaison.check_{each}')} : ", said) for each in asked if (said := _said(to, each, receiving))
    ]
    make = Button(to.say("liaison.make"), "liaison_geste:faire", wide=True)
    change = (Button(f"✏ {to.say(f'liaison.check_{each}')}", f"liaison_geste:{each}") for each in asked)
    return Block((head, *lines), rows((make, *change)), controls=_ways_out(to), alone=True)


def _said(to: Saying, question: Question, receiving: Receiving | None) -> str:
    """An answer in words; nothing for one that was skipped."""
    given = to.work.form.get(question)
    match question:
        case "consent" if given:
            return to.say("liaison.agreed" if given == AGREED else "liaison.not_agreed")
        case "urgency" if given:
            return to.say(f"liaison.urgency_{given}")
        case "request" if given == "" and receiving:
            return plain(receiving.service, NAME)
        case "contact" if given in (THROUGH_ME, TO_THEM):
            return to.say("liaison.contact_agent" if given == THROUGH_ME else "liaison.contact_person")
        case _:
            return plain(given or "", _LINE)


def _made(to: Saying, made: Made) -> Iterator[Block]:
    until = to.say("liaison.made_until", day=day_words(made.until, to.wording))
    way = to.say("liaison.made_link", link=made.link) if made.link else to.say("liaison.made_call")
    follow = Button(to.say("liaison.follow"), f"geste:liaison {made.code}")
    yield Block(
        (
            line(to.say("liaison.made")),
            line(bold(made.code)),
            line(until),
            line(way),
            line(to.say("liaison.made_note")),
            line(to.say("liaison.made_forgotten")),
        ),
        rows((follow,)),
        alone=True,
        extra=(Document(made.name, made.pdf, to.say("liaison.caption")),),
    )


def _not_made(to: Saying, failed: NotMade) -> Block:
    told = "liaison.gone" if failed.why == "gone" else "liaison.nowhere" if failed.why == "nowhere" else ""
    text = to.say(told or f"liaison.failed_{failed.why}")
    if failed.why in ("gone", "nowhere"):
        return Block((line(text),), alone=True)
    again = Button(to.say("liaison.try_again"), "liaison_geste:faire")
    return Block((line("⚠️ ", text),), rows((again,)), controls=_ways_out(to), alone=True)
