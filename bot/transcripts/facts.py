"""A turn in the words of a transcript: ids only, so that a better sentence breaks no test."""

from collections.abc import Mapping

from bot.assistant import Answer
from bot.conversation import replies as r

Fact = str | list[str] | dict[str, str]

PLAIN: Mapping[type[r.Reply], str] = {
    r.Welcome: "accueil",
    r.Menu: "menu",
    r.Stale: "passee",
    r.Unreadable: "illisible",
    r.Hello: "bonjour",
    r.Thanks: "merci",
    r.Goodbye: "au_revoir",
    r.Help: "aide",
    r.Human: "humain",
    r.EmergencyNumbers: "numeros",
    r.PickLanguage: "choix_langue",
    r.Erased: "efface",
    r.Summary: "resume",
    r.GiveSheet: "fiche",
    r.ShowService: "carte",
}
"""Replies that are told by « oui »."""

KEYS = frozenset(PLAIN.values()) | {
    "alerte", "comprend", "note", "demande", "propose", "confirme", "change", "oriente", "structures", "langue",
    "pas_compris", "commune_inconnue", "contacts", "annexe",
}  # fmt: skip
"""Everything that a transcript may expect, beside what the text contains."""


def facts_of(answer: Answer) -> dict[str, Fact]:
    """What one turn did."""
    found: dict[str, Fact] = {}
    for reply in answer.turn.replies:
        if type(reply) in PLAIN:
            found[PLAIN[type(reply)]] = "oui"
        else:
            found.update(_told(reply))
    if "oriente" in found and answer.found.pathway is not None:
        found["contacts"] = [contact.card.structure_id for contact in answer.found.pathway.contacts()]
        found["annexe"] = [contact.card.structure_id for contact in answer.found.pathway.annex]
    return found


def _told(reply: r.Reply) -> dict[str, Fact]:
    match reply:
        case r.Alert(dangers, _):
            return {"alerte": list(dangers)}
        case r.Understood(needs, answers, _):
            return {"comprend": list(needs), **({"note": dict(answers)} if answers else {})}
        case r.Ask(question, _):
            return {"demande": question}
        case r.PickNeed(needs):
            return {"propose": list(needs)}
        case r.PickPlace(_, communes):
            return {"confirme": list(communes)}
        case r.Changed(question, option):
            return {"change": {question: option}}
        case r.Orient(needs, _, _):
            return {"oriente": list(needs)}
        case r.ShowStructures(ids):
            return {"structures": list(ids)}
        case r.LanguageChanged(language):
            return {"langue": language}
        case r.NotUnderstood(human):
            return {"pas_compris": "oui", **({"humain": "oui"} if human else {})}
        case r.PlaceUnknown(human):
            return {"commune_inconnue": "oui", **({"humain": "oui"} if human else {})}
        case _:
            return {}
