"""`aiguilleur servir` with the page of answers: a real process, real sockets, and a stop that finishes what is under way."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from bot.codes import new_code
from bot.commands.servir import WRONG_SETTINGS, command
from bot.liaison import Desk
from bot.settings import Settings
from bot.web import WebServer
from bot.web.serving import forgetting
from knowledge.errors import SettingsError, StateError
from knowledge.liaison import Arrived
from tests.samples_liaison import Clock, desk_at, partner

ROOT = Path(__file__).parents[2]
TOKEN = "123456:ABCDEF-of-fiction"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, **env: str) -> Iterator[tuple[str, "subprocess.Popen[str]", Desk]]:
    """`aiguilleur servir` in a process of its own; its address, the process, and the desk behind it."""
    port = free_port()
    own = {
        "AIGUILLEUR_STATE": str(folder / "state.db"),
        "AIGUILLEUR_WEB_PORT": str(port),
        "AIGUILLEUR_WEB_ADRESSE": f"http://127.0.0.1:{port}",
        **env,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AIGUILLEUR_")}
    process = subprocess.Popen(
        [sys.executable, "-c", "from bot.commands import main; main()", "servir"],
        cwd=ROOT, env=kept | own, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        with Desk.of(Settings.read(own)) as desk:
            _wait_for(f"http://127.0.0.1:{port}/r", process)
            yield f"http://127.0.0.1:{port}", process, desk
    finally:
        process.kill()
        process.communicate(timeout=30)


def _wait_for(address: str, process: "subprocess.Popen[str]") -> None:
    for _ in range(600):
        try:
            assert httpx.get(address).status_code == 200
        except httpx.TransportError:
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the page did not come")


def test_the_page_is_served_alone_answers_and_stops_when_asked(tmp_path):
    with served(tmp_path) as (site, process, desk):
        opened = desk.open(partner(), "week")
        assert opened.link is not None and opened.link.startswith(f"{site}/r/")
        assert httpx.post(opened.link, data={"choix": "venu"}).status_code == 303
        assert desk.look(opened.code).current.outcome == Arrived()
        assert httpx.get(f"{site}/r/{new_code()}").status_code == 404
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert "La page de réponse est en service" in said
    assert "Arrêté." in said
    code = opened.code.replace("-", "")
    assert code not in said
    assert "GET" not in said


def test_the_page_goes_on_while_telegram_is_out_of_reach(tmp_path):
    nobody = f"http://127.0.0.1:{free_port()}"
    with served(tmp_path, AIGUILLEUR_TELEGRAM_TOKEN=TOKEN, AIGUILLEUR_TELEGRAM_API=nobody) as (_, process, desk):
        opened = desk.open(partner(), "week")
        assert httpx.post(opened.link, data={"choix": "non", "motif": "absent"}).status_code == 303
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert "Telegram ne répond pas" in said
    assert "fiction" not in said


def test_without_a_token_and_without_a_port_both_ways_are_told(tmp_path):
    outcome = CliRunner(env={"AIGUILLEUR_TELEGRAM_TOKEN": "", "AIGUILLEUR_WEB_PORT": ""}).invoke(command)
    assert outcome.exit_code == WRONG_SETTINGS
    assert "@BotFather" in outcome.output
    assert "AIGUILLEUR_WEB_PORT" in outcome.output


def test_an_address_that_cannot_be_had_is_a_wrong_setting(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        env = {
            "AIGUILLEUR_TELEGRAM_TOKEN": "",
            "AIGUILLEUR_WEB_PORT": str(taken.getsockname()[1]),
            "AIGUILLEUR_STATE": str(tmp_path / "state.db"),
        }
        outcome = CliRunner(env=env).invoke(command)
    assert outcome.exit_code == WRONG_SETTINGS
    assert "un autre programme a ce port" in outcome.output and "AIGUILLEUR_WEB_PORT" in outcome.output


async def hello(scope, receive, send) -> None:
    request = Request(scope, receive)
    if "slow" in request.url.path:
        await asyncio.sleep(0.3)
    await PlainTextResponse(request.client.host)(scope, receive, send)


async def test_what_is_being_answered_is_finished(monkeypatch):
    stop, said = asyncio.Event(), []
    server = WebServer(hello, "127.0.0.1", 0, stop, said.append)
    serving = asyncio.create_task(server.serve())
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
        assert (await client.get("/")).text == "127.0.0.1"
        slow = asyncio.create_task(client.get("/slow"))
        await asyncio.sleep(0.1)
        stop.set()
        assert (await slow).text == "127.0.0.1"
    await serving
    assert said == [f"La page de réponse est en service : http://127.0.0.1:{server.port}/r. Ctrl+C pour l'arrêter."]


async def test_each_partner_behind_a_proxy_is_one_client():
    stop = asyncio.Event()
    server = WebServer(hello, "127.0.0.1", 0, stop, lambda _: None)
    serving = asyncio.create_task(server.serve())
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
        for told, told_as in (("203.0.113.9", "203.0.113.9"), ("192.0.2.1, 203.0.113.9", "203.0.113.9")):
            assert (await client.get("/", headers={"x-forwarded-for": told})).text == told_as
    stop.set()
    await serving


@pytest.mark.parametrize("host", ["nobody.invalid", "192.0.2.1"])
def test_an_address_that_is_not_of_this_machine_is_told(host):
    with pytest.raises(SettingsError, match="AIGUILLEUR_WEB_HOTE"):
        WebServer(hello, host, 8080, asyncio.Event(), print)


async def test_what_has_expired_is_forgotten_while_nobody_comes(tmp_path, monkeypatch, caplog):
    clock, stop = Clock(), asyncio.Event()
    with desk_at(tmp_path, clock) as desk:
        desk.open(partner(), "week")
        purged = asyncio.Event()
        real, loop = desk.purge, asyncio.get_running_loop()
        failing = [StateError("Le disque est plein.")]

        def purge() -> int:
            if failing:
                raise failing.pop()
            count = real()
            loop.call_soon_threadsafe(purged.set)
            return count

        monkeypatch.setattr(Desk, "purge", lambda _: purge())
        task = asyncio.create_task(forgetting(desk, stop, every=0.01))
        clock.passes(days=61)
        await asyncio.wait_for(purged.wait(), 30)
        stop.set()
        await task
        assert desk._records.cases(clock()) == ()
        assert not desk._records.overdue(clock())
    assert "Le disque est plein." in caplog.text


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("AIGUILLEUR_WEB_PORT", "0", "un numéro de port"),
        ("AIGUILLEUR_WEB_PORT", "65536", "un numéro de port"),
        ("AIGUILLEUR_WEB_PORT", "http", "un numéro de port"),
        ("AIGUILLEUR_WEB_HOTE", "http://localhost", "une adresse de cette machine"),
        ("AIGUILLEUR_WEB_ADRESSE", "http://liaison.exemple.fr", "en https"),
        ("AIGUILLEUR_WEB_ADRESSE", "https://exemple.fr/liaison", "sans chemin"),
        ("AIGUILLEUR_WEB_ADRESSE", "https://a:b@exemple.fr", "sans chemin"),
        ("AIGUILLEUR_WEB_ADRESSE", "liaison.exemple.fr", "en https"),
        ("AIGUILLEUR_LIAISON_JOURS", "0", "jours"),
        ("AIGUILLEUR_LIAISON_JOURS", "1,5", "jours"),
        ("AIGUILLEUR_LIAISON_IDENTITE_JOURS", "3650", "jours"),
        ("AIGUILLEUR_LIAISON_IDENTITE", "yes", "oui ou non"),
    ],
)
def test_a_wrong_setting_is_named_with_what_was_expected(variable, value, expected):
    with pytest.raises(SettingsError) as caught:
        Settings.read({variable: value})
    assert str(caught.value).startswith(f"{variable} ne convient pas : ")
    assert expected in str(caught.value)


def test_right_settings_are_read():
    found = Settings.read({
        "AIGUILLEUR_WEB_PORT": "8080", "AIGUILLEUR_WEB_HOTE": "::1", "AIGUILLEUR_WEB_ADRESSE": "https://liaison.exemple.fr/",
        "AIGUILLEUR_LIAISON_JOURS": "90", "AIGUILLEUR_LIAISON_IDENTITE": "non", "AIGUILLEUR_LIAISON_IDENTITE_JOURS": "7",
    })  # fmt: skip
    assert (found.web_port, found.web_host, found.web_address) == (8080, "::1", "https://liaison.exemple.fr")
    assert (found.liaison_lifetime.days, found.liaison_identity, found.identity_lifetime.days) == (90, False, 7)
    assert Settings.read({}).web_port is None


def test_the_page_of_the_docs_names_what_the_program_reads():
    page = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
    read = set(re.findall(r"AIGUILLEUR_[A-Z_]+", (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")))
    named = set(re.findall(r"AIGUILLEUR_[A-Z_]+", page))
    assert named <= read
    assert named >= {name for name in read if name.startswith(("AIGUILLEUR_WEB_", "AIGUILLEUR_LIAISON_"))}
    assert {"voir", "cle", "repondre", "purger"} <= set(re.findall(r"aiguilleur liaison (\w+)", page))
