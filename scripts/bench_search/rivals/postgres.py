"""PostgreSQL with pg_trgm: the nearest by trigrams, through a GiST index. A server of its own, in a temporary folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.text import fold
from scripts.bench_search.engine import WANTED, Document, Engine, Missing

_PROGRAMS = "/usr/lib/postgresql"


class Postgres:
    """`<->` of pg_trgm on « name commune »."""

    name = "PostgreSQL, pg_trgm, GiST"
    slow = True

    def __init__(self, connection: Any, documents: list[Document]) -> None:
        self._connection = connection
        connection.execute("create extension pg_trgm")
        connection.execute("create table entries (id text, text text)")
        with connection.cursor().copy("copy entries from stdin") as rows:
            for one in documents:
                rows.write_row((one.id, one.text))
        connection.execute("create index nearest on entries using gist (text gist_trgm_ops(siglen=256))")
        connection.execute("analyze entries")

    def found(self, text: str) -> list[str]:
        asked = "select id from entries order by text <-> %s limit %s"
        return [id for (id,) in self._connection.execute(asked, (fold(text), WANTED)).fetchall()]


@contextmanager
def trigrams(documents: list[Document], cache: Path) -> Iterator[Engine]:
    try:
        import psycopg
    except ImportError as error:
        raise Missing("psycopg is not installed: pip install 'psycopg[binary]'") from error
    programs = sorted(Path(_PROGRAMS).glob("*/bin"))
    if not programs:
        raise Missing("PostgreSQL is not installed: apt-get install postgresql-contrib")
    with (
        tempfile.TemporaryDirectory(prefix="bench-postgres-") as folder,
        _server(programs[-1], Path(folder)),
        psycopg.connect(host=folder, user="bench", dbname="postgres", autocommit=True) as connection,
    ):
        yield Postgres(connection, documents)


@contextmanager
def _server(programs: Path, folder: Path) -> Iterator[None]:
    """A server that listens on a socket in the folder only, and is stopped at the end."""
    data = folder / "data"
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(program: str, *options: str) -> None:
        subprocess.run([programs / program, *options], check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)

    run("initdb", "-D", str(data), "-U", "bench", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=256MB"
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
