"""Questions and choices."""

from collections.abc import Mapping

from babel import Locale

from bot.conversation.replies import Ask
from bot.rendering.blocks import Block, Line, Rows, bold, line, rows
from bot.rendering.language import Language
from bot.screen import Button
from knowledge.rules.model import COMMUNE
from knowledge.wording import SOURCE


def menu(to: Language, *, waiting: bool) -> Block:
    """The headings, then the ways out."""
    headings = [Button(to.icon(each.icon, each.label), f"menu:{id}") for id, each in to.rules.menu.items()]
    back = (to.button("back", "geste:continuer", "↩️") if waiting else to.button("language", "geste:langue", "🌐"),)
    controls = (_human(to), (*back, _emergency(to)))
    return Block((line(bold(to.say("menu"))), line(to.say("menu_hint"))), rows(headings), controls=controls)


def pick_need(to: Language, needs: tuple[str, ...]) -> Block:
    """A few needs to choose from; each says in full what it is about."""
    listed = [Button(to.need_button(need), f"besoin:{need}") for need in needs]
    controls = (_human(to), (to.button("back", "geste:menu", "↩️"), _emergency(to)))
    return Block((line(bold(to.say("pick_need"))),), rows(listed), controls=controls)


def ask(to: Language, reply: Ask) -> Block:
    """The question in bold, what is still to come, and its answers."""
    asked = to.rules.questions[reply.question]
    lines = [line(bold(to.translate(asked.text)))]
    if asked.kind == COMMUNE:
        lines.append(line(to.say("place_hint")))
        home = to.rules.territory.communes[:1]
        answers = [Button(to.place(code), f"{asked.id}:{code}") for code in home]
    else:
        answers = [Button(to.icon(each.icon, each.label), f"{asked.id}:{id}") for id, each in asked.options.items()]
    lines.append(line(_left(to, reply)))
    return Block(
        tuple(lines), rows(answers), controls=_controls(to, noted=reply.noted), asks_place=asked.kind == COMMUNE
    )


def pick_place(to: Language, question: str, communes: tuple[str, ...]) -> Block:
    """« X, c'est bien ça ? » for one commune, « laquelle ? » for several."""
    another = to.button("no", "geste:non", "✏️")
    if len(communes) == 1:
        text = to.say("confirm_place", place=to.place(communes[0]))
        choices = [Button(f"✅ {to.say('yes')}", f"{question}:{communes[0]}"), another]
    else:
        text = to.say("pick_place")
        choices = [*(Button(to.place_label(code), f"{question}:{code}") for code in communes[:7]), another]
    return Block((line(bold(text)),), rows(choices), controls=_controls(to, noted=False))


def summary(to: Language, needs: tuple[str, ...], answers: Mapping[str, str]) -> Block:
    """Everything that was noted, and a button to change each answer."""
    known = {question: answer for question, answer in answers.items() if question in to.rules.questions}
    lines: list[Line] = [line(bold(to.say("summary")))]
    lines += [line("• ", to.need_button(need)) for need in needs]
    lines += [to.fact(question, answer) for question, answer in known.items()]
    if known:
        lines.append(line(to.say("summary_hint")))
    changes = [
        Button(f"✏️ {to.translate(to.rules.questions[question].text)}", f"changer:{question}", wide=True)
        for question in known
    ]
    removable = needs if len(needs) > 1 else ()
    removals = [Button(f"✖️ {to.say('remove', need=to.need(need))}", f"retirer:{need}", wide=True) for need in removable]
    end = (to.button("go_on", "geste:continuer", "▶️"), to.button("restart", "geste:recommencer", "🔄"))
    return Block(tuple(lines), rows([*changes, *removals]), controls=(end,))


def pick_language(to: Language) -> Block:
    """Each language in its own name, so that who cannot read this one finds theirs."""
    named = [_named(code) for code in to.rules.territory.languages]
    return Block((line(to.say("pick_language")),), aside=rows(named))


def language_changed(to: Language, before: str) -> Block | None:
    """The language that is followed and the one before, each in its own name: one tap goes back.

    Nothing where the new language has no translation: the person still reads French.
    """
    if to.wording.language == before:
        return None
    lines = [line(to.say("language_changed"))]
    if before == SOURCE:
        lines.append(line(to.in_french("language_back")))
    return Block(tuple(lines), aside=(tuple(_named(code) for code in (to.wording.language, before)),))


def speaks(to: Language, language: str) -> Line:
    return line(to.say("wishes_language", language=to.tongue(language)))


def ask_words(to: Language, *, whole: bool) -> Block:
    """The sentence to print on the sheet, and where it goes; `whole`: that the sheet will tell why the person comes."""
    told = ("ask_words_kept", "ask_words_whole") if whole else ("ask_words_kept",)
    return Block((line(bold(to.say("ask_words"))), *(line(to.say(name)) for name in told)), controls=ways_out(to))


def ways_out(to: Language) -> Rows:
    """Back and emergency, where they always are."""
    return ((to.button("back", "geste:retour", "↩️"), _emergency(to)),)


def onward(to: Language) -> Block:
    """What can be done with a pathway that is above."""
    first = (to.button("sheet", "geste:fiche", "📄"), to.button("pathway_button", "geste:continuer", "📋"))
    return Block(
        (line(to.say("onward")),),
        aside=(first, (to.button("correct", "geste:corriger", "✏️"), to.button("other_need", "geste:menu", "☰"))),
        controls=(_human(to), (to.button("back", "geste:retour", "↩️"), _emergency(to))),
    )


def goodbye(to: Language, *, waiting: bool) -> Block:
    controls = ((to.button("go_on", "geste:continuer", "▶️"),),) if waiting else ()
    return Block((line(to.say("goodbye")),), controls=controls)


def result_controls(to: Language) -> Rows:
    """The last rows under a pathway."""
    return (
        (to.button("correct", "geste:corriger", "✏️"), to.button("other_need", "geste:menu", "☰")),
        (Button(f"🤝 {to.wording.say('handing.show_button')}", "geste:montrer"),),
        _human(to),
        (to.button("back", "geste:retour", "↩️"), _emergency(to)),
    )


def _left(to: Language, reply: Ask) -> str:
    more = reply.left - 1
    if more <= 0:
        return to.say("last_question")
    return to.count("questions_left_at_most" if reply.at_most else "questions_left", more)


def _controls(to: Language, *, noted: bool) -> Rows:
    """Skip, correct; back, emergency: always in the same place."""
    correct = (to.button("correct", "geste:corriger", "✏️"),) if noted else ()
    return (
        (to.button("skip", "geste:passer", "🤷"), *correct),
        (to.button("back", "geste:retour", "↩️"), _emergency(to)),
    )


def _human(to: Language) -> tuple[Button, ...]:
    return (to.button("human", "geste:humain", "👤"),)


def _emergency(to: Language) -> Button:
    return to.button("emergency", "geste:urgence", "🚨")


def _named(code: str) -> Button:
    name = Locale(code).get_display_name(code) or code
    return Button(f"🌐 {name[:1].upper()}{name[1:]}", f"langue:{code}")
