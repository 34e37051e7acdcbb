"""Source → Document, every mistake told in French. pydantic's own English is never shown nor read: only its types."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.rules import document as doc
from knowledge.rules.expected import choices_at, fields_at, holds_lines, model_at, required_at
from knowledge.rules.mistakes import Mistake, meant, shortened
from knowledge.rules.source import Source, Where
from knowledge.rules.trouble import QUOTE_IT
from knowledge.text import fold

Told = tuple[str, str]
"""Cause and fix."""

_CHOICE = ("enum", "literal_error")

_COMMENT = re.compile(r":\s+(#[^\s\"']+)\s*$")
"""A comment that looks like the value: a colour written without quotes."""


def validate(source: Source) -> tuple[doc.Document | None, tuple[Mistake, ...]]:
    """The document, or None with every mistake of shape."""
    try:
        return doc.Document.model_validate(source.tree), ()
    except ValidationError as error:
        return None, tuple(dict.fromkeys(_mistakes(source, error)))


def _mistakes(source: Source, error: ValidationError) -> Iterator[Mistake]:
    for detail in error.errors(include_url=False):
        where = _written(source, detail["loc"])
        yield source.mistake(where, *_told(source, where, detail))


def _written(source: Source, loc: tuple[int | str, ...]) -> Where:
    """The parts of a location that are written in the file: a shorthand and a union leave marks that are not."""
    where: Where = ()
    for part in loc:
        if (*where, part) in source.positions:
            where = (*where, part)
    return where


def _told(source: Source, where: Where, detail: ErrorDetails) -> Told:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    field = _field(where)
    if kind == "missing":
        return _missing(where, str(detail["loc"][-1]))
    if kind == "extra_forbidden":
        return _unknown_key(source, where, value)
    if detail["loc"][-1:] == ("[key]",):
        return _unfit(str(value), field, context)
    if isinstance(value, str) and not value.strip():
        return _empty(source, where, field)
    if kind in _CHOICE:
        choices = choices_at(where)
        fix = meant(str(value), choices) or "L'éditeur propose la liste ; elle vient de data·inclusion."
        return f"« {shortened(str(value), 40)} » n'est pas une valeur connue pour « {field} »", fix
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return _unfit(str(value), field, context)
    if kind in ("too_short", "too_long"):
        return _counted(where, field, len(value))
    return _misshapen(source, where, field, kind, value)


def _missing(where: Where, name: str) -> Told:
    place = f"« {_field(where)} »" if where else "ce fichier"
    if where and isinstance(where[-1], int):
        place = f"cet élément de {place}"
    return f"il manque « {name} » dans {place}", f"Ajoutez « {name}: … »."


def _unknown_key(source: Source, where: Where, value: Any) -> Told:
    name = str(where[-1])
    known = fields_at(where[:-1])
    if owner := _owner(source, where):
        return f"« {name} » n'est pas à sa place", f"Décalez-le de deux espaces, sous « {owner} »."
    if value == "" and "{" in source.line(where):
        cause = f"« {shortened(name, 40)} » est seul entre deux virgules"
        return cause, "Si c'est la suite d'un texte, entourez ce texte de guillemets droits."
    if not name.strip():
        return "un mot-clé est vide", "Écrivez-le avant les deux-points, ou retirez la ligne."
    fix = meant(name, known) or "Retirez cette ligne, ou vérifiez de quelle partie elle dépend."
    return f"je ne connais pas « {shortened(name, 40)} » ici", fix


def _empty(source: Source, where: Where, field: str) -> Told:
    if not where:
        return "ce fichier est vide", "Repartez de l'exemple fourni."
    if isinstance(where[-1], int):
        return f"un élément de « {field} » est vide", "Complétez-le, ou retirez-le."
    if "{" not in source.line(where) and holds_lines(where):
        fix = "Complétez, ou décalez de deux espaces les lignes qui lui appartiennent."
        return f"rien n'est écrit sous « {field} »", fix
    if comment := _COMMENT.search(source.line(where)):
        return f"« {field} » est vide : un dièse commence un commentaire", f'Écrivez : {field}: "{comment[1]}".'
    return f"« {field} » est vide", _completed(where)


def _completed(where: Where) -> str:
    return "Complétez la ligne." if required_at(where) else "Complétez, ou retirez la ligne."


def _unfit(value: str, field: str, context: dict[str, Any]) -> Told:
    if "max_length" in context:
        most = context["max_length"]
        named = "" if shortened(value, 40) == field else f" pour « {field} »"
        cause = f"« {shortened(value, 40)} » est trop long{named} ({len(value)} caractères)"
        return cause, f"Au plus {most} caractères."
    if any(quote in value for quote in "“”‘’"):
        return f"les guillemets de {shortened(value, 40)} sont courbes", 'Tapez des guillemets droits : "…".'
    if not value and (not field or "pattern" not in context):
        return "un mot-clé est vide", "Écrivez-le avant les deux-points, ou retirez la ligne."
    explained, rewritten = _PATTERNS[str(context["pattern"])]
    cause = f"« {shortened(value, 40)} » ne convient pas" + ("" if value == field else f" pour « {field} »")
    better = rewritten(value)
    fits = better != value and re.match(str(context["pattern"]), better)
    return cause, f"{explained} Écrivez : {better}." if fits else explained


def _counted(where: Where, field: str, count: int) -> Told:
    if field == "age":
        return (
            "« age » s'écrit avec deux nombres, le plus petit et le plus grand",
            "Écrivez, par exemple : age: [3, 5].",
        )
    if count == 0:
        return f"« {field} » est vide", _completed(where)
    if count == 1:
        return f"« {field} » n'a qu'un élément", "Ajoutez-en un : il en faut deux au moins pour une liste à cocher."
    return (
        f"« {field} » a {count} éléments, {doc.MOST_BUTTONS} au plus",
        "On ne lit pas plus de boutons : regroupez-les.",
    )


def _misshapen(source: Source, where: Where, field: str, kind: str, value: Any) -> Told:
    if where and (owner := _owner(source, where)):
        return f"« {field} » n'est pas à sa place", f"Décalez-le de deux espaces, sous « {owner} »."
    if field in ("si", "sauf") and kind in ("list_type", "dict_type"):
        return f"« {field} » n'est pas une condition", f"Écrivez {field}: {{ question: réponse }}."
    if kind == "list_type":
        if isinstance(value, dict) and model_at(where) is not None:
            fix = f"Commencez chaque élément par un tiret : « - {next(iter(value), '…')}: … »."
            return f"« {field} » doit être une liste", fix
        return f"« {field} » doit être une liste", f"Écrivez {field}: [premier, deuxième]."
    if kind == "string_type":
        if isinstance(value, dict) and len(value) == 1 and isinstance(where[-1], int):
            cut = " : ".join(str(part) for part in next(iter(value.items())))
            return f"un deux-points coupe « {shortened(cut, 40)} »", QUOTE_IT
        fix = QUOTE_IT if any(sign in source.line(where) for sign in "[{") else "Écrivez-le sur la même ligne."
        return f"« {field} » doit être un texte, pas une liste ni un bloc", fix
    if not where:
        cause = "ce ne sont pas des règles : elles sont faites de blocs « mot: valeur »"
        return cause, "Vérifiez le chemin, ou repartez de l'exemple fourni."
    fields, fix = fields_at(where), "Passez à la ligne, et décalez de deux espaces ce qui lui appartient"
    cause = f"« {field} » doit être un bloc de lignes « mot: valeur »"
    return cause, f"{fix} : {', '.join(fields)}." if fields else f"{fix}."


def _owner(source: Source, where: Where) -> str:
    """The key just above under which nothing is written, and where this one belongs; empty when there is none."""
    name, beside = where[-1], source.at(where[:-1])
    above = ""
    for key, value in beside.items() if isinstance(beside, dict) else ():
        if key == name:
            break
        if value == "" or isinstance(value, dict):
            above = key if value == "" else ""
    return above if above and name in fields_at((*where[:-1], above)) else ""


def _field(where: Where) -> str:
    return shortened(next((part for part in reversed(where) if isinstance(part, str)), ""), 40)


def _day(value: str) -> str:
    parts = re.findall(r"[0-9]+", value)
    if len(parts) == 3 and len(parts[2]) == 4:
        parts.reverse()
    return "-".join(part.zfill(2) for part in parts)


def _digits(value: str) -> str:
    kept = "".join(sign for sign in value if sign in "+0123456789")
    return kept.replace("+330", "0").replace("+33", "0")


def _colour(value: str) -> str:
    digits = value.strip().lstrip("#")
    return f"#{digits if len(digits) != 3 else ''.join(sign * 2 for sign in digits)}"


_Rewrite = Callable[[str], str]
_PATTERNS: dict[str, tuple[str, _Rewrite]] = {
    doc.ID: (
        "Un identifiant s'écrit en minuscules sans accent ni espace, avec des « _ ».",
        lambda value: "_".join(fold(value).split())[: doc.LONGEST_ID].strip("_"),
    ),
    doc.DAY: ("Une date s'écrit année-mois-jour.", _day),
    doc.NUMBER: ("Un nombre s'écrit en chiffres, sans unité.", lambda value: "".join(re.findall("[0-9]+", value)[:1])),
    doc.COUNT: ("Un chiffre de 1 à 9.", lambda value: "".join(re.findall("[0-9]+", value)[:1])),
    doc.DIAL: ("Un numéro s'écrit en chiffres sans espace : quatre au plus, ou dix.", _digits),
    doc.LANG: ("Une langue s'écrit par son code : fr, en, ar.", str.strip),
    doc.ICON: ("Une icône est un émoji : 🏠.", str.strip),
    doc.COLOUR: ('Une couleur s\'écrit avec un dièse et six signes, entre guillemets : "#0b4656".', _colour),
}
