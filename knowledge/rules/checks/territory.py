"""Dates, places, languages, national numbers: what must exist outside of the file."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.places import Places
from knowledge.rules.checks.naming import once
from knowledge.rules.document import LANG
from knowledge.rules.mistakes import Mistake
from knowledge.rules.model import WRITTEN
from knowledge.rules.passage import Passage

SHORT = 4
"""Digits up to which a number is a national short one, shown with its remit."""


def dates_exist(file: Passage) -> Iterator[Mistake]:
    written = file.get("relu_le")
    if len(written.text.split("-")) != 3:
        return
    try:
        date.fromisoformat(written.text)
    except ValueError:
        fix = "Écrivez année-mois-jour, par exemple 2026-11-21."
        yield written.mistake(f"« {written.text} » n'est pas une date du calendrier", fix)


def timezone_exists(file: Passage) -> Iterator[Mistake]:
    written = file.get("territoire", "fuseau")
    try:
        if written.text:
            ZoneInfo(written.text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fix = "En métropole : Europe/Paris ; à La Réunion : Indian/Reunion."
        yield written.mistake(f"je ne connais pas le fuseau horaire « {written.text} »", fix)


def french_is_served(file: Passage) -> Iterator[Mistake]:
    languages = file.get("territoire", "langues")
    codes = [language.text for language in languages.items()]
    if codes and "fr" not in codes and all(re.fullmatch(LANG, code) for code in codes):
        yield languages.mistake("le français (fr) manque : il sert quand une traduction n'existe pas", "Ajoutez fr.")
    yield from once(languages.items(), "est déjà dans la liste")


def languages_are_translated(file: Passage) -> Iterator[Mistake]:
    catalogues = files("knowledge.wording").joinpath("locales")
    for language in file.get("territoire", "langues").items():
        code = language.text
        if re.fullmatch(LANG, code) and code != "fr" and not catalogues.joinpath(f"{code}.po").is_file():
            fix = "Retirez-la, ou faites-la traduire."
            yield language.advice(f"aucune traduction « {code} » n'est installée : tout s'affichera en français", fix)


def communes_exist(file: Passage) -> Iterator[Mistake]:
    served, neighbours = file.get("territoire", "communes"), file.get("territoire", "voisines")
    for commune in (*served.items(), *neighbours.items()):
        yield from commune_exists(commune)
    own = {commune.text for commune in served.items()}
    for commune in neighbours.items():
        if commune.text in own:
            cause = f"« {commune.text} » est à la fois servie et voisine"
            yield commune.mistake(cause, "Gardez-la à un seul endroit.")
    for listed in (served, neighbours):
        yield from once(listed.items(), "est déjà dans la liste")


def commune_exists(written: Passage) -> Iterator[Mistake]:
    """A mistake where a text is not the INSEE code of a commune of today."""
    code = written.text
    commune = _places().commune(code) if code else None
    if not code or (commune is not None and commune.code == code):
        return
    if commune is not None:
        yield written.mistake(f"« {code} » est un ancien code", f"Écrivez celui de {commune.nom} : {commune.code}.")
        return
    meant = ", ".join(f"{each.code} ({each.nom})" for each in _places().found(code).communes)
    if not meant:
        fix = "Il a cinq signes, par exemple 69034 ; il diffère du code postal."
    elif code.isdigit():
        fix = f"C'est un code postal ; écrivez plutôt {meant}."
    else:
        fix = f"Écrivez son code : {meant}."
    yield written.mistake(f"« {code} » n'est pas le code INSEE d'une commune", fix)


def short_numbers_are_described(file: Passage) -> Iterator[Mistake]:
    """A short number is shown with its remit: it needs an entry under `numeros`."""
    described = file.get("numeros").names()
    parts = [file.get("humain"), file.get(WRITTEN)]
    parts += [part for section in ("urgences", "orientations") for _, part in file.get(section).entries()]
    for part in parts:
        for number in part.get("appeler").items():
            short = number.text.isdecimal() and len(number.text) <= SHORT
            if short and described and number.text not in described:
                fix = f'Ajoutez-y : "{number.text}": {{ nom: "…", role: "…" }}, ou corrigez le numéro.'
                yield number.mistake(f"« {number.text} » n'est pas décrit dans « numeros »", fix)
        yield from once(part.get("appeler").items(), "est déjà dans la liste")


@cache
def _places() -> Places:
    return Places.load()


MISTAKES = (dates_exist, timezone_exists, french_is_served, communes_exist, short_numbers_are_described)
ADVICE = (languages_are_translated,)
