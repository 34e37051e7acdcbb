"""A turn in the words of a transcript: ids only, so that a better sentence breaks no test."""

from collections.abc import Mapping

from bot.assistant import Answer
from bot.conversation import replies as r
from bot.conversation.state import APPOINTMENT, WORDS
from bot.terminal_screen import text_of

Fact = str | list[str] | dict[str, str]

YES = "oui"

PLAIN: Mapping[type[r.Reply], str] = {
    r.Welcome: "accueil",
    r.Menu: "menu",
    r.Stale: "passee",
    r.Unreadable: "illisible",
    r.Hello: "bonjour",
    r.Thanks: "merci",
    r.Goodbye: "au_revoir",
    r.Agreed: "entendu",
    r.Unsure: "pas_grave",
    r.Calm: "colere",
    r.Help: "aide",
    r.Human: "humain",
    r.EmergencyNumbers: "numeros",
    r.PickLanguage: "choix_langue",
    r.Erased: "efface",
    r.Summary: "resume",
    r.Onward: "suite",
    r.PickEvent: "evenements",
    r.NotYet: "pas_encore",
    r.SheetForms: "formes",
    r.NoAppointment: "sans_rdv",
    r.ShowService: "carte",
}
"""Replies that are told by « oui »."""

KEYS = frozenset(PLAIN.values()) | {
    "alerte", "par_ecrit", "comprend", "note", "change", "parle", "aussi", "demande", "reste", "propose", "confirme", "oriente",
    "contacts", "annexe", "en_vain", "structures", "langue", "pas_compris", "hors_sujet", "commune_inconnue",
    "fiche", "rdv", "date_inconnue", "cocher", "coche", "cocher_aussi", "rien_de_coche",
}  # fmt: skip
"""Everything that a transcript may expect, beside what the text contains."""

WHERE_ANY_RANK = frozenset({"contacts", "annexe"})
"""Lists of which a transcript names some: those must be there, wherever they rank."""


def facts_of(answer: Answer) -> dict[str, Fact]:
    """What one turn did, in the order of the screen."""
    found: dict[str, Fact] = {}
    for reply in answer.turn.replies:
        if type(reply) in PLAIN:
            found[PLAIN[type(reply)]] = YES
        for key, value in _told(reply).items():
            known = found.get(key)
            found[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    pathway = answer.found.pathway
    if "oriente" in found and pathway is not None:
        found["contacts"] = [contact.card.structure_id for contact in pathway.contacts()]
        if pathway.annex:
            found["annexe"] = [contact.card.structure_id for contact in pathway.annex]
        if pathway.searched:
            found["en_vain"] = YES
    return found


def on_screen(answer: Answer, structures: list[str]) -> bool:
    """Whether the first of these structures, by its name, can be read on the screen without another tap."""
    pathway, text = answer.found.pathway, text_of(answer.screen)
    if pathway is None:
        return False
    cards = [contact.card for contact in (*pathway.contacts(), *pathway.annex)]
    return any(card.structure_id in structures and card.structure in text for card in cards)


def _form(reply: r.GiveSheet) -> str:
    """The form that was asked for; « oui » for the sheet as it comes."""
    if reply.form != "fiche" or reply.discreet is None:
        return YES if reply.form == "fiche" else reply.form
    return "discrete" if reply.discreet else "complete"


def _told(reply: r.Reply) -> dict[str, Fact]:
    match reply:
        case r.Alert(dangers, _, written):
            return {"alerte": list(dangers), **({"par_ecrit": YES} if written else {})}
        case r.Understood(needs, answers, _, spoken):
            told: dict[str, Fact] = {"comprend": list(needs)} if needs else {}
            told |= {"note": dict(answers)} if answers else {}
            return told | ({"parle": spoken} if spoken else {})
        case r.Ask(question, left, _, _):
            return {"demande": question, "reste": str(left - 1)}
        case r.PickNeed(needs):
            return {"propose": list(needs)}
        case r.Tick(event, _, ticked, missing):
            return {"cocher": event, "coche": list(ticked), **({"rien_de_coche": YES} if missing else {})}
        case r.MoreToTick(event):
            return {"cocher_aussi": event}
        case r.PickPlace(_, communes):
            return {"confirme": list(communes)}
        case r.Changed(question, option):
            return {"change": {question: option}}
        case r.AlsoMeant(needs):
            return {"aussi": list(needs)}
        case r.Orient(needs):
            return {"oriente": list(needs)}
        case r.GiveSheet():
            return {"fiche": _form(reply)}
        case r.AskWords():
            return {"demande": WORDS}
        case r.AskAppointment(_, _, day):
            return {"demande": APPOINTMENT, **({"rdv": day} if day else {})}
        case r.ConfirmAppointment(moment):
            return {"confirme": [moment]}
        case r.AppointmentNoted(key, moment):
            return {"rdv": {key: moment}}
        case r.AppointmentRemoved(key):
            return {"rdv": {key: ""}}
        case r.MomentUnknown():
            return {"date_inconnue": YES}
        case r.ShowStructures(ids):
            return {"structures": list(ids)}
        case r.LanguageChanged(language, _):
            return {"langue": language}
        case r.NotUnderstood(human, _):
            return {"pas_compris": YES, **({"humain": YES} if human else {})}
        case r.OutOfScope(human):
            return {"hors_sujet": YES, **({"humain": YES} if human else {})}
        case r.PlaceUnknown(human):
            return {"commune_inconnue": YES, **({"humain": YES} if human else {})}
        case _:
            return {}
