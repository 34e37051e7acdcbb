"""Questions and choices."""

from collections.abc import Mapping

from babel import Locale

from bot.rendering.blocks import Block, bold, line, rows
from bot.rendering.language import Language
from bot.screen import Button
from knowledge.rules.model import COMMUNE, UNKNOWN
from knowledge.wording import SOURCE


def menu(to: Language) -> Block:
    """The headings, then the ways out."""
    headings = [Button(to.icon(each.icon, each.label), f"menu:{id}") for id, each in to.rules.menu.items()]
    return Block((line(to.say("menu")),), (*rows(headings), *ways_out(to)))


def pick_need(to: Language, needs: tuple[str, ...]) -> Block:
    listed = [Button(to.need_button(need), f"besoin:{need}") for need in needs]
    other = to.button("other_need", "geste:menu", "☰")
    return Block((line(to.say("pick_need")),), (*rows(listed), (other,), *ways_out(to)))


def ask(to: Language, question: str, left: int) -> Block:
    """The question in bold, what is still to come, and its answers."""
    asked = to.rules.questions[question]
    lines = [line(bold(to.translate(asked.text)))]
    if asked.kind == COMMUNE:
        lines.append(line(to.say("place_hint")))
    if left > 1:
        lines.append(line(to.count("questions_left", left - 1)))
    if asked.kind == COMMUNE:
        home = to.rules.territory.communes[:1]
        answers = [Button(to.place(code), f"{question}:{code}") for code in home]
    else:
        answers = [Button(to.icon(each.icon, each.label), f"{question}:{id}") for id, each in asked.options.items()]
    return Block(tuple(lines), (*rows(answers), *_controls(to)), asks_place=asked.kind == COMMUNE)


def pick_place(to: Language, question: str, communes: tuple[str, ...]) -> Block:
    if len(communes) == 1:
        text = to.say("confirm_place", place=to.place(communes[0]))
        choices = [Button(f"✅ {to.say('yes')}", f"{question}:{communes[0]}"), to.button("no", "geste:non", "✏️")]
    else:
        text = to.say("pick_place")
        choices = [Button(to.place_label(code), f"{question}:{code}") for code in communes]
    return Block((line(bold(text)),), (*rows(choices), *_controls(to)))


def summary(to: Language, needs: tuple[str, ...], answers: Mapping[str, str]) -> Block:
    """Everything that was noted, each line a button that changes it."""
    lines = [line(to.say("summary" if answers else "nothing_noted"))]
    changes = []
    for question, answer in answers.items():
        if question in to.rules.questions:
            said = to.say("skip") if answer == UNKNOWN else to.answer(question, answer)
            changes.append(Button(f"✏️ {said}", f"changer:{question}", wide=True))
    removable = needs if len(needs) > 1 else ()
    removals = [Button(to.say("remove", need=to.need(need)), f"retirer:{need}", wide=True) for need in removable]
    end = (to.button("go_on", "geste:continuer", "▶️"), to.button("restart", "geste:recommencer", "🔄"))
    return Block(tuple(lines), (*rows([*changes, *removals]), end))


def pick_language(to: Language) -> Block:
    """Each language in its own name, so that who cannot read this one finds theirs."""
    named = [Button(_name(code), f"langue:{code}") for code in to.rules.territory.languages]
    return Block((line(to.say("pick_language")),), rows(named))


def language_changed(to: Language) -> Block:
    """The language that was followed and French, each in its own name: one tap goes back."""
    codes = dict.fromkeys((to.wording.language, SOURCE))
    return Block(
        (line(to.say("language_changed")),), rows(Button(f"🌐 {_name(code)}", f"langue:{code}") for code in codes)
    )


def ways_out(to: Language) -> tuple[tuple[Button, ...], ...]:
    """The last rows of every menu, always the same."""
    return (
        (to.button("emergency", "geste:urgence", "🆘"), to.button("language", "geste:langue", "🌐")),
        (to.button("human", "geste:humain", "👤"),),
    )


def _controls(to: Language) -> tuple[tuple[Button, ...], ...]:
    """Back, skip, emergency: always in the same place."""
    return (
        (to.button("skip", "geste:passer", "🤷"),),
        (to.button("back", "geste:retour", "↩️"), to.button("emergency", "geste:urgence", "🆘")),
    )


def _name(code: str) -> str:
    name = Locale(code).get_display_name(code) or code
    return f"{name[:1].upper()}{name[1:]}"
