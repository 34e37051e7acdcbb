"""state.db, opened: one way for all that is kept in it, each with tables of its own.

What is deleted is overwritten with zeros. A file that is not ours is left as it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import StateError

VERSION = 1
"""Of the tables of sessions. A table that is new needs no new version: who does not know it leaves it alone.

The file also holds liaisons, which last for months: another version of it has to bring them over."""

APPLICATION_ID = 0x41494732
"""« AIG2 » in the header of the file (PRAGMA application_id): what tells it from any other SQLite file."""

BUSY = 1.0
"""Seconds that an answer may wait for another process to let go of the file."""

_OTHER = "donnez un autre fichier par AIGUILLEUR_STATE."

_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
"""The result codes of SQLite that a disk and permissions have no part in (https://www.sqlite.org/rescode.html)."""


def opened(path: Path, tables: str, holds: str) -> sqlite3.Connection:
    """A connection in WAL mode to the file, made where there is none, with these tables (`CREATE … IF NOT EXISTS`).

    It commits by itself but for what is between BEGIN and COMMIT, and may be used by any thread, one at a time. `holds`
    is what the tables are for, in French. Raises StateError when the file cannot be used.
    """
    with told(path, holds, "ne s'ouvre pas"):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=BUSY)
        try:
            _check(path, connection)
            path.chmod(0o600)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.executescript(
                f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; {tables}"
            )
            emptied(connection)  # a process that was killed left its journal
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def written(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is done within, or nothing. The writer of another process is waited for."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def emptied(connection: sqlite3.Connection) -> None:
    """Nothing of what was deleted is left in any file: the pages from before are still in the journal, and it is emptied."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def told(path: Path, holds: str, what: str) -> Iterator[None]:
    """What SQLite and the disk refuse within, as one StateError with a French sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", None) in _DAMAGED:
            raise StateError(
                f"« {path} » ({holds}) {what} : ce n'est pas un fichier d'Aiguilleur, ou il est abîmé. Remettez une sauvegarde, "
                f"vérifiez le disque, ou {_OTHER}"
            ) from error
        raise StateError(f"« {path} » ({holds}) {what} : vérifiez le disque et les droits, ou {_OTHER}") from error


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Touch nothing but an empty file or one of ours: another path may have been given by mistake."""

    def pragma(name: str) -> int:
        return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

    own = pragma("application_id") == APPLICATION_ID
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not (own or empty):
        raise StateError(
            f"« {path} » n'est pas à nous : un autre programme y range ses données. Rien n'y a changé ; {_OTHER}"
        )
    if own and pragma("user_version") != VERSION:
        raise StateError(f"« {path} » vient d'une autre version d'Aiguilleur : reprenez cette version, ou {_OTHER}")
