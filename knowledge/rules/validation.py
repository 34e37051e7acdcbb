"""Source → Document, every mistake told in French. pydantic's own English is never shown nor parsed: only its types."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.rules.document import Document
from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.reader import Source, Where


def validate(source: Source) -> tuple[Document | None, tuple[Mistake, ...]]:
    """The document, or None with every mistake of shape."""
    try:
        return Document.model_validate(source.tree), ()
    except ValidationError as error:
        return None, tuple(dict.fromkeys(_mistakes(source, error)))


def _mistakes(source: Source, error: ValidationError) -> Iterator[Mistake]:
    for detail in error.errors(include_url=False):
        where = _known(source, detail["loc"])
        yield source.mistake(where, *_told(source, where, detail))


def _known(source: Source, loc: tuple[int | str, ...]) -> Where:
    """The longest beginning of a location that is really written in the file, and the key that is missing after it."""
    where: Where = ()
    for part in loc:
        if (*where, part) in source.positions:
            where = (*where, part)
    return where


def _told(source: Source, where: Where, detail: ErrorDetails) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(detail["loc"][-1])
    key = str(where[-1]) if where else "le fichier"
    value = _short(detail["input"])
    match kind:
        case "missing":
            return f"il manque « {name} » dans « {key} »", f"Ajoutez une ligne « {name}: … »."
        case "extra_forbidden":
            return f"je ne connais pas « {name} » ici", meant(name, _keys_beside(where))
        case "enum" | "literal_error":
            expected = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").split(", ")
            return f"« {value} » n'est pas une valeur connue pour « {_field(where)} »", meant(value, expected)
        case "string_pattern_mismatch":
            return f"« {value} » ne convient pas pour « {_field(where)} »", _PATTERNS.get(
                str(context.get("pattern")), ""
            )
        case "string_too_short" | "too_short":
            return f"« {key} » est vide ou trop court", "Complétez, ou retirez la ligne."
        case "string_too_long":
            return f"« {value} » est trop long", f"Au plus {context.get('max_length')} caractères."
        case "too_long":
            return (
                f"« {key} » a trop d'éléments",
                f"Au plus {context.get('max_length')} : on ne lit pas plus de boutons.",
            )
        case "string_type":
            return (
                f"« {key} » doit être un texte, pas une liste ni un bloc",
                "Écrivez une seule valeur après les deux-points.",
            )
        case "list_type":
            return f"« {key} » doit être une liste", f"Écrivez {key}: [premier, deuxième]."
        case "dict_type" | "model_type" | "model_attributes_type":
            return (
                f"« {key} » doit être un bloc de lignes « mot: valeur »",
                "Passez à la ligne et décalez de deux espaces.",
            )
        case _:
            return f"« {key} » ne convient pas", "Comparez avec un passage voisin du même genre."


_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "Un identifiant s'écrit en minuscules sans accent, avec des « _ » : garde_enfants.",
    r"^\d{4}-\d{2}-\d{2}$": "Une date s'écrit année-mois-jour : 2026-11-21.",
    r"^\d{1,3}([.,]\d+)?$": "Écrivez un nombre, sans unité : 15.",
    r"^(\d{2,4}|0\d{9}|\+\d{8,15})$": "Un numéro s'écrit en chiffres sans espace : 115, 0199001234.",
    r"^[0-9AB]{5}$": "Un code INSEE a cinq signes : 69034.",
    r"^[a-z]{2,3}$": "Une langue s'écrit par son code : fr, en, ar.",
    r"^[1-9]$": "Écrivez un chiffre de 1 à 9.",
}


def _field(where: Where) -> str:
    return next((part for part in reversed(where) if isinstance(part, str)), "")


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else type(value).__name__
    return text if len(text) <= 40 else text[:39] + "…"


def _keys_beside(where: Where) -> list[str]:
    """The keys that the document knows at this place, by walking its models."""
    annotation: Any = Document
    for part in where[:-1]:
        annotation = _step(annotation, part)
    model = _model(annotation)
    return list(model.model_fields) if model else []


def _step(annotation: Any, part: str | int) -> Any:
    model = _model(annotation)
    if model is not None and isinstance(part, str) and part in model.model_fields:
        return model.model_fields[part].annotation
    return annotation


def _model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for item in get_args(annotation) if (found := _model(item)) is not None), None)
