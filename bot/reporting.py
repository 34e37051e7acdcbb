"""What residents report of contacts, counted; a turn never fails for it."""

import logging
from dataclasses import dataclass

from bot.conversation.reporting_replies import NumberReported
from bot.conversation.world import Turn
from bot.living import About, Reports
from bot.mishaps import described
from bot.served import Served

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reporting:
    """Hands what a turn reports to the counts."""

    reports: Reports

    def told(self, served: Served, person: str, turn: Turn) -> None:
        """Count what a turn reports, for a person of a channel. Never raises: thanks are due in any case."""
        for reply in turn.replies:
            if isinstance(reply, NumberReported) and served.directory is not None:
                try:
                    offer = served.directory.service_keyed(reply.key)
                    if offer is not None:
                        self.reports.add(About.number_of(offer), person)
                except Exception as error:
                    log.error("Un numéro signalé n'a pas été compté : %s", described(error))
