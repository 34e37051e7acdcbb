"""What Telegram answers when it refuses, in its own words: a program under test reads them."""

from typing import Any


class Refusal(Exception):
    """An answer with `ok: false`. `parameters` holds what a program may act on, such as `retry_after`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(why: str) -> Refusal:
    return Refusal(400, f"Bad Request: {why}")


def blocked() -> Refusal:
    return Refusal(403, "Forbidden: bot was blocked by the user")


def too_many(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def conflict(why: str) -> Refusal:
    return Refusal(409, f"Conflict: {why}")
