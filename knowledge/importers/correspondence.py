"""The map of a spreadsheet, in YAML: which of its columns fills which field. Read as text; all mistakes told at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from rapidfuzz import process

from knowledge.errors import InputError
from knowledge.importers import checking
from knowledge.importers.sources import reading
from knowledge.importers.weeks import DAYS
from knowledge.model import Accessibility, Complement
from knowledge.text import fold

NESTED = frozenset({"lieux", "fermetures", "complet", "accessibilite"})
"""Fields of the complement that are more than a cell; of these, each disability of `accessibilite` is a field here."""

FIELDS = (
    (checking.STRUCTURE_FIELDS | checking.SERVICE_FIELDS | {"nom_service", "description_structure"})
    - {"source", "structure_id"}
    | {f"complement.{name}" for name in Complement.model_fields if name not in NESTED}
    | {f"complement.accessibilite.{name}" for name in Accessibility.model_fields}
)
"""What a column can fill: the fields of data·inclusion v1, `nom_service` and `description_structure` where a line says
both, and those of our complement."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Column(_Strict):
    """How a field is filled: `adresse`, or `[rubrique, autre rubrique]`, or all of it by name."""

    colonnes: list[str] = Field(alias="colonne", min_length=1)
    """Headers, or « colonne B » for a column that has none; several are joined."""
    entre: str | None = None
    """What is put between the cells that are joined."""
    separateur: str | None = Field(default=None, min_length=1)
    """What stands between the values of one cell."""
    valeurs: dict[str, list[str]] | None = None
    """What is written in the cell, and what it becomes; nothing: left aside knowingly."""
    separer: Literal["oui", "non"] = "non"
    """For `adresse` only: street, postcode and town are in one cell."""
    jours: Literal["oui", "non"] = "non"
    """For `horaires_accueil` only: a column a day, Monday first."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        return {"colonne": given} if isinstance(given, str | list) else given

    @model_validator(mode="after")
    def _week(self) -> Self:
        if self.jours == "oui" and len(self.colonnes) > len(DAYS):
            raise ValueError("« jours: oui » demande sept colonnes au plus, du lundi au dimanche.")
        return self

    @field_validator("colonnes", mode="before")
    @classmethod
    def _one(cls, given: Any) -> Any:
        return [given] if isinstance(given, str) else given

    @field_validator("valeurs", mode="before")
    @classmethod
    def _each(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {
            fold(key): ([value] if value else []) if isinstance(value, str) else value for key, value in given.items()
        }


class Correspondence(_Strict):
    """A whole map. `constantes` fill what the columns leave empty."""

    source: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    feuille: str | None = None
    entete: int = Field(default=1, ge=1)
    champs: dict[str, Column]
    constantes: dict[str, str | list[str]] = {}

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if "nom" not in self.champs:
            raise ValueError("il manque « nom » dans « champs » : quelle colonne porte le nom de la structure ?")
        if "date_maj" not in self.champs and "date_maj" not in self.constantes:
            raise ValueError(
                "il manque « date_maj », la date de dernière mise à jour : une colonne, ou dans « constantes » la date "
                "du tableau, par exemple « date_maj: 2024-03-01 »."
            )
        return self


def read(path: Path) -> Correspondence:
    """Read a map. Raises InputError with every mistake, its line and the likely fix."""
    with reading(path):
        content = path.read_bytes()
    try:
        root = yaml.compose(content.decode("utf-8-sig"), yaml.BaseLoader)
    except UnicodeDecodeError as error:
        raise InputError(f"« {path} » n'est pas du texte en UTF-8. Enregistrez-le en UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", ligne {mark.line + 1}" if mark else ""
        raise InputError(
            f"{path.name}{where} : cette carte ne se lit pas. Vérifiez les retraits, les deux-points et les guillemets "
            "de cette ligne et de la précédente."
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise InputError(f"{path.name} : cette carte est vide. Un exemple est dans docs/importer.md.")
    lines: dict[tuple[str, ...], int] = {}
    twice: list[tuple[int, str]] = []
    tree = _tree(root, (), lines, twice)
    mistakes = [*twice, *_unknown(tree, lines)]
    try:
        found = Correspondence.model_validate(tree)
    except ValidationError as error:
        mistakes += ((_line(lines, detail["loc"]), _told(detail)) for detail in error.errors())
        raise _mistaken(path, mistakes) from error
    if mistakes:
        raise _mistaken(path, mistakes)
    return found


def _tree(
    node: yaml.Node, where: tuple[str, ...], lines: dict[tuple[str, ...], int], twice: list[tuple[int, str]]
) -> Any:
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item, (*where, str(place)), lines, twice) for place, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in found:
            twice.append((line, f"« {key} » est déjà écrit ligne {lines[*where, key]} : gardez une seule des deux."))
        lines[*where, key] = line
        found[key] = _tree(value_node, (*where, key), lines, twice)
    return found


def _unknown(tree: dict[str, Any], lines: dict[tuple[str, ...], int]) -> Iterator[tuple[int, str]]:
    """Fields that do not exist: in `champs` and in `constantes` the keys are names of fields."""
    for part in ("champs", "constantes"):
        names = tree.get(part)
        for name in names if isinstance(names, dict) else ():
            if name in FIELDS:
                continue
            best = process.extractOne(name, sorted(FIELDS), score_cutoff=60)
            advice = f"Vouliez-vous dire « {best[0]} » ?" if best else "Les champs sont dans docs/importer.md."
            yield lines[part, name], f"le champ « {name} » n'existe pas. {advice}"


_WHY = {
    "missing": "il manque cette clé",
    "extra_forbidden": "cette clé n'existe pas ici",
    "int_parsing": "un nombre entier est attendu",
    "greater_than_equal": "un nombre à partir de 1 est attendu",
    "literal_error": "oui ou non est attendu",
    "string_pattern_mismatch": "des lettres minuscules sans accents, des chiffres et des tirets sont attendus",
    "dict_type": "une liste de « clé: valeur » est attendue",
    "model_type": "une colonne, une liste de colonnes ou un bloc est attendu",
    "list_type": "une colonne, ou une liste de colonnes, est attendue",
    "string_type": "un texte est attendu",
    "too_short": "il manque le nom de la colonne",
    "string_too_short": "il manque le signe qui sépare",
}


def _told(detail: Any) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    keys = [str(step) for step in detail["loc"]]
    return (
        f"« {keys[-1]} » : {_WHY.get(detail['type'], 'cette valeur ne convient pas')}." if keys else "carte illisible."
    )


def _line(lines: dict[tuple[str, ...], int], where: tuple[str | int, ...]) -> int:
    steps = tuple(map(str, where))
    return next((lines[steps[:length]] for length in range(len(steps), -1, -1) if steps[:length] in lines), 1)


def _mistaken(path: Path, mistakes: list[tuple[int, str]]) -> InputError:
    return InputError("\n".join(f"{path.name}, ligne {line} : {cause}" for line, cause in sorted(set(mistakes))))
