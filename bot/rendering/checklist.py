"""Life events: which one, and the needs to tick."""

from bot.conversation.replies import Tick
from bot.rendering.blocks import Block, Rows, bold, line, rows
from bot.rendering.language import Language
from bot.screen import Button

TICKED, UNTICKED = "☑", "☐"
"""Ballot boxes of Unicode, before the icon: what is ticked is also said in words above."""


def pick_event(to: Language) -> Block:
    """The life events to choose from."""
    lines = (line(bold(to.wording.say("events.pick"))), line(to.wording.say("events.pick_hint")))
    events = [Button(to.icon(each.icon, each.label), f"evenement:{id}") for id, each in to.rules.events.items()]
    return Block(lines, rows(events), controls=_controls(to, "geste:menu"))


def tick(to: Language, reply: Tick) -> Block:
    """The needs of an event, each ticked or not by a tap. How many are is said, so that no two taps see the same text."""
    lines = [line(bold(_heading(to, reply.event))), line(to.wording.say("events.tick"))]
    if reply.missing:
        lines.append(line(to.wording.say("events.tick_one")))
    ticked = len(reply.ticked)
    lines.append(line(to.wording.say("events.ticked", ticked) if ticked else to.wording.say("events.none_ticked")))
    boxes = [
        Button(f"{TICKED if need in reply.ticked else UNTICKED} {to.need_button(need)}", f"cocher:{need}", wide=True)
        for need in reply.needs
    ]
    beside = [Button(f"☰ {to.wording.say('events.another')}", "geste:menu", wide=True)]
    if ticked:
        label = to.wording.say("events.go_on", None, ticked=str(ticked))
        beside.insert(0, Button(f"▶️ {label}", f"continuer:{reply.event}", wide=True))
    return Block(tuple(lines), rows(boxes), aside=rows(beside), controls=_controls(to, "geste:retour"))


def more_to_tick(to: Language, event: str) -> Block:
    """What an event often brings besides, one tap away."""
    button = Button(f"{UNTICKED} {to.wording.say('events.more')}", f"evenement:{event}", wide=True)
    return Block((line(_heading(to, event)),), aside=((button,),))


def menu_button(to: Language) -> Rows:
    """The way from the menu to the events; nothing where the rules have none."""
    if not to.rules.events:
        return ()
    return ((Button(f"🔀 {to.wording.say('events.menu')}", "geste:evenements", wide=True),),)


def _heading(to: Language, event: str) -> str:
    """The sentence of the event, or its name and what is true of all."""
    known = to.rules.events[event]
    return to.translate(known.text) or to.wording.say("events.touches", None, event=to.translate(known.label))


def _controls(to: Language, back: str) -> Rows:
    ways = (to.button("back", back, "↩️"), to.button("emergency", "geste:urgence", "🚨"))
    return ((to.button("human", "geste:humain", "👤"),), ways)
