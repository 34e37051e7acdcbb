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
            name = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.upper()
            return f"Il manque {name}.{help_at}"
        case click.BadOptionUsage(option_name=name):
            return f"L'option {name} est mal employée : il lui manque une valeur, ou elle n'en prend pas.{help_at}"
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.Choice):
            return f"{param.opts[0]} : les valeurs possibles sont {', '.join(map(str, param.type.choices))}.{help_at}"
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.Path | click.File):
            return f"{param.opts[-1]} : ce fichier n'existe pas ou ne se lit pas. ({error.message}){help_at}"
        case click.BadParameter(param=param) if param is not None and param.type.name.startswith("integer"):
            return f"{param.opts[0]} : un nombre entier est attendu.{help_at}"
        case click.UsageError(message=said) if said.startswith("Got unexpected extra argument"):
            return f"De trop : {said.partition('(')[2].rstrip(')')}.{help_at}"
    return f"{error.format_message()}{help_at}"
