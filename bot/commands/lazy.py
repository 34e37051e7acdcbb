"""A group of commands, one a file, each imported only when it is called: the program starts in the time of one."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """The commands of `package`: each is a module of that name, with its `command`.

    `own` holds what the help says of each, in its order. A name that is not there is told with the nearest one, without
    importing any.
    """

    def __init__(self, *args: Any, package: str, own: Mapping[str, str], **others: Any) -> None:
        super().__init__(*args, **others)
        self._package = package
        self._own = own

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._own)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._own:
            return None
        command: click.Command = import_module(f"{self._package}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self._own and not args[0].startswith("-"):
            likely = get_close_matches(args[0].casefold(), self._own, n=1)
            hint = f"Vouliez-vous dire « {likely[0]} » ?" if likely else f"Possible ici : {', '.join(self._own)}."
            raise click.UsageError(f"« {args[0]} » n'est pas une commande. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commandes"):
            formatter.write_dl(list(self._own.items()))
