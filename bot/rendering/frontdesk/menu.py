"""The commands that a messenger lists to agents, in French; each is described in `agents/guiding.yaml`."""

from collections.abc import Mapping

from knowledge.wording import SOURCE, Wording

MENU = (
    "dernier",
    "favoris",
    "recents",
    "recherches",
    "commune",
    "parcours",
    "suivre",
    "notes",
    "aide",
    "habitant",
    "guichet",
    "effacer",
)
"""In the order of the menu. A room adds its own here, and `command_<name>` to the sentences."""

OF_ROLE: Mapping[str, tuple[str, ...]] = {
    "coordinator": ("inviter", "acces", "signalements", "corrections"),
    "partner": ("ma_fiche",),
}
"""What those who have this role see first (`bot.people.Role`)."""


def commands_of(role: str) -> tuple[str, ...]:
    """The commands of a role, in the order of the menu."""
    return (*OF_ROLE.get(role, ()), *MENU)


def menu(role: str) -> tuple[tuple[str, str], ...]:
    """Each command of a role, and what it does."""
    wording = Wording.load(SOURCE)
    return tuple((name, wording.say(f"agents.guiding.command_{name}")) for name in commands_of(role))
