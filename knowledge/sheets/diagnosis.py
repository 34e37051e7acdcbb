"""What Typst says of a template that fails, told in French to who edits it."""

import re
from pathlib import Path

import typst

_PLACE = re.compile(r"┌─ (?:.*/)?(?P<file>[^/\n]+\.typ):(?P<line>\d+):\d+")

_CAUSES = (
    (r"unknown variable: (.+)", "« {} » n'existe pas", "Vérifiez son nom, ou les lignes « #import » du début."),
    (r"unclosed delimiter", "une parenthèse, un crochet ou une accolade n'est pas refermé", "Refermez-le."),
    (r"unclosed (?:string|raw text)", "un texte n'est pas refermé", "Ajoutez le guillemet qui manque."),
    (r"unexpected closing .+", "une parenthèse, un crochet ou une accolade se ferme sans s'être ouvert", "Retirez-le."),
    (r"file not found \(searched at (?:.*/)?([^/]+)\)", "le fichier « {} » n'existe pas", "Mettez-le dans le dossier."),
    (
        r"dictionary does not contain key \"(.+)\"",
        "les données n'ont pas de « {} »",
        "Le dossier « exemples » montre ce qu'elles ont.",
    ),
    (
        r"PDF/UA-1 error: skipped from heading level (\d) to (\d)",
        "un titre passe du niveau {} au niveau {}",
        "Un lecteur d'écran s'y perd : n'en sautez aucun.",
    ),
    (
        r"PDF/UA-1 error: missing alt text",
        "une image n'a pas de texte pour qui ne la voit pas",
        'Ajoutez alt: "…".',
    ),
    (r"PDF/UA-1 error: missing document title", "le document n'a pas de titre", "Gardez la ligne « #set document »."),
    (
        r"(?:the text|the character|PDF/UA-1 error).*(?:could not be displayed|not displayed|codepoint).*",
        "un signe n'existe pas dans les polices",
        "Choisissez-en un autre.",
    ),
    (r"expected (.+)", "Typst attend autre chose ici ({})", "Comparez avec le modèle d'origine."),
)


def diagnosed(error: typst.TypstError, sources: str | None = None) -> str:
    """File, line, cause and likely fix. Typst's own words where we have none for them.

    With the `sources` of the templates, what Typst quotes is told only where it is in them: the rest may come from a sheet.

    >>> error = typst.TypstError("unknown variable: bleu", "  ┌─ pathway.typ:5:1\\n")
    >>> error.message, error.diagnostic = "unknown variable: bleu", "  ┌─ pathway.typ:5:1\\n"
    >>> print(diagnosed(error))
    pathway.typ, ligne 5 : « bleu » n'existe pas. Vérifiez son nom, ou les lignes « #import » du début.
    >>> print(diagnosed(error, sources="#panic(data.words)"))
    pathway.typ, ligne 5 : « … » n'existe pas. Vérifiez son nom, ou les lignes « #import » du début.
    """
    place = _PLACE.search(error.diagnostic)
    where = f"{place['file']}, ligne {place['line']} : " if place else ""
    for pattern, cause, fix in _CAUSES:
        if found := re.match(pattern, error.message):
            return f"{where}{cause.format(*(_quoted(each, sources) for each in found.groups()))}. {fix}"
    return f"{where}Typst dit « {_quoted(error.message, sources)} ». Comparez avec le modèle d'origine."


def sources_in(folder: Path) -> str:
    """All templates of a folder, as they are written."""
    return "\n".join(each.read_text("utf-8", errors="replace") for each in sorted(folder.glob("*.typ")))


def _quoted(text: str, sources: str | None) -> str:
    return text if sources is None or text in sources else "…"
