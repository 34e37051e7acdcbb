"""What click says in English, in French."""

import click


def told(error: click.ClickException) -> str:
    """In French, what click says in English; a usage error also names the command that helps."""
    help_at = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        help_at = f"\nAide : {error.ctx.command_path} --help"
    match error:
        case click.NoSuchOption(option_name=name, possibilities=likely):
            hint = f" Vouliez-vous dire {' ou '.join(sorted(likely))} ?" if likely else ""
            return f"L'option {name} n'existe pas.{hint}{help_at}"
        case click.MissingParameter(param=param) if param is not None:
            return f"Il manque {_named(param)}.{help_at}"
        case click.BadOptionUsage(option_name=name):
            return f"L'option {name} est mal employée : il lui manque une valeur, ou elle n'en prend pas.{help_at}"
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.Choice):
            return f"{param.opts[0]} : les valeurs possibles sont {', '.join(map(str, param.type.choices))}.{help_at}"
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.Path | click.File):
            return f"{_named(param)} : {_path_trouble(error.message)}{help_at}"
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.IntRange):
            return f"{_named(param)} : un nombre entier est attendu{_range(param.type)}.{help_at}"
        case click.BadParameter(param=param) if param is not None and param.type.name.startswith("integer"):
            return f"{_named(param)} : un nombre entier est attendu.{help_at}"
        case click.UsageError(message=said) if said.startswith("Got unexpected extra argument"):
            return f"De trop : {said.partition('(')[2].rstrip(')')}.{help_at}"
    return f"{error.format_message()}{help_at}"


def _named(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.upper()


def _range(numbers: click.IntRange) -> str:
    """From which to which, where the type says it.

    >>> _range(click.IntRange(1)), _range(click.IntRange(1, 30))
    (', à partir de 1', ', de 1 à 30')
    """
    match numbers.min, numbers.max:
        case None, None:
            return ""
        case first, None:
            return f", à partir de {first}"
        case None, last:
            return f", {last} au plus"
        case first, last:
            return f", de {first} à {last}"


def _path_trouble(said: str) -> str:
    """What is wrong with a path, from the English sentence, which quotes it.

    >>> _path_trouble("File '/tmp' is a directory.")
    '« /tmp » est un dossier ; un fichier est attendu.'
    """
    _, quoted, after = said.partition("'")
    path, _, trouble = after.rpartition("'") if quoted else ("", "", "")
    if trouble == " is a directory.":
        return f"« {path} » est un dossier ; un fichier est attendu."
    if trouble == " is a file.":
        return f"« {path} » est un fichier ; un dossier est attendu."
    if trouble == " is not writable.":
        return f"« {path} » ne s'écrit pas : vous n'en avez pas le droit. Choisissez un autre nom."
    shown = f" Reçu : « {path} »." if path else ""
    return f"ce fichier n'existe pas ou ne se lit pas.{shown} Vérifiez le chemin."
