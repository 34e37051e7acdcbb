"""A first draft of the map of a spreadsheet: its columns are guessed, each guess says why, the rest is left to people.

What this writes is read by `correspondence.read` and imports the file at once; nothing of it is sure until somebody read it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from knowledge.importers import checking, cleaning
from knowledge.importers.proposing_columns import Column, Sheet, sheet
from knowledge.importers.proposing_guesses import Guess, guesses, is_person, known_titles
from knowledge.importers.proposing_values import CODED, Words, words
from knowledge.importers.sources import Source
from knowledge.importers.tables import letter
from knowledge.importers.weeks import DAYS
from knowledge.text import fold

_ORDER = (
    *("id", "nom", "nom_service", "siret", "adresse", "complement_adresse", "code_postal", "commune", "code_insee"),
    *("latitude", "longitude", "telephone", "courriel", "site_web", "horaires_accueil", "description", "thematiques"),
    *("publics", "publics_precisions", "frais", "frais_precisions", "conditions_acces", "modes_accueil", "date_maj"),
)
_INSTEAD = {"publics": "publics_precisions", "frais": "frais_precisions", "thematiques": "description"}
"""Where the words of a column go when they are free text, not a list of words that can become codes."""

_QUOTED = 40
"""Characters of a value that a comment quotes."""


def proposed(source: Source) -> str:
    """The map of a table, in YAML, with a comment for each guess. Raises InputError when there is no table."""
    found = sheet(source, known_titles())
    fields, days, left = guesses(found.columns)
    fields, drafts = _coded(fields)
    return (
        "\n".join([*_top(source, found), *_fields(fields, drafts), *_days(days), *_left(left), *_constants(fields)])
        + "\n"
    )


def _coded(fields: Sequence[Guess]) -> tuple[list[Guess], dict[str, Words]]:
    """Fields of codes whose cells are free text go to the field of words beside it; the others get their draft."""
    kept: dict[str, Guess] = {}
    drafts: dict[str, Words] = {}
    for guess in fields:
        if guess.field not in CODED:
            _join(kept, guess)
        elif draft := words(guess.field, [value for column in guess.columns for value in column.values]):
            kept[guess.field], drafts[guess.field] = guess, draft
        elif other := _INSTEAD.get(guess.field):
            why = f"{guess.why} ; des phrases plutôt que des mots à coder"
            _join(kept, Guess(other, guess.columns, why))
    return sorted(kept.values(), key=_rank), drafts


def _join(kept: dict[str, Guess], guess: Guess) -> None:
    if before := kept.get(guess.field):
        before.columns = sorted([*before.columns, *guess.columns], key=lambda column: column.place)
        before.why += f" ; {guess.why}"
    else:
        kept[guess.field] = guess


def _rank(guess: Guess) -> tuple[int, str]:
    return (_ORDER.index(guess.field) if guess.field in _ORDER else len(_ORDER), guess.field)


def _top(source: Source, found: Sheet) -> Iterator[str]:
    yield f"# Carte proposée pour {_comment(source.name, 80)} : rien n'y est sûr tant que vous ne l'avez pas relue."
    yield "# Chaque champ dit pourquoi sa colonne a été choisie. Corrigez, supprimez, ajoutez (champs : docs/importer.md)."
    yield ""
    yield "# Le début de chaque identifiant : minuscules, chiffres, tirets. Ne le changez plus après le premier import."
    yield f"source: {fold(PurePath(source.name).stem).replace(' ', '-') or 'tableau'}"
    if found.name is not None:
        yield "# La feuille la plus remplie."
        yield f"feuille: {_quoted(found.name)}"
    if found.header > 1:
        yield "# La ligne des titres."
        yield f"entete: {found.header}"
    yield ""
    yield "champs:"


def _fields(fields: Iterable[Guess], drafts: dict[str, Words]) -> Iterator[str]:
    named = False
    for guess in fields:
        named |= guess.field == "nom"
        yield f"  # {_comment(guess.why, 200)}. {_examples(guess.columns)}"
        listed = [_quoted(column.reference) for column in guess.columns]
        value = listed[0] if len(listed) == 1 else f"[{', '.join(listed)}]"
        draft = drafts.get(guess.field)
        if not guess.whole and draft is None:
            yield f"  {guess.field}: {value}"
            continue
        yield f"  {guess.field}:"
        yield f"    colonne: {value}"
        if guess.whole:
            yield "    # Rue, code postal et ville sont dans une seule cellule."
            yield "    separer: oui"
        if draft is not None:
            yield from _values(draft)
    if not named:
        yield "  # À COMPLÉTER : quelle colonne porte le nom de la structure ? Sans elle, rien ne s'importe."


def _values(draft: Words) -> Iterator[str]:
    if draft.separator is not None:
        yield f"    separateur: {_quoted(draft.separator)}"
    yield '    # Les mots du tableau et leurs codes. Rien ("") : ce mot est laissé de côté.'
    yield "    valeurs:"
    for word, code in draft.codes:
        yield f"      {_quoted(word)}: {_quoted(code)}" + ("" if code else "  # à compléter")


def _days(days: Sequence[Column]) -> Iterator[str]:
    if not days:
        return
    week = [next((column for column in days if day in fold(column.title).split()), None) for day in DAYS]
    found = [column for column in week if column]
    if found != week[: len(found)]:
        listed = ", ".join(f"« {_comment(column.title, 40)} »" for column in days)
        yield f"  # Des jours sans le lundi ou avec un trou : {listed}. Pour en faire des horaires, ajoutez au tableau les"
        yield "  # colonnes qui manquent, vides, puis donnez-les toutes à horaires_accueil avec « jours: oui »."
        return
    yield "  # Une colonne par jour, du lundi au dimanche ; une cellule vide veut dire fermé."
    yield "  horaires_accueil:"
    yield f"    colonne: [{', '.join(_quoted(column.reference) for column in found)}]"
    yield "    jours: oui"


def _left(left: Sequence[Column]) -> Iterator[str]:
    if left:
        yield ""
        yield "# Colonnes laissées de côté :"
    for column in left:
        name = f"« {_comment(column.title, 60)} »" if column.title else f"colonne {letter(column.place)}, sans titre"
        advice = (
            " Un nom de personne ? Ne l'ajoutez (contact_nom_prenom) qu'avec son accord." if is_person(column) else ""
        )
        yield f"#   {name}. {_examples([column])}{advice}"


def _constants(fields: Iterable[Guess]) -> Iterator[str]:
    names = {guess.field for guess in fields}
    yield ""
    yield "# Ce qui est vrai de toutes les lignes, ou remplace une cellule vide."
    yield "constantes:"
    if "date_maj" not in names:
        yield "  # À REMPLACER par le jour de la dernière vérification de ce tableau (le 1er janvier 2000 : inconnu)."
    else:
        yield "  # Pour les lignes sans date (le 1er janvier 2000 : inconnu)."
    yield f"  date_maj: {checking.UNKNOWN_DAY.isoformat()}"
    if "modes_accueil" not in names:
        yield "  # Si tout le monde est reçu sur place, enlevez le « # » :"
        yield "  # modes_accueil: en-presentiel"


def _examples(columns: Sequence[Column]) -> str:
    """How much is filled, and a value or two where they are short."""
    filled = f"Remplie à {round(100 * max(column.filled for column in columns))} %"
    values = [line for column in columns for value in column.values[:40] if (line := cleaning.line(value))]
    short = [value for value in dict.fromkeys(values) if len(value) <= _QUOTED][:2]
    return (
        f"{filled}, par exemple : {' ; '.join(map(_comment, short))}" if short else f"{filled}, par des textes longs."
    )


def _comment(text: str, longest: int = _QUOTED) -> str:
    """What may stand in a comment: one line, without controls."""
    return cleaning.shortened(cleaning.line(text) or "", longest)


def _quoted(text: str) -> str:
    """A text as YAML reads it back, whatever it holds: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)
