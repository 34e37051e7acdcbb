"""The desk: opens a liaison, hears what becomes of it, forgets it in time. One for a process, used by any of its threads."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.codes import new_code, shown, typed
from bot.liaison.cases import Answer, By, Case, Opened, Reader
from bot.liaison.errors import IdentityError, UnknownCode
from bot.liaison.keeping import key_path, liaison_key
from bot.liaison.records import Records
from bot.liaison.vault import Vault
from bot.settings import Settings
from knowledge.card import Card
from knowledge.errors import ConsentError
from knowledge.liaison import Consent, Outcome, Person, Urgency

log = logging.getLogger(__name__)

_NOT_KEPT = "L'identité de cette fiche n'est pas gardée, ou ne l'est plus : elle est sur la fiche papier."
_NO_KEY = (
    "Aucune identité ne se lit sans la clé : mettez dans AIGUILLEUR_LIAISON_CLE celle du jour où la fiche a été faite."
)


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """Every method may raise StateError; those that take a code, MistypedCode or UnknownCode. A code is taken as typed."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], datetime] = now,
        lifetime: timedelta = timedelta(days=60),
        address: str | None = None,
        vault: Vault | None = None,
        keeps_identity: bool = False,
        identity_lifetime: timedelta = timedelta(days=30),
    ) -> None:
        """Open the liaisons of this state.db; `clock` gives an aware moment.

        `vault` reads the identities that are kept; new ones are kept where `keeps_identity` says so too.
        """
        key, made = liaison_key(path)
        self._key, self._clock, self._lifetime, self._address = key, clock, lifetime, address
        self._vault, self._keeps, self._identity_lifetime = vault, keeps_identity, identity_lifetime
        self._records = Records(path)
        self.purge_if_due()
        if made and self._records.cases(clock()):
            log.warning(
                "« %s » (la clé des codes de liaison) manquait : les codes déjà donnés n'ouvrent plus rien. Si vous en avez une "
                "sauvegarde, remettez-la.",
                key_path(path),
            )

    @classmethod
    def of(cls, settings: Settings, clock: Callable[[], datetime] = now) -> Self:
        """The desk that settings describe."""
        return cls(
            settings.state,
            clock=clock,
            lifetime=settings.liaison_lifetime,
            address=settings.web_address,
            vault=Vault(settings.liaison_key) if settings.liaison_key else None,
            keeps_identity=settings.liaison_identity,
            identity_lifetime=settings.identity_lifetime,
        )

    def open(
        self, to: Card, urgency: Urgency, *, person: Person | None = None, consent: Consent | None = None
    ) -> Opened:
        """A new liaison to this service, and its code, which is given once and kept nowhere.

        The person is kept only where the coordinator has turned that on. Raises ConsentError for a person without consent.
        """
        if person is not None and consent is None:
            raise ConsentError("a person is kept only with their consent")
        at = self._clock()
        keeping = self._vault is not None and self._keeps and person is not None and person != Person()
        expires = at + self._lifetime
        case = Case(
            service_id=to.service_id,
            structure_id=to.structure_id,
            urgency=urgency,
            made_at=at,
            expires_at=expires,
            identity_until=min(expires, at + self._identity_lifetime) if keeping else None,
        )
        while True:
            code = new_code()
            digest = self._digest(code)
            if self._records.add(digest, case, self._sealed(person, digest, case)):
                break
        return Opened(
            code=shown(code),
            link=f"{self._address}/r/{code}" if self._address else None,
            expires_at=expires,
            identity_until=case.identity_until,
        )

    def look(self, code: str) -> Case:
        """What a code opens."""
        self.purge_if_due()
        case = self._records.case(self._digest(typed(code)), self._clock())
        if case is None:
            raise UnknownCode
        return case

    def answer(self, code: str, outcome: Outcome, by: By) -> Case:
        """Note what became of it. The last answer is the one that holds; those before stay until the code expires."""
        case = self._records.answer(self._digest(typed(code)), Answer(outcome=outcome, by=by, at=self._clock()))
        if case is None:
            raise UnknownCode
        return case

    def withdraw(self, code: str) -> None:
        """Delete a liaison at once, with its answers and its identity: the code opens nothing any more."""
        if not self._records.remove(self._digest(typed(code)), self._clock()):
            raise UnknownCode

    def identity(self, code: str, reader: Reader) -> Person:
        """Who it is about, where that was kept. The reading is counted before it is given. Raises IdentityError."""
        self.look(code)
        if self._vault is None:
            raise IdentityError(_NO_KEY)
        digest, at = self._digest(typed(code)), self._clock()
        with self._records.identity(digest, reader, at) as sealed:
            if sealed is None:
                raise IdentityError(_NOT_KEPT)
            return self._vault.opened(sealed, digest, at)

    def cases(self) -> tuple[Case, ...]:
        """All liaisons under way, the oldest first. Their codes are known to nobody here."""
        return self._records.cases(self._clock())

    def accesses(self) -> tuple[tuple[Reader, datetime], ...]:
        """Every reading of an identity within a year, the oldest first."""
        return self._records.accesses(self._clock())

    def purge(self) -> int:
        """Delete at once what has expired; how many liaisons that was. Every writing does it too."""
        return self._records.purge(self._clock())

    def purge_if_due(self) -> None:
        """Delete what has expired, where there is something."""
        if self._records.overdue(self._clock()):
            self.purge()

    def forget_identities(self) -> int:
        """Delete at once every identity that is kept; how many there were. The liaisons stay."""
        return self._records.forget_identities(self._clock())

    def now(self) -> datetime:
        """The moment that the desk goes by."""
        return self._clock()

    def close(self) -> None:
        self._records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _sealed(self, person: Person | None, digest: str, case: Case) -> bytes | None:
        if self._vault is None or person is None or case.identity_until is None:
            return None
        return self._vault.sealed(person, digest, case.identity_until)

    def _digest(self, code: str) -> str:
        return blake2b(code.encode(), key=self._key, digest_size=20).hexdigest()
