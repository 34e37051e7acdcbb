"""The page where a partner answers: what it shows, what it takes, and what it never tells."""

import asyncio
import re
from datetime import datetime

import pytest

from bot.codes import new_code, shown
from bot.codes.attempts import EACH
from knowledge.liaison import REFUSALS, Appointed, Arrived, Refused
from knowledge.wording import Wording
from tests.samples_web import FORM, read, site

# The journey


async def test_a_partner_types_the_code_says_what_became_of_it_and_may_correct_it(web, desk, code):
    asked = await web.get("/r")
    assert asked.status_code == 200
    assert "code" in read(asked).fields
    sent = await web.post("/r", data={"code": f" {code.lower()} "})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/r/{code.replace('-', '')}")
    page = read(await web.get(sent.headers["location"]))
    assert "choix-venu" in page.fields
    assert "23 novembre 2026" in page.text
    assert "Aujourd'hui" in page.text
    sent = await web.post(f"/r/{code}", data={"choix": "rendez-vous", "jour": "2026-11-30", "heure": "14:30"})
    assert sent.status_code == 303
    thanks = read(await web.get(sent.headers["location"]))
    assert "C'est noté, merci" in thanks.text
    assert "Rendez-vous le 30 novembre 2026 à 14 h 30." in thanks.text
    assert thanks.fields == {}
    again = read(await web.get(f"/r/{code}?corriger"))
    assert "remplacera celle-ci" in again.text
    await web.post(f"/r/{code}", data={"choix": "non", "motif": "session-complete"})
    assert "Plus de place" in read(await web.get(f"/r/{code}")).text
    told = [answer.outcome for answer in desk.look(code).answers]
    assert told == [Appointed(datetime.fromisoformat("2026-11-30T14:30:00+01:00")), Refused("session-complete")]
    assert {answer.by for answer in desk.look(code).answers} == {"partenaire"}


@pytest.mark.parametrize("reason", REFUSALS)
async def test_each_of_the_eleven_reasons_is_offered_and_taken(web, desk, code, reason):
    assert f"motif-{reason}" in read(await web.get(f"/r/{code}")).fields
    await web.post(f"/r/{code}", data={"choix": "non", "motif": reason, "jour": "ignored"})
    assert desk.look(code).current.outcome == Refused(reason)


async def test_what_the_sender_noted_is_shown_as_such(web, desk, code):
    desk.answer(code, Arrived(), "expediteur")
    assert "par téléphone" in read(await web.get(f"/r/{code}")).text


async def test_looking_changes_nothing(web, desk, code):
    for path in (f"/r/{code}", f"/r/{code}?corriger", f"/r/{code}?choix=venu"):
        await web.get(path)
        await web.head(path)
    assert desk.look(code).answers == ()


# What is to be mended


@pytest.mark.parametrize(
    ("given", "said", "kept"),
    [
        ({}, "Choisissez une réponse.", {}),
        ({"choix": "peut-être"}, "Choisissez une réponse.", {}),
        ({"choix": "non"}, "Choisissez un motif.", {}),
        ({"choix": "non", "motif": "<script>"}, "Choisissez un motif.", {}),
        ({"choix": "rendez-vous"}, "Écrivez le jour du rendez-vous.", {}),
        ({"choix": "rendez-vous"}, "Écrivez l'heure du rendez-vous.", {}),
        ({"choix": "rendez-vous", "jour": "2026-11-30"}, "Écrivez l'heure du rendez-vous.", {"jour": "2026-11-30"}),
        ({"choix": "rendez-vous", "jour": "31/02/2027", "heure": "14:30"}, "Cette date ne se lit pas.", {"jour": "31/02/2027"}),
        ({"choix": "rendez-vous", "jour": "2026-11-30", "heure": "soir"}, "Cette heure ne se lit", {"heure": "soir"}),
        ({"choix": "rendez-vous", "jour": "2026-11-02", "heure": "14:30"}, "avant celle de la fiche", {"jour": "2026-11-02"}),
        ({"choix": "rendez-vous", "jour": "2062-11-30", "heure": "14:30"}, "Vérifiez l'année", {"heure": "14:30"}),
        ({"choix": "rendez-vous", "jour": '"><script>alert(1)</script>', "heure": "14:30"}, "ne se lit pas", {}),
    ],
)  # fmt: skip
async def test_what_is_missing_is_told_and_what_was_typed_stays(web, desk, code, given, said, kept):
    answer = await web.post(f"/r/{code}", data=given, headers=FORM)
    page = read(answer)
    assert answer.status_code == 422
    assert said in page.text
    assert "À corriger" in page.text
    assert "<script" not in answer.text
    for name, value in kept.items():
        field = page.fields[name]
        assert field["value"] == value
        assert field["type"] == "text" or re.fullmatch(r"[\d:-]+", value), "a browser would throw it away"
    described = [(given_.get("aria-describedby") or "").split() for _, given_ in page.tags]
    ids = {given_.get("id") for _, given_ in page.tags}
    assert {each for ids_ in described for each in ids_} <= ids
    assert desk.look(code).answers == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Écrivez le code"),
        ("K7PM", "pas entier"),
        ("K7PM-4XQ8-S", "deux sont inversés"),
        ("K7PM-4XQ8-0", "ni 0, ni 1"),
    ],
)
async def test_a_code_that_was_mistyped_is_told_from_one_that_opens_nothing(web, typed, said):
    answer = await web.post("/r", data={"code": typed})
    page = read(answer)
    assert answer.status_code == 422
    assert said in page.text
    assert page.fields["code"]["value"] == typed
    assert page.fields["code"]["aria-invalid"] == "true"


async def test_a_code_that_opens_nothing_opens_nothing(web, desk, code, clock):
    for path in ("/r/K7PM4XQ8R", "/r/K7PM4XQ8S", "/r/..%2f..%2fetc", "/r/%00", f"/r/{code}x"):
        for answer in (await web.get(path), await web.post(path, data={"choix": "venu"})):
            assert answer.status_code == 404
            assert "code" in read(answer).fields
    clock.passes(days=61)
    for answer in (await web.get(f"/r/{code}"), await web.post(f"/r/{code}", data={"choix": "venu"})):
        assert answer.status_code == 404
        assert "Elle a peut-être expiré" in read(answer).text


async def test_a_code_withdrawn_while_its_form_was_sent_is_told_like_any_that_opens_nothing(desk, code, clock):
    def withdrawing() -> datetime:
        desk.withdraw(code)
        return clock()

    async with site(desk, withdrawing) as web:
        answer = await web.post(f"/r/{code}", data={"choix": "venu"})
    assert answer.status_code == 404
    assert "Elle a peut-être expiré" in read(answer).text


async def test_many_guesses_at_once_are_counted_like_those_one_after_the_other(web):
    answers = await asyncio.gather(*(web.get(f"/r/{new_code()}") for _ in range(60)))
    assert [answer.status_code for answer in answers].count(404) == EACH


# Languages


@pytest.mark.parametrize(
    ("accepted", "language", "direction"),
    [("en-GB,en;q=0.9", "en", "ltr"), ("ar", "ar", "rtl"), ("de,fr;q=0.4,en;q=0.8", "en", "ltr"), ("", "fr", "ltr"),
     ("*", "fr", "ltr"),     ("xx;q=huh, \x7f", "fr", "ltr"), ("en;q=0, de", "fr", "ltr"), ("zz," * 500, "fr", "ltr")],
)  # fmt: skip
async def test_the_page_is_in_the_language_of_the_browser_where_there_is_one(web, accepted, language, direction):
    answer = await web.get("/r", headers={"accept-language": accepted.encode()})
    _, html = read(answer).tags[0]
    assert (html["lang"], html["dir"]) == (language, direction)
    assert answer.headers["content-language"] == language
    assert Wording.load(language).say("reply.title_code") in read(answer).text


def test_a_code_is_shown_in_groups():
    assert re.fullmatch(r"\w{4}-\w{4}-\w", shown(new_code()))
