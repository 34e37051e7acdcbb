"""Why a line is not YAML, told to somebody who has never heard of YAML.

Small rules are tried one after the other: the first that knows the trouble says where it starts, what it is, and what
to write. They read the English of PyYAML's own errors (its Python scanner, whose sentences are stable) and the lines.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from knowledge.rules.mistakes import Mistake, shortened

Told = tuple[int, str, str]
"""Line, cause, fix."""

QUOTE_IT = 'Entourez le texte de guillemets droits : "…".'

_KEY = re.compile(r"^\s*(?:- +)*[\"']?([\w.+-]+)[\"']?\s*:(?=\s|$)")
_GLUED = re.compile(r"^\s*(?:- +)*([a-z_]+):(?=[^\s/:])")
_BARE = re.compile(r"^\s*(\w+)\s*$")
_SIMPLE = re.compile(r"^\s*(?:- +)*([\w.+-]+): +([^\s\"\[{].*?)\s*$")
_INDENT = re.compile(r"^\s*")
_HARD_INDENT = re.compile("^[ \t]*[\u00a0\u2007\u202f\u3000]")
_COMMENT = re.compile(r"\s#[^\"]*$")
_FAR = 60
"""Lines above the trouble among which a quote left open is looked for."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What PyYAML stumbled on. Lines are numbered from 1; `start` is where the passage began, if that is known."""

    problem: str
    context: str
    line: int
    column: int
    start: int
    lines: Sequence[str]

    def written(self, line: int | None = None) -> str:
        return self.lines[(self.line if line is None else line) - 1]

    @property
    def before(self) -> int:
        """The nearest line above that says something; the line itself when it is the first."""
        numbers = range(self.line - 1, 0, -1)
        told = (number for number in numbers if (text := self.lines[number - 1].strip()) and not text.startswith("#"))
        return next(told, self.line)

    @property
    def sign(self) -> str:
        """The character on which reading stopped; empty at the end of a line."""
        return self.written()[self.column - 1 : self.column]

    @property
    def at_first_colon(self) -> bool:
        key = _KEY.match(self.written())
        return key is not None and self.column == key.end()


def diagnosed(error: yaml.MarkedYAMLError, file: str, lines: Sequence[str]) -> Mistake:
    """The mistake behind an error of the YAML scanner or parser."""
    mark, context_mark = error.problem_mark or error.context_mark, error.context_mark
    last = max((number for number, text in enumerate(lines, 1) if text.strip()), default=1)
    line = min(mark.line + 1, last) if mark else last
    column = mark.column + 1 if mark and mark.line + 1 <= last else len(lines[line - 1]) + 1
    start = min(context_mark.line + 1, last) if context_mark else line
    trouble = _Trouble(error.problem or "", error.context or "", line, column, start, lines)
    line, cause, fix = next(told for rule in _RULES if (told := rule(trouble)))
    column = column if line == trouble.line else len(_INDENT.match(lines[line - 1])[0]) + 1  # type: ignore[index]
    return Mistake(file, line, column, f"{cause} : « {shortened(lines[line - 1])} »", fix)


def block_around(lines: Sequence[str], line: int) -> tuple[int, int]:
    """The entry of a section that holds this line, or the whole section, as a slice of `lines`.

    >>> block_around(["a:", "  b:", "    c: d", "  e: f", "g: h"], 3)
    (1, 3)
    """
    start = line - 1
    while start > 0 and (not lines[start].strip() or _depth(lines[start]) > 2):
        start -= 1
    stop = max(start + 1, line)
    while stop < len(lines) and (not lines[stop].strip() or _depth(lines[stop]) > _depth(lines[start])):
        stop += 1
    return start, stop


def _quoted(line: str) -> str:
    """How to write this line with quotes, where that is simple to say.

    >>> print(_quoted("  conseil: Attention : venez tôt"))
    Écrivez : conseil: "Attention : venez tôt".
    """
    simple = _SIMPLE.match(line)
    if simple is None or '"' in simple[2]:
        return QUOTE_IT
    value = shortened(simple[2].strip("'"), 50)
    return f'Écrivez : {simple[1]}: "{value}".'


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())


def _tab(trouble: _Trouble) -> Told | None:
    indent = _INDENT.match(trouble.written())
    if indent and "\t" in indent[0]:
        return trouble.line, "une tabulation commence cette ligne", "Remplacez-la par des espaces, deux par niveau."
    return None


def _hard_space(trouble: _Trouble) -> Told | None:
    for line in (trouble.line, trouble.before):
        if _HARD_INDENT.match(trouble.written(line)):
            return line, "une espace insécable commence cette ligne", "Effacez le début de la ligne, retapez des espaces."
    return None


def _quote_open(trouble: _Trouble) -> Told | None:
    """The nearest line with quotes, from here upwards, when it has an odd number of them."""
    fix = "Un texte commence et finit par un guillemet droit ; à l'intérieur, employez « … »."
    for line in range(trouble.line, max(0, trouble.line - _FAR), -1):
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


def _text_ends_early(trouble: _Trouble) -> Told | None:
    if not ("<block end>" in trouble.problem or trouble.context.startswith("while parsing a flow")):
        return None
    match trouble.written()[: trouble.column - 1].rstrip()[-1:]:
        case "'":
            return trouble.line, "une apostrophe termine ce texte trop tôt", _quoted(trouble.written())
        case '"' if trouble.sign not in ":]}":
            fix = "Dans un texte, employez « … » ; entre deux textes d'une liste, mettez une virgule."
            return trouble.line, "un guillemet termine ce texte trop tôt", fix
    return None


def _colon_missing(trouble: _Trouble) -> Told | None:
    """A word alone on its line, or glued to its value, makes the line after it unreadable."""
    if "expected ':'" in trouble.problem:
        suspects = [trouble.start]
    elif "mapping values" in trouble.problem and trouble.at_first_colon:
        suspects = [trouble.before]
    elif trouble.context.startswith("while parsing a flow"):
        return None
    else:
        suspects = [trouble.line, trouble.before]
    for line in suspects:
        if glued := _GLUED.match(trouble.written(line)):
            return line, "il manque une espace après les deux-points", f"Écrivez « {glued[1]}: … »."
        if bare := _BARE.match(trouble.written(line)):
            return line, "il manque les deux-points", f"Écrivez « {bare[1]}: … »."
    if "expected ':'" in trouble.problem:
        return trouble.start, "il manque les deux-points", "Écrivez « mot: valeur », ou réunissez ce texte sur une ligne."
    return None


def _too_far(trouble: _Trouble) -> Told | None:
    if "mapping values" in trouble.problem and trouble.at_first_colon:
        fix = f"Alignez-la avec la ligne {trouble.before}, ou retirez la valeur de celle-ci."
        return trouble.line, "cette ligne est plus décalée que la précédente, qui a déjà une valeur", fix
    return None


def _colon_inside(trouble: _Trouble) -> Told | None:
    in_flow = trouble.context.startswith("while parsing a flow") and not trouble.at_first_colon
    if "mapping values" in trouble.problem or (trouble.sign == ":" and in_flow):
        return trouble.line, "un deux-points coupe un texte qui n'a pas de guillemets", _quoted(trouble.written())
    return None


def _flow_open(trouble: _Trouble) -> Told | None:
    if not trouble.context.startswith("while parsing a flow") or "node" in trouble.context:
        return None
    if trouble.sign and trouble.sign in "]}":
        fix = "Une liste s'écrit [a, b] ; un bloc s'écrit { a: b }."
        return trouble.line, f"« {trouble.sign} » ne ferme pas le signe qui est ouvert", fix
    opened, closing = ("[", "]") if "sequence" in trouble.context else ("{", "}")
    kind = "la liste ouverte par" if opened == "[" else "le bloc ouvert par"
    if trouble.start == trouble.line and trouble.sign:
        return trouble.line, f"il manque une virgule avant « {trouble.sign} »", QUOTE_IT
    return trouble.start, f"{kind} « {opened} » n'est pas refermé{'e' if opened == '[' else ''}", f"Ajoutez « {closing} »."


def _closed_twice(trouble: _Trouble) -> Told | None:
    if trouble.sign and trouble.sign in "]}":
        return trouble.line, f"« {trouble.sign} » ferme ce qui n'est pas ouvert", "Retirez-le, ou ouvrez la liste plus tôt."
    return None


def _reserved_sign(trouble: _Trouble) -> Told | None:
    if "block scalar" in trouble.context:
        return trouble.line, "une valeur ne peut pas commencer par « > » ni « | »", _quoted(trouble.written())
    if "cannot start any token" in trouble.problem or any(
        each in trouble.context for each in (" alias", " anchor", " tag", " directive")
    ):
        written, sign = trouble.written(), trouble.sign
        if "cannot start" not in trouble.problem:
            sign = next((each for each in written[: trouble.column] if each in "*&!%"), sign)
        return trouble.line, f"une valeur ne peut pas commencer par « {sign} »", _quoted(written)
    return None


def _dash(trouble: _Trouble) -> Told | None:
    if "sequence entries are not allowed" in trouble.problem:
        fix = "Passez à la ligne avant le tiret, ou écrivez la liste ainsi : [premier, deuxième]."
        return trouble.line, "un tiret suit un mot sur la même ligne", fix
    if "found '-'" in trouble.problem:
        return trouble.line, "un tiret ne convient pas ici", "Décalez-le sous le mot dont il commence la liste."
    return None


def _comma(trouble: _Trouble) -> Told | None:
    if "found ','" in trouble.problem:
        return trouble.line, "une virgule de trop", "Retirez-la, ou entourez le texte de guillemets."
    return None


def _backslash(trouble: _Trouble) -> Told | None:
    if "escape" in trouble.problem or "hexdecimal" in trouble.problem:
        return trouble.line, "une barre oblique inverse « \\ » dans un texte", "Retirez-la, ou écrivez « / »."
    return None


def _misaligned(trouble: _Trouble) -> Told | None:
    if "<block end>" in trouble.problem:
        fix = f"Donnez-lui autant d'espaces qu'à la ligne {trouble.before}, ou qu'au bloc où elle doit aller."
        return trouble.line, "le retrait de cette ligne ne correspond à aucune ligne au-dessus", fix
    return None


def _unknown(trouble: _Trouble) -> Told:
    fix = "Vérifiez le retrait, les deux-points et les guillemets de cette ligne et de la précédente."
    return trouble.line, "cette ligne ne se lit pas", fix


_RULES: tuple[Callable[[_Trouble], Told | None], ...] = (
    _tab,
    _hard_space,
    _backslash,
    _quote_open,
    _text_ends_early,
    _colon_missing,
    _too_far,
    _colon_inside,
    _comma,
    _reserved_sign,
    _flow_open,
    _closed_twice,
    _dash,
    _misaligned,
    _unknown,
)
