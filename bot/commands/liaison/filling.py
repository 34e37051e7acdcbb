"""What an agent gives of a liaison sheet: options first, then a file filled once, then questions in a terminal.

No message repeats what was written: a screen, a log or the history of a shell may keep it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from knowledge.errors import ConsentError, RulesError
from knowledge.liaison import Consent, Person, Urgency
from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.reader import read
from knowledge.sheets.liaison import LIMITS, doubt, length
from knowledge.text import fold
from knowledge.wording import SOURCE, translated

Given = dict[str, str]
"""Key → what was written; the keys are those of the options, without their hyphens."""

Ask = Callable[[str], str]
"""Asks one question of somebody, who may answer nothing."""

Tell = Callable[[str], None]
"""Tells them why an answer cannot be taken."""

URGENCIES: Mapping[str, Urgency] = {"aujourdhui": "today", "semaine": "week", "ensuite": "later"}

IDENTITY = ("nom", "telephone", "courriel")

KEYS: Mapping[str, str] = {
    "vers": "", "objet": "request", "situation": "situation", "deja": "done", "urgence": "", "contact": "contact",
    "accord": "", "nom": "name", "telephone": "telephone", "courriel": "email", "de": "name",
    "structure": "structure", "ligne": "telephone", "langue": "",
}  # fmt: skip
"""Every key, and the limit of LIMITS that its text must hold in."""

REQUIRED: Mapping[str, str] = {
    "vers": "Pour qui ? Identifiant du service, ou son nom",
    "objet": "Objet de la demande, en une phrase",
    "structure": "Votre structure",
    "ligne": "Votre téléphone, pour la réponse",
}
"""What no sheet goes without, and how it is asked for."""

OPTIONAL: Mapping[str, str] = {
    "urgence": "Quand agir : aujourdhui, semaine ou ensuite (Entrée : semaine)",
    "situation": "Situation, l'utile seulement (Entrée : rien)",
    "deja": "Ce qui est déjà fait (Entrée : rien)",
    "accord": "Accord donné à l'oral le… (JJ/MM/AAAA ; Entrée : pas d'accord)",
}
IDENTITY_ASKED: Mapping[str, str] = {
    "nom": "Nom de la personne (Entrée : sans nom)",
    "telephone": "Son téléphone (Entrée : rien)",
    "courriel": "Son courriel (Entrée : rien)",
}

NO_CONSENT = (
    "Sans l'accord de la personne, la fiche ne porte ni nom, ni téléphone, ni courriel. Demandez-lui son accord, puis "
    "donnez sa date : --accord JJ/MM/AAAA. Sinon, faites la fiche sans identité : le code suffit au partenaire."
)

_DATE = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})")


def from_file(path: Path, today: date) -> tuple[Given, list[str]]:
    """What a file gives, and advice on what was not read. Raises click.ClickException with every mistake and its line."""
    try:
        source = read(path)
    except RulesError as error:
        raise click.ClickException(
            "\n".join(_told(each) for each in error.mistakes if isinstance(each, Mistake))
        ) from None
    mistakes = [_told(mistake) for mistake in source.mistakes]
    if not isinstance(source.tree, dict):
        raise click.ClickException(
            f"{path.name}, ligne 1 : des lignes « clé: texte » sont attendues, comme « objet: … »."
        )
    given: Given = {}
    for key, value in source.tree.items():
        if key not in KEYS:
            cause = "cette clé n'est pas connue"
            mistakes.append(
                str(source.mistake((key,), cause, meant(key, KEYS) or f"Possible ici : {', '.join(KEYS)}."))
            )
        elif not isinstance(value, str):
            mistakes.append(str(source.mistake((key,), f"« {key} » attend un texte", "Mettez-le entre guillemets.")))
        elif wrong := trouble(key, value, today):
            mistakes.append(f"{path.name}, ligne {source.mistake((key,), '', '').line} : {wrong.removeprefix('--')}")
        elif value.strip():
            given[key] = value
    if mistakes:
        raise click.ClickException("\n".join(mistakes))
    return given, [
        f"{doubt.file}, ligne {doubt.line} : ce qui suit « # » n'est pas lu. Entourez le texte de guillemets."
        for doubt in source.doubts
    ]


def asked(given: Given, ask: Ask, tell: Tell, today: date) -> Given:
    """The same, with what somebody answers where something was left out; identity only after consent.

    What cannot be taken is asked for again at once: nothing that was typed is lost to a mistake further on.
    """
    found = dict(given)

    def answered(key: str, question: str, *, needed: bool = False) -> None:
        while True:
            text = ask(question)
            if wrong := trouble(key, text, today):
                tell(wrong)
            elif text.strip() or not needed:
                found[key] = text
                return

    for key, question in REQUIRED.items():
        if not found.get(key, "").strip():
            answered(key, question, needed=True)
    for key, question in OPTIONAL.items():
        if key not in found:
            answered(key, question)
    if found["accord"].strip() and not any(found.get(key) for key in IDENTITY):
        for key, question in IDENTITY_ASKED.items():
            answered(key, question)
    return {key: text for key, text in found.items() if text.strip()}


def check(given: Given, today: date) -> None:
    """Raises click.UsageError for what is missing, unknown, or too long for the page; ConsentError for identity alone."""
    if missing := [f"--{key}" for key in REQUIRED if not given.get(key, "").strip()]:
        raise click.UsageError(f"Il manque {', '.join(missing)} (ou les mêmes clés dans --fichier).")
    if wrong := [told for key, text in given.items() if (told := trouble(key, text, today))]:
        raise click.UsageError("\n".join(wrong))
    if any(given.get(key) for key in IDENTITY) and not given.get("accord"):
        raise ConsentError(NO_CONSENT)


def trouble(key: str, text: str, today: date) -> str:
    """Why a text cannot be taken, without repeating it; nothing where it can."""
    if not text.strip():
        return ""
    known = {"urgence": tuple(URGENCIES), "langue": translated()}.get(key)
    if known and _plainly(text) not in known:
        return f"--{key} : les valeurs possibles sont {', '.join(known)}."
    if key == "accord":
        day = _day(text, today)
        if day is None:
            return "--accord : une date est attendue, comme 20/11/2026, ou « aujourd'hui »."
        if day > today:
            return "--accord : cette date n'est pas encore passée. L'accord se demande avant la fiche."
    match doubt(KEYS[key], text):
        case "no_number" if key == "ligne":
            return "--ligne : un numéro de téléphone est attendu ; c'est là que le partenaire répond."
        case "no_number":
            return f"--{key} : un numéro de téléphone est attendu."
        case "cut_short":
            return f"--{key} : ce numéro n'est pas entier : dix chiffres sont attendus."
        case "no_at":
            return f"--{key} : une adresse est attendue, comme prenom@exemple.fr."
        case "long":
            most = LIMITS[KEYS[key]]
            return f"--{key} : {length(text)} caractères, et {most} tiennent sur la page. Raccourcissez-le."
        case None:
            return ""


def urgency_of(given: Given) -> Urgency:
    return URGENCIES[_plainly(given.get("urgence", "semaine"))]


def language_of(given: Given) -> str:
    return _plainly(given.get("langue", SOURCE))


def consent_of(given: Given, today: date) -> Consent | None:
    """The spoken consent; None where none is given. The date was checked."""
    day = _day(given.get("accord", ""), today)
    return Consent(given_on=day) if day else None


def person_of(given: Given) -> Person | None:
    """Who is sent; None where nothing of them is given."""
    name, telephone, email = (given.get(key, "").strip() for key in IDENTITY)
    return Person(name=name, telephone=telephone, email=email) if name or telephone or email else None


def _day(text: str, today: date) -> date | None:
    """A day as it is written in France, or as in ISO 8601; None for anything else.

    >>> _day("20/11/2026", date(2026, 11, 21)), _day("aujourd'hui", date(2026, 11, 21)), _day("hier", date(2026, 11, 21))
    (datetime.date(2026, 11, 20), datetime.date(2026, 11, 21), None)
    """
    if _plainly(text) == "aujourdhui":
        return today
    try:
        if found := _DATE.fullmatch(text.strip()):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _plainly(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())


def _told(mistake: Mistake) -> str:
    """A mistake of a file without the line that it quotes: a name may be written there."""
    quoted = [piece for piece in re.findall(r"« ([^»]*) »", mistake.cause + mistake.fix) if piece not in KEYS]
    cause = (
        "cette ligne ne se lit pas" if quoted or mistake.cause.count("«") != mistake.cause.count("»") else mistake.cause
    )
    fix = (
        "Écrivez « clé: texte », le texte entre guillemets droits s'il contient « : » ou « # »."
        if quoted
        else mistake.fix
    )
    return str(Mistake(mistake.file, mistake.line, mistake.column, cause, fix))
