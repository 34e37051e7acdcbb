"""Settings: options of the command first, then the environment, then what needs no configuration at all."""

import os
import re
import tempfile
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from knowledge.errors import SettingsError
from knowledge.wording import translated

Value = TypeVar("Value")
Default = TypeVar("Default")

RULES = "orientation_rules.yaml"

HOURS = (0.1, 8784.0)
"""How long a conversation may be kept: six minutes to a year."""

DAYS = (1, 366)
"""How long a liaison may be kept."""

KEY_BYTES = 32
"""Of a Fernet key, before its base64 (the specification of Fernet)."""

_CODE = re.compile(r"[a-z]{2,3}")
_HOST = re.compile(r"[\w.:-]{1,253}", re.ASCII)
_TOKEN = re.compile(r"\d+:[\w-]{4,}|[\w+/-]{40,}=*")
"""Looser than the form of BotFather's tokens and of keys, so that nothing like either is ever quoted."""


class Secret:
    """A text that never prints itself; `reveal()` gives it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Secret":
        return self

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")

    def reveal(self) -> str:
        return self._text


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are, and for how long a conversation is kept."""

    rules: Path
    directory: Path | None
    """None: the demonstration territory."""
    state: Path
    languages: tuple[str, ...] | None
    """None: those of the territory."""
    session: timedelta
    telegram_token: Secret | None = field(default=None, repr=False)
    telegram_api: str | None = None
    """None: Telegram's own."""
    web_port: int | None = None
    """None: no web page is served."""
    web_host: str = "127.0.0.1"
    web_address: str | None = None
    """The public address of the pages, printed on sheets, without a slash at the end. None: no link is printed."""
    liaison_lifetime: timedelta = timedelta(days=60)
    """How long the code of a liaison sheet can be answered."""
    liaison_key: Secret | None = field(default=None, repr=False)
    """A Fernet key. None: no identity is kept, and none can be read."""
    liaison_identity: bool = False
    """Whether the identity on new liaison sheets is kept, encrypted."""
    identity_lifetime: timedelta = timedelta(days=30)
    """How long at most."""

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None, **options: Any) -> "Settings":
        """The settings from options (by field name, None: not given) and environment.

        Raises SettingsError, which names the variable and says what was expected.
        """
        env = os.environ if environ is None else environ

        def setting(name: str, variable: str, read: Callable[[str], Value], default: Default) -> Value | Default:
            given = options.get(name)
            text = env.get(variable, "").strip() if given is None else str(given).strip()
            if not text and given is None:
                return default
            try:
                return read(text)
            except ValueError as error:
                raise SettingsError(f"{variable} ne convient pas : {error}.") from None

        found = cls(
            rules=setting("rules", "AIGUILLEUR_RULES", _path, default_rules()),
            directory=setting("directory", "AIGUILLEUR_DIRECTORY", _path, None),
            state=setting("state", "AIGUILLEUR_STATE", _path, _home(env) / "state.db"),
            languages=setting("languages", "AIGUILLEUR_LANGUES", _languages, None),
            session=setting("session", "AIGUILLEUR_SESSION_HEURES", _hours, timedelta(hours=24)),
            telegram_token=setting("telegram_token", "AIGUILLEUR_TELEGRAM_TOKEN", _token, None),
            telegram_api=setting("telegram_api", "AIGUILLEUR_TELEGRAM_API", _address, None),
            web_port=setting("web_port", "AIGUILLEUR_WEB_PORT", _port, None),
            web_host=setting("web_host", "AIGUILLEUR_WEB_HOTE", _host, "127.0.0.1"),
            web_address=setting("web_address", "AIGUILLEUR_WEB_ADRESSE", _public, None),
            liaison_lifetime=setting("liaison_lifetime", "AIGUILLEUR_LIAISON_JOURS", _days, timedelta(days=60)),
            liaison_key=setting("liaison_key", "AIGUILLEUR_LIAISON_CLE", _key, None),
            liaison_identity=setting("liaison_identity", "AIGUILLEUR_LIAISON_IDENTITE", _yes, False),
            identity_lifetime=setting(
                "identity_lifetime", "AIGUILLEUR_LIAISON_IDENTITE_JOURS", _days, timedelta(days=30)
            ),
        )
        if found.liaison_identity and found.liaison_key is None:
            raise SettingsError(
                "AIGUILLEUR_LIAISON_IDENTITE ne convient pas : sans clé, aucune identité n'est gardée. « aiguilleur liaison "
                "cle » en fait une, à mettre dans AIGUILLEUR_LIAISON_CLE."
            )
        return found


def default_rules() -> Path:
    """The rule file of this folder, else the one that comes with the program."""
    here = Path(RULES)
    if here.is_file():
        return here
    packaged = Path(str(files("knowledge"))) / RULES
    return packaged if packaged.is_file() else Path(str(files("knowledge"))).parent / RULES


def _home(env: Mapping[str, str]) -> Path:
    """The folder for state of the XDG Base Directory Specification; a temporary one for a user who has no home."""
    base = Path(env.get("XDG_STATE_HOME", ""))
    if base.is_absolute():
        return base / "aiguilleur"
    try:
        return Path.home() / ".local" / "state" / "aiguilleur"
    except RuntimeError:
        return Path(tempfile.gettempdir()) / f"aiguilleur-{os.getuid()}"


def _path(text: str) -> Path:
    if not text:
        raise ValueError("le chemin d'un fichier est attendu")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"{_quoted(text)} ; le dossier de cette personne n'est pas connu") from None


def _languages(text: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code.strip().lower() for code in text.split(",") if code.strip()))
    known = translated()
    if not codes or not all(map(_CODE.fullmatch, codes)):
        raise ValueError(
            f"{_quoted(text)} ; des codes de langue séparés par des virgules sont attendus, comme {','.join(known)}"
        )
    if without := [code for code in codes if code not in known]:
        raise ValueError(f"pas de traduction en {_quoted(', '.join(without))} ; il y en a en {', '.join(known)}")
    return codes


def _hours(text: str) -> timedelta:
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = 0
    if not HOURS[0] <= hours <= HOURS[1]:
        raise ValueError(f"{_quoted(text)} ; un nombre d'heures est attendu, comme 24 (de 0,1 à 8784)")
    return timedelta(hours=hours)


def _token(text: str) -> Secret:
    number, _, rest = text.partition(":")
    if not (number.isdigit() and number.isascii()) or len(rest) < 4 or not rest.isprintable() or " " in rest:
        raise ValueError("un jeton de BotFather est attendu, de la forme 123456:ABC…")
    return Secret(text)


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"{_quoted(text)} ; une adresse est attendue, comme https://api.telegram.org")
    return text.rstrip("/")


def _public(text: str) -> str:
    """Over the open network what a partner answers is encrypted on its way; on this machine there is no way."""
    try:
        parts = urlsplit(text)
        near = parts.hostname in ("localhost", "127.0.0.1", "::1")
        bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password)
        good = (parts.scheme == "https" or (parts.scheme == "http" and near)) and bool(parts.hostname) and bare
        good = good and (parts.port is None or parts.port > 0) and text.isprintable() and " " not in text
    except ValueError:
        good = False
    if not good:
        raise ValueError(
            f"{_quoted(text)} ; une adresse en https et sans chemin est attendue, comme https://liaison.exemple.fr"
        )
    return text.rstrip("/")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65535):
        raise ValueError(f"{_quoted(text)} ; un numéro de port est attendu, comme 8080 (de 1 à 65535)")
    return int(text)


def _host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise ValueError(f"{_quoted(text)} ; une adresse de cette machine est attendue, comme 127.0.0.1 ou 0.0.0.0")
    return text


def _days(text: str) -> timedelta:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and DAYS[0] <= int(text) <= DAYS[1]):
        raise ValueError(
            f"{_quoted(text)} ; un nombre entier de jours est attendu, comme 60 (de {DAYS[0]} à {DAYS[1]})"
        )
    return timedelta(days=int(text))


def _key(text: str) -> Secret:
    try:
        good = text.isascii() and len(urlsafe_b64decode(text)) == KEY_BYTES
    except ValueError:
        good = False
    if not good:
        raise ValueError("une clé donnée par « aiguilleur liaison cle » est attendue, copiée en entier")
    return Secret(text)


def _yes(text: str) -> bool:
    if text.lower() not in ("oui", "non"):
        raise ValueError(f"{_quoted(text)} ; oui ou non est attendu")
    return text.lower() == "oui"


def _quoted(text: str) -> str:
    """What was given, but for what may be the token or the key, put in the wrong place."""
    return f"« {_TOKEN.sub('…', text)} »"
