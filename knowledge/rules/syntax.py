"""Why a line is not YAML, told to somebody who has never heard of YAML.

Small rules are tried one after the other: the first that knows the trouble says where it starts, what it is, and what
to write. They read the English of PyYAML's own errors (its Python scanner, whose sentences are stable) and the lines.
"""

import re
from collections.abc import Callable, Sequence

import yaml

from knowledge.rules.mistakes import Mistake, shortened
from knowledge.rules.trouble import KEY, QUOTE_IT, Trouble, depth, quoted

Told = tuple[int, str, str]
"""Line, cause, fix."""

_GLUED = re.compile(r"^\s*(?:- +)*([a-z_]+):(?=[^\s/:])")
_BARE = re.compile(r"^\s*(\w+)(?:\s+[\"\[{«].*)?\s*$")
_NEXT_KEY = re.compile(r"([\w.+-]+):(?:\s|$)")
_INDENT = re.compile(r"^\s*")
_HARD_INDENT = re.compile("^[ \t]*[\u00a0\u2007\u202f\u3000]")
_COMMENT = re.compile(r"\s#[^\"]*$")
_NO_COLON = "Écrivez « mot: valeur », ou commencez-la par « # » si c'est une remarque."
_OUT_OF_LINE = "cette ligne n'est pas alignée avec ses voisines"
_FAR = 60
"""Lines above the trouble among which a quote left open is looked for."""


def diagnosed(error: yaml.MarkedYAMLError, file: str, lines: Sequence[str]) -> Mistake:
    """The mistake behind an error of the YAML scanner or parser."""
    trouble = Trouble.of(error, lines)
    line, cause, fix = next(told for rule in _RULES if (told := rule(trouble)))
    column = trouble.column if line == trouble.line else depth(lines[line - 1]) + 1
    return Mistake(file, line, column, f"{cause} : « {shortened(lines[line - 1])} »", fix)


def _tab(trouble: Trouble) -> Told | None:
    indent = _INDENT.match(trouble.written())
    if indent and "\t" in indent[0]:
        return trouble.line, "une tabulation commence cette ligne", "Remplacez-la par des espaces, deux par niveau."
    return None


def _hard_space(trouble: Trouble) -> Told | None:
    for line in (trouble.line, trouble.before):
        if _HARD_INDENT.match(trouble.written(line)):
            return (
                line,
                "une espace insécable commence cette ligne",
                "Effacez le début de la ligne, retapez des espaces.",
            )
    return None


def _quote_open(trouble: Trouble) -> Told | None:
    """The nearest line with quotes, from here upwards, when it has an odd number of them."""
    fix = "Un texte commence et finit par un guillemet droit ; à l'intérieur, employez « … »."
    for line in range(trouble.line, max(0, trouble.line - _FAR), -1):
        if trouble.written(line).lstrip().startswith("#"):
            continue
        count = _COMMENT.sub("", trouble.written(line).replace('\\"', "")).count('"')
        if count == 1:
            return line, "un guillemet ouvert ici n'est pas refermé", "Fermez-le à la fin du texte, sur la même ligne."
        if count % 2:
            return line, "un guillemet droit manque, ou il y en a un de trop", fix
        if count and line != trouble.line:
            break
    if "quoted scalar" in trouble.context and "end of stream" in trouble.problem:
        return trouble.start, "une apostrophe ouverte ici n'est pas refermée", QUOTE_IT
    return None


def _text_ends_early(trouble: Trouble) -> Told | None:
    if not ("<block end>" in trouble.problem or trouble.context.startswith("while parsing a flow")):
        return None
    match trouble.written()[: trouble.column - 1].rstrip()[-1:]:
        case "'":
            return trouble.line, "une apostrophe termine ce texte trop tôt", quoted(trouble.written())
        case '"' if "flow" in trouble.context and (key := _NEXT_KEY.match(trouble.written()[trouble.column - 1 :])):
            return trouble.line, f"il manque une virgule avant « {key[1]} »", "Ajoutez-la."
        case '"' if trouble.sign not in ":]}":
            fix = "Dans un texte, employez « … » ; entre deux textes d'une liste, mettez une virgule."
            return trouble.line, "un guillemet termine ce texte trop tôt", fix
    return None


def _colon_missing(trouble: Trouble) -> Told | None:
    """A line without its colon, or glued to its value, makes the line after it unreadable."""
    after_a_key = "mapping values" in trouble.problem and trouble.at_first_colon
    if "expected ':'" in trouble.problem:
        suspects = [trouble.start]
    elif after_a_key:
        suspects = [trouble.before, trouble.above(lambda each: bool(_GLUED.match(each) or KEY.match(each)))]
    elif trouble.context.startswith("while parsing a flow"):
        return None
    else:
        suspects = [trouble.line, trouble.before]
    for line in filter(None, suspects):
        if glued := _GLUED.match(trouble.written(line)):
            return line, "il manque une espace après les deux-points", f"Écrivez « {glued[1]}: … »."
        if bare := _BARE.match(trouble.written(line)):
            return line, "il manque les deux-points", f"Écrivez « {bare[1]}: … »."
    if "expected ':'" in trouble.problem:
        return trouble.start, "cette ligne n'a pas de deux-points", _NO_COLON
    if after_a_key and depth(trouble.written()) <= depth(trouble.written(trouble.before)):
        return trouble.before, "cette ligne n'a pas de deux-points", _NO_COLON
    return None


def _too_far(trouble: Trouble) -> Told | None:
    deeper = depth(trouble.written()) > depth(trouble.written(trouble.before))
    if deeper and ("<block end>" in trouble.problem or trouble.at_first_colon):
        fix = f"Alignez-la avec la ligne {trouble.before}, ou retirez la valeur de celle-ci."
        return trouble.line, "cette ligne est plus décalée que la précédente, qui a déjà une valeur", fix
    return None


def _colon_inside(trouble: Trouble) -> Told | None:
    in_flow = trouble.context.startswith("while parsing a flow") and not trouble.at_first_colon
    if "mapping values" in trouble.problem or (trouble.sign == ":" and in_flow):
        return trouble.line, "un deux-points coupe un texte qui n'a pas de guillemets", quoted(trouble.written())
    return None


def _flow_open(trouble: Trouble) -> Told | None:
    if not trouble.context.startswith("while parsing a flow") or "node" in trouble.context:
        return None
    if trouble.sign and trouble.sign in "]}":
        fix = "Une liste s'écrit [a, b] ; un bloc s'écrit { a: b }."
        return trouble.line, f"« {trouble.sign} » ne ferme pas le signe qui est ouvert", fix
    opened, closing = ("[", "]") if "sequence" in trouble.context else ("{", "}")
    kind = "la liste ouverte par" if opened == "[" else "le bloc ouvert par"
    if trouble.start == trouble.line and trouble.sign:
        return trouble.line, f"il manque une virgule avant « {trouble.sign} »", QUOTE_IT
    return (
        trouble.start,
        f"{kind} « {opened} » n'est pas refermé{'e' if opened == '[' else ''}",
        f"Ajoutez « {closing} ».",
    )


def _closed_twice(trouble: Trouble) -> Told | None:
    if trouble.sign and trouble.sign in "]}":
        return (
            trouble.line,
            f"« {trouble.sign} » ferme ce qui n'est pas ouvert",
            "Retirez-le, ou ouvrez la liste plus tôt.",
        )
    return None


def _reserved_sign(trouble: Trouble) -> Told | None:
    if "block scalar" in trouble.context:
        return trouble.line, "une valeur ne peut pas commencer par « > » ni « | »", quoted(trouble.written())
    if "cannot start any token" in trouble.problem or any(
        each in trouble.context for each in (" alias", " anchor", " tag", " directive")
    ):
        written, sign = trouble.written(), trouble.sign
        if "cannot start" not in trouble.problem:
            sign = next((each for each in written[: trouble.column] if each in "*&!%"), sign)
        return trouble.line, f"une valeur ne peut pas commencer par « {sign} »", quoted(written)
    return None


def _dash(trouble: Trouble) -> Told | None:
    if "sequence entries are not allowed" in trouble.problem:
        fix = "Passez à la ligne avant le tiret, ou écrivez la liste ainsi : [premier, deuxième]."
        return trouble.line, "un tiret suit un mot sur la même ligne", fix
    in_list = trouble.context == "while parsing a block collection"
    if in_list and depth(trouble.written()) == depth(trouble.written(trouble.start)):
        return trouble.start, "un tiret ne convient pas ici", "Décalez la liste sous le mot auquel elle appartient."
    if "found '-'" in trouble.problem:
        return trouble.line, "un tiret ne convient pas ici", "Décalez-le sous le mot dont il commence la liste."
    return None


def _bracket_first(trouble: Trouble) -> Told | None:
    before = trouble.written()[: trouble.column - 1].rstrip()[-1:]
    if "<block end>" in trouble.problem and before and before in "]}" and trouble.sign not in "]}":
        return trouble.line, "un crochet ou une accolade commence ce texte", QUOTE_IT
    return None


def _comma(trouble: Trouble) -> Told | None:
    if "found ','" in trouble.problem:
        return trouble.line, "une virgule de trop", "Retirez-la, ou entourez le texte de guillemets."
    return None


def _backslash(trouble: Trouble) -> Told | None:
    if "escape" in trouble.problem or "hexdecimal" in trouble.problem:
        return trouble.line, "une barre oblique inverse « \\ » dans un texte", "Retirez-la, ou écrivez « / »."
    return None


def _misaligned(trouble: Trouble) -> Told | None:
    """The line that is out of line is not always the one where reading stops."""
    if "<block end>" not in trouble.problem:
        return None
    spaces = depth(trouble.written())
    above = trouble.above(lambda each: depth(each) < spaces)
    first = next((line for line in range(above + 1, trouble.line) if trouble.written(line).strip()), trouble.line)
    if spaces % 2 == 0 and depth(trouble.written(first)) % 2:
        return first, _OUT_OF_LINE, f"Donnez-lui {spaces} espaces, comme à la ligne {trouble.line}."
    beside = trouble.above(lambda each: depth(each) <= spaces, start=above) if above else 0
    twin = beside > 0 and depth(trouble.written(beside)) == spaces and not trouble.opens_a_part(above)
    if above and (twin or depth(trouble.written(above)) % 2):
        return above, _OUT_OF_LINE, f"Donnez-lui {spaces} espaces, comme à la ligne {trouble.line}."
    fix = f"Donnez-lui autant d'espaces qu'à la ligne {trouble.before}, ou qu'au bloc où elle doit aller."
    return trouble.line, "le retrait de cette ligne ne correspond à aucune ligne au-dessus", fix


def _unknown(trouble: Trouble) -> Told:
    fix = "Vérifiez le retrait, les deux-points et les guillemets de cette ligne et de la précédente."
    return trouble.line, "cette ligne ne se lit pas", fix


_RULES: tuple[Callable[[Trouble], Told | None], ...] = (
    _tab,
    _hard_space,
    _backslash,
    _quote_open,
    _text_ends_early,
    _colon_missing,
    _too_far,
    _colon_inside,
    _bracket_first,
    _comma,
    _reserved_sign,
    _flow_open,
    _closed_twice,
    _dash,
    _misaligned,
    _unknown,
)
