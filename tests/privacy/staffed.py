"""The assistant as it is served to everybody, agents included, with what it keeps in one state.db."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.assembly import assistant_serving
from bot.assistant import Assistant
from bot.living import Overlays
from bot.people import Account, Role
from bot.people.invitations import LIFETIME
from bot.people.keeping import access_key
from bot.served import Serving
from bot.settings import Settings
from bot.store.people import SqlitePeople
from tests.samples_services import MONDAY


@dataclass(frozen=True, slots=True)
class Staffed:
    """The assistant, who may be invited to it, and the file where all is kept."""

    assistant: Assistant
    registry: SqlitePeople
    state: Path

    def invites(self, person: str, role: Role, name: str, structure_id: str | None = None) -> Account:
        """Give somebody an account."""
        code, _ = self.registry.invite(role, name, structure_id, "", MONDAY, LIFETIME)
        account = self.registry.redeem(re.sub(r"\W", "", code), person, MONDAY)
        assert isinstance(account, Account)
        return account

    def rows(self) -> dict[str, str]:
        """All that is in the clear in state.db, table by table."""
        with sqlite3.connect(self.state) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: repr(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in tables}


@contextmanager
def staffed(serving: Serving, planted: Path, folder: Path) -> Iterator[Staffed]:
    """Serve everybody from this folder, on a Monday morning."""
    state = folder / "state.db"
    env = {"AIGUILLEUR_LIAISON_CLE": Fernet.generate_key().decode(), "AIGUILLEUR_LIAISON_IDENTITE": "oui"}
    settings = Settings.read(env, state=state, directory=planted)
    registry = SqlitePeople(state, access_key(state)[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.assembly.now", lambda: MONDAY)
        assistant = assistant_serving(settings, serving, registry)
        assistant.link = "https://t.me/essai_bot"
        try:
            yield Staffed(assistant, registry, state)
        finally:
            assistant.close()
            serving.lay(Overlays())
