"""What becomes of sessions when the disk fails, is full, or the process is killed."""

import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.conversation.state import State
from bot.store import LastingStore, MemoryStore, SqliteStore
from knowledge.errors import StateError
from tests.samples_services import MONDAY

ROOT = Path(__file__).parents[1]
STATE = State(needs=("logement",), answers={"commune": "69034"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


def opened(path: Path) -> SqliteStore:
    return SqliteStore(path, b"secret", timedelta(hours=24))


def told(path: Path) -> str:
    with pytest.raises(StateError) as caught:
        opened(path)
    return str(caught.value)


def test_a_file_that_is_no_database_is_left_alone(path):
    path.write_text("mes notes\n" * 200)
    assert str(path) in told(path)
    assert "pas un fichier d'Aiguilleur" in told(path) and "droits" not in told(path)
    assert path.read_text().startswith("mes notes")


def test_a_database_of_somebody_else_is_left_alone(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE clients (name)")
    before = path.read_bytes()
    assert "n'est pas à nous" in told(path) and "Rien n'y a changé" in told(path)
    assert path.read_bytes() == before


def test_a_file_of_another_version_is_told(path):
    opened(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "autre version" in told(path)


def test_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder_are_told(tmp_path):
    assert "ne s'ouvre pas" in told(tmp_path)
    (tmp_path / "file").write_text("")
    assert "AIGUILLEUR_STATE" in told(tmp_path / "file" / "state.db")


def test_a_database_that_is_damaged_under_us_is_told(path):
    store = opened(path)
    for number in range(200):
        store.save(str(number), STATE, MONDAY)
    store.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    store = None
    with pytest.raises(StateError, match="vérifiez le disque"):
        store = opened(path)
        store.save("anne", STATE, MONDAY)


def test_a_database_that_another_process_holds_is_told(path, monkeypatch):
    store = opened(path)
    store._connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StateError):
        store.save("anne", STATE, MONDAY)
    other.execute("ROLLBACK")
    store.save("anne", STATE, MONDAY)
    assert store.load("anne", MONDAY) == STATE


def run(code: str, path: Path, **options: object) -> subprocess.CompletedProcess[str]:
    prepared = (
        "import sys\nfrom pathlib import Path\nfrom datetime import timedelta\n"
        "from bot.store import LastingStore, SqliteStore\nfrom bot.conversation.state import State\n"
        "from knowledge.errors import StateError\nfrom datetime import datetime, UTC\n"
        "NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)\nPATH = Path(sys.argv[1])\n"
        "def opened(): return SqliteStore(PATH, b'secret', timedelta(hours=24))\n"
    )
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", prepared + code, str(path)],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )


def limited_to(size: int) -> Callable[[], None]:
    """What a full disk is to a process: no file may grow above so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_is_told_and_what_was_kept_can_still_be_read(path):
    done = run(
        """
store = opened()
store.save("anne", State(needs=("logement",)), NOW)
try:
    for number in range(5000):
        store.save(f"p{number}", State(answers={str(n): "x" * 50 for n in range(20)}), NOW)
except StateError as error:
    print(error)
print(store.load("anne", NOW).needs)
""",
        path,
        preexec_fn=limited_to(300_000),
    )
    assert done.returncode == 0, done.stderr
    assert "vérifiez le disque" in done.stdout
    assert "('logement',)" in done.stdout
    assert opened(path).load("anne", MONDAY).needs == ("logement",)


def test_a_disk_that_may_not_be_written_is_told():
    assert "vérifiez le disque et les droits" in told(Path("/proc/state.db"))


def test_a_file_that_may_not_be_written_is_told():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "state.db"
        opened(path).close()
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        done = run(
            """
import os
if os.getuid() == 0:
    os.setuid(65534)  # nothing is forbidden to root
try: opened()
except StateError as error: print(error)
""",
            path,
        )
    assert "vérifiez le disque et les droits" in done.stdout, done.stderr


def test_a_process_that_is_killed_while_it_writes_leaves_a_base_that_can_be_read(path):
    done = run(
        """
import os, signal, threading
store = opened()
store.save("anne", State(needs=("logement",)), NOW, once="update:1")
threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
number = 0
while True:
    number += 1
    store.save(f"p{number % 50}", State(answers={"n": str(number)}), NOW, once=f"update:p{number}")
""",
        path,
    )
    assert done.returncode == -signal.SIGKILL
    again = opened(path)
    assert again.load("anne", MONDAY).needs == ("logement",)
    assert again.answered("update:1", MONDAY)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = connection.execute(
            "SELECT max(CAST(json_extract(state, '$.answers.n') AS INTEGER)) FROM sessions"
        ).fetchone()[0]
        updates = connection.execute(
            "SELECT count(*) FROM answered WHERE update_id = ?", (f"update:p{kept}",)
        ).fetchone()
    assert updates == (1,), "a session and the update that made it are kept together"


# A store that never fails


class Failing(MemoryStore):
    """A disk that can be switched off."""

    reads = writes = True

    def load(self, *told):
        self._check(self.reads)
        return super().load(*told)

    def answered(self, *told):
        self._check(self.reads)
        return super().answered(*told)

    def save(self, *told):
        self._check(self.writes)
        super().save(*told)

    def forget(self, *told):
        self._check(self.writes)
        super().forget(*told)

    @staticmethod
    def _check(works: bool) -> None:
        if not works:
            raise StateError("Le disque est plein.")


def test_what_the_disk_refuses_is_kept_in_memory_and_goes_back_when_it_can(caplog):
    disk = Failing()
    store = LastingStore(disk)
    disk.writes = False
    store.save("anne", STATE, MONDAY, once="update:1")
    store.save("anne", State(needs=("emploi",)), MONDAY, once="update:2")
    assert store.load("anne", MONDAY) == State(needs=("emploi",))
    assert store.answered("update:1", MONDAY)
    assert disk.load("anne", MONDAY) is None
    disk.writes = True
    store.save("anne", State(needs=("sante",)), MONDAY)
    assert disk.load("anne", MONDAY) == store.load("anne", MONDAY) == State(needs=("sante",))
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"], (
        "told once, and once that it is over"
    )


def test_what_could_not_be_deleted_is_never_shown_again_and_deleted_as_soon_as_possible():
    disk = Failing()
    store = LastingStore(disk, spare=timedelta(minutes=1))
    store.save("anne", STATE, MONDAY)
    disk.writes = False
    store.forget("anne", MONDAY, once="update:1")
    assert store.answered("update:1", MONDAY)
    assert store.load("anne", MONDAY) is None
    assert store.load("anne", MONDAY + timedelta(hours=2)) is None
    disk.writes = True
    assert store.load("paul", MONDAY) is None
    assert disk.load("anne", MONDAY) is None


def test_a_new_conversation_after_a_deletion_that_failed_goes_on():
    disk = Failing()
    store = LastingStore(disk)
    store.save("anne", STATE, MONDAY)
    disk.reads = disk.writes = False
    store.forget("anne", MONDAY)
    store.save("anne", State(needs=("sante",)), MONDAY)
    assert store.load("anne", MONDAY) == State(needs=("sante",))
    disk.reads = disk.writes = True
    assert store.load("anne", MONDAY) == State(needs=("sante",))
    store.save("anne", State(needs=("emploi",)), MONDAY)
    assert disk.load("anne", MONDAY) == State(needs=("emploi",))


def test_a_real_disk_that_fills_up_and_is_emptied_again(path):
    done = run(
        """
import resource
store = LastingStore(opened())
def limit(size): resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
limit(120_000)
for number in range(400):
    store.save(f"p{number}", State(answers={str(n): "x" * 50 for n in range(20)}), NOW, once=f"u{number}")
print(all(store.load(f"p{number}", NOW) for number in range(400)), store.answered("u399", NOW))
limit(resource.RLIM_INFINITY)
store.save("anne", State(needs=("logement",)), NOW)
store.close()
""",
        path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True True"
    assert opened(path).load("anne", MONDAY).needs == ("logement",)
