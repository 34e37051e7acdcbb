"""« @bot … » typed in any conversation: what the bot offers, and what Telegram refuses of it."""

import re
from typing import TYPE_CHECKING, Any

from tests.telegram_emulator import strictness
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.refusals import bad_request

if TYPE_CHECKING:
    from tests.telegram_emulator.server import Telegram

RESULTS, IDENTITY, QUERY = 50, 64, 256

_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def answer_inline_query(telegram: "Telegram", sent: Parameters) -> Any:
    query = str(sent.values["inline_query_id"])
    results = sent.values.get("results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results")
    if len(results) > RESULTS:
        raise bad_request("too many inline query results specified")
    for result in results:
        _check(result)
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    button = sent.values.get("button")
    if button is not None and not (button.get("text") and _START.fullmatch(button.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")
    if query not in telegram.queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    telegram.queries.discard(query)
    return True


def _check(result: dict[str, Any]) -> None:
    if not 1 <= len(str(result.get("id", "")).encode()) <= IDENTITY:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") != "article":
        raise bad_request("can't parse inline query result: this emulator knows articles only")
    if not str(result.get("title", "")).strip():
        raise bad_request("can't parse inline query result: Title must be non-empty")
    posted = result.get("input_message_content")
    if not isinstance(posted, dict) or "message_text" not in posted:
        raise bad_request("can't parse inline query result: Message content is not specified")
    strictness.text_of({"text": posted["message_text"], "entities": posted.get("entities")})
