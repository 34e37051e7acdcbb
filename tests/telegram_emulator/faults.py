"""Breakdowns on demand: the next calls of a method fail."""

from dataclasses import dataclass, field

from tests.telegram_emulator.refusals import Refusal


class Outage(Exception):
    """Telegram is there and answers nothing that can be read, as its front servers do when those behind are down."""

    PAGE = "<html><head><title>502 Bad Gateway</title></head></html>"


@dataclass(slots=True)
class _Fault:
    method: str
    error: Refusal | Outage
    times: int


@dataclass(slots=True)
class Faults:
    _planned: list[_Fault] = field(default_factory=list)

    def plan(self, method: str, error: Refusal | Outage, times: int = 1) -> None:
        """Let the next calls of a method (`*`: of any method) fail."""
        self._planned.append(_Fault(method, error, times))

    def strike(self, method: str) -> None:
        """Raise the error that was planned for this call, if any."""
        for fault in self._planned:
            if fault.times > 0 and fault.method in (method, "*"):
                fault.times -= 1
                raise fault.error
