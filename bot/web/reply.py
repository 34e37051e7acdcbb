"""The page where a partner answers: type the code, or follow the link; say what became of it; mend it later."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.codes import Attempts, MistypedCode, typed
from bot.codes.attempts import WINDOW
from bot.liaison import Case, Desk, UnknownCode
from bot.liaison.appointments import local
from bot.liaison.words import answered_words, outcome_words, structure_name
from bot.served import Served
from bot.web.answering import Form, Mistakes
from bot.web.pages import notice, page, preferred
from bot.web.strict import form
from knowledge.hours.calendar_words import day_words
from knowledge.liaison import REFUSALS
from knowledge.sheets.liaison import refusal_words
from knowledge.wording import Wording

SEE_OTHER, NOT_FOUND, UNPROCESSABLE, TOO_MANY = 303, 404, 422, 429


class Reply:
    """The pages under `/r`, over one desk. `clock` gives an aware moment."""

    def __init__(
        self, desk: Desk, served: Callable[[], Served], attempts: Attempts, clock: Callable[[], datetime]
    ) -> None:
        self._desk, self._served, self._attempts, self._clock = desk, served, attempts, clock
        self._looking = Lock()

    def speaks(self, request: Request) -> Wording:
        """The wording for who asks."""
        return preferred(request.headers.get("accept-language", ""), self._served().rules.territory.languages)

    def notice(self, name: str, request: Request, status: int) -> Response:
        """A page that says what went wrong."""
        return notice(name, self.speaks(request), self._served().rules, status)

    async def ask(self, request: Request) -> Response:
        """`GET /r`: where is the code?"""
        return self._code_page(request)

    async def typed(self, request: Request) -> Response:
        """`POST /r`: go to the page of this code."""
        given = (await form(request)).get("code", "")[:300]
        if not given.strip():
            return self._code_page(request, mistake="missing", status=UNPROCESSABLE)
        try:
            return RedirectResponse(f"/r/{typed(given)}", SEE_OTHER)
        except MistypedCode as error:
            return self._code_page(request, given, error.slip, UNPROCESSABLE)

    async def show(self, request: Request) -> Response:
        """`GET /r/{code}`: what it is, and the form, or the answer that was given."""
        code = request.path_params["code"]
        if not code:
            return self._code_page(request)
        found = await run_in_threadpool(self._found, request, code)
        if isinstance(found, Response):
            return found
        again = found.current is None or "corriger" in request.query_params
        return await run_in_threadpool(
            self._case_page, request, code, found, Form() if again else None, Mistakes(), 200
        )

    async def answer(self, request: Request) -> Response:
        """`POST /r/{code}`: note the answer, or show what is to be mended with what was typed."""
        code = request.path_params["code"]
        fields = Form.of(await form(request))
        found = await run_in_threadpool(self._found, request, code)
        if isinstance(found, Response):
            return found
        territory, language = self._served().rules.territory, self.speaks(request).language
        outcome = fields.outcome(found.made_at, local(self._clock(), territory.timezone), language)
        if isinstance(outcome, Mistakes):
            return await run_in_threadpool(self._case_page, request, code, found, fields, outcome, UNPROCESSABLE)
        try:
            await run_in_threadpool(self._desk.answer, code, outcome, "partenaire")
        except UnknownCode:  # it expired, or was withdrawn, since it was looked up
            return self._code_page(request, code[:40], "unknown", NOT_FOUND)
        return RedirectResponse(f"/r/{typed(code)}", SEE_OTHER)

    def _found(self, request: Request, code: str) -> Case | Response:
        """The case of this code, or the page that says why there is none. Guesses are counted, right codes are not."""
        client = request.client.host if request.client else ""
        try:
            found = self._looked_up(client, code)
        except MistypedCode as error:
            return self._code_page(request, code[:40], error.slip, NOT_FOUND)
        except UnknownCode:
            return self._code_page(request, code[:40], "unknown", NOT_FOUND)
        if found is None:
            stopped = self.notice("many", request, TOO_MANY)
            stopped.headers["retry-after"] = str(int(WINDOW))
            return stopped
        return found

    def _looked_up(self, client: str, code: str) -> Case | None:
        """The case of this code; None for a client who has guessed too often.

        One at a time: of many at once, all would be let in before the first is counted.
        """
        with self._looking:
            if not self._attempts.may(client):
                return None
            try:
                found = self._desk.look(code)
            except UnknownCode:
                self._attempts.wrong(client)
                raise
            self._attempts.right(client)
            return found

    def _code_page(self, request: Request, code: str = "", mistake: str = "", status: int = 200) -> Response:
        return page(
            "code", "title_code", self.speaks(request), self._served().rules, status=status, code=code, mistake=mistake
        )

    def _case_page(
        self, request: Request, code: str, case: Case, fields: Form | None, mistakes: Mistakes, status: int
    ) -> Response:
        served, wording = self._served(), self.speaks(request)
        zone = served.rules.territory.timezone
        current = case.current
        return page(
            "case",
            "title_case" if fields else "title_thanks",
            wording,
            served.rules,
            status=status,
            code=typed(code),
            to=structure_name(served.directory, case.service_id),
            made=_day(case.made_at, zone, wording),
            until=_day(case.expires_at, zone, wording),
            urgency=wording.say(f"liaison.{case.urgency}"),
            answer=outcome_words(current.outcome, zone, wording) if current else "",
            answered=answered_words(current, zone, wording) if current else "",
            form=fields,
            mistakes={name: wording.say(f"reply.{said}") for name, said in mistakes.found.items()},
            reasons=[(reason, refusal_words(reason, wording)) for reason in REFUSALS],
        )


def _day(moment: datetime, timezone: str, wording: Wording) -> str:
    return day_words(local(moment, timezone).date(), wording)
