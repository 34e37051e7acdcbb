"""What the page of answers never tells, what it refuses, and that no guess and no trouble gets anything out of it."""

import asyncio
import logging
import sqlite3
from html import unescape

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.codes import Attempts, new_code
from bot.codes.attempts import EACH
from bot.web.answering import LONGEST
from bot.web.strict import HEADERS, MOST
from knowledge.liaison import Arrived, Refused
from tests.conftest import serving
from tests.samples_liaison import TRACES, partner
from tests.samples_web import FORM, read, site

# What it never tells


async def test_no_page_tells_who_or_what_it_is_about(web, desk, code):
    desk.answer(code, Arrived(), "partenaire")
    case = desk.look(code)
    service = serving().now().directory.offer(case.service_id).service
    pages = [
        await web.get(f"/r/{code}"),
        await web.get(f"/r/{code}?corriger"),
        await web.post(f"/r/{code}", data={"choix": "x"}),
    ]
    for page in pages:
        said = unescape(page.text).lower()
        assert not [trace for trace in TRACES if trace in said]
        assert service.nom.lower() not in said


async def test_a_structure_that_is_gone_from_the_directory_still_gets_its_answer(web, desk):
    code = desk.open(partner(service_id="gone"), "later").code
    assert "la structure nommée sur la fiche" in read(await web.get(f"/r/{code}")).text
    assert (await web.post(f"/r/{code}", data={"choix": "venu"})).status_code == 303


async def test_every_answer_has_the_strict_headers_and_no_cookie(web, code):
    answers = [
        await web.get("/r"), await web.get(f"/r/{code}"), await web.post("/r", data={"code": code}), await web.get("/none"),
        await web.put("/r"), await web.post("/r", content=b"x" * 9999, headers=FORM), await web.head(f"/r/{code}"),
    ]  # fmt: skip
    for answer in answers:
        assert HEADERS.items() <= dict(answer.headers).items()
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers


async def test_a_page_asks_nothing_of_anybody_and_has_no_script(web, code):
    for answer in (await web.get("/r"), await web.get(f"/r/{code}"), await web.get("/none")):
        page = read(answer)
        assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "video"}
        for _, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            for name in ("href", "src", "action"):
                assert (attributes.get(name) or "/r").startswith("/r")
        assert "url(" not in answer.text
        assert '<meta name="robots" content="noindex' in answer.text


async def test_no_log_has_a_code_or_an_address(web, desk, code, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    await web.get(f"/r/{code}")
    await web.get("/r/K7PM4XQ8R")
    monkeypatch.setattr(desk, "look", lambda code: {}[code])
    failed = await web.get(f"/r/{code}")
    assert failed.status_code == 500
    assert "Un incident de notre côté" in read(failed).text
    assert "KeyError" in caplog.text
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    for trace in (code, code.replace("-", ""), "198.51", "K7PM"):
        assert trace not in ours


# What is refused


async def test_unknown_paths_and_other_methods_are_told_kindly(web, code):
    for path in ("/", "/none", "/R", "/r/%ff", "//r"):
        answer = await web.get(path)
        assert answer.status_code == 404
        assert read(answer).texts
    assert "n'existe pas" in read(await web.get("/none")).text
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        for path in ("/r", f"/r/{code}"):
            assert (await web.request(method, path)).status_code == 405


async def test_a_head_request_has_the_headers_of_the_page(web, code):
    for path in ("/r", f"/r/{code}"):
        head, page = await web.head(path), await web.get(path)
        assert (head.status_code, head.headers["content-type"]) == (200, page.headers["content-type"])


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"code=" + b"x" * MOST, "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 400),
        (b"choix=venu", "multipart/form-data; boundary=x", 400),
        (b"choix=venu", "text/plain", 400),
        (b"choix=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=b" for _ in range(100)), "application/x-www-form-urlencoded", 400),
    ],
)
async def test_a_form_that_is_too_long_or_no_form_changes_nothing(web, desk, code, content, kind, status):
    for path in ("/r", f"/r/{code}"):
        answer = await web.post(path, content=content, headers={"content-type": kind})
        assert answer.status_code == status
        assert read(answer).texts
    assert desk.look(code).answers == ()


async def test_a_form_that_does_not_come_is_not_waited_for(desk, clock, code, monkeypatch):
    monkeypatch.setattr("bot.web.strict.SECONDS", 0.05)

    async def never():
        yield b"choix="
        await asyncio.sleep(30)

    async with site(desk, clock) as web:
        assert (await web.post(f"/r/{code}", content=never(), headers=FORM)).status_code == 400


async def test_a_file_that_another_process_holds_is_told_and_nothing_is_noted(desk, clock, code, tmp_path):
    desk._records._connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with site(desk, clock) as web:
        answer = await web.post(f"/r/{code}", data={"choix": "venu"})
        assert answer.status_code == 503
        assert "Réessayez dans quelques minutes" in read(answer).text
        other.execute("ROLLBACK")
        other.close()
        assert (await web.post(f"/r/{code}", data={"choix": "venu"})).status_code == 303


async def test_who_guesses_is_stopped_and_others_are_not(desk, clock, code):
    attempts = Attempts(lambda: 0.0)
    async with (
        site(desk, clock, "203.0.113.9", attempts) as guesser,
        site(desk, clock, "198.51.100.7", attempts) as other,
    ):
        statuses = [(await guesser.get(f"/r/{new_code()}")).status_code for _ in range(EACH + 5)]
        assert statuses == [404] * EACH + [429] * 5
        stopped = await guesser.get(f"/r/{code}")
        assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "900"), "also for a code that exists"
        assert (await guesser.post(f"/r/{code}", data={"choix": "venu"})).status_code == 429
        assert (await other.get(f"/r/{code}")).status_code == 200
    assert desk.look(code).answers == ()


async def test_a_slip_of_the_keyboard_is_no_guess(web, code):
    for _ in range(EACH + 5):
        await web.get("/r/K7PM4XQ8S")
    assert (await web.get(f"/r/{code}")).status_code == 200


async def test_two_partners_at_once_are_both_heard(web, desk, code):
    await asyncio.gather(
        web.post(f"/r/{code}", data={"choix": "venu"}), web.post(f"/r/{code}", data={"choix": "non", "motif": "absent"})
    )
    assert {answer.outcome for answer in desk.look(code).answers} == {Arrived(), Refused("absent")}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(["choix", "jour", "heure", "motif", "code", "x"]), st.text(max_size=2 * LONGEST))
)
def test_whatever_is_sent_gets_a_page_and_is_escaped(desk, clock, code, fields):
    async def sent() -> list[httpx.Response]:
        async with site(desk, clock) as web:
            return [await web.post(path, data=fields, headers=FORM) for path in ("/r", f"/r/{code}")]

    for answer in asyncio.run(sent()):
        assert answer.status_code in {303, 404, 413, 422}
        for value in fields.values():
            assert "<" not in value or value not in answer.text.replace("<b", "")
