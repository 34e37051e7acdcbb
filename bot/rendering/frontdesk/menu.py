"""The commands that a messenger lists to agents, in French; each is described in `agents/guiding.yaml`."""

from collections.abc import Mapping

from bot.people import Role
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

OF_ROLE: Mapping[Role, tuple[str, ...]] = {
    "coordinator": ("inviter", "acces", "signalements", "corrections"),
    "partner": ("ma_fiche",),
}
"""What help also names to those who have this role; described as those of the menu."""


def menu() -> tuple[tuple[str, str], ...]:
    """Each command, and what it does."""
    wording = Wording.load(SOURCE)
    return tuple((name, wording.say(f"agents.guiding.command_{name}")) for name in MENU)
