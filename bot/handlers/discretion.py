"""What libraries may write in the log of a bot that people tell their troubles to."""

import logging

SILENT = logging.CRITICAL + 1


def keep_secrets() -> None:
    """Silence the libraries that quote: doing it twice changes nothing.

    httpx writes the address of each call, which holds the token. python-telegram-bot quotes whole updates when it
    cannot read one, answers that are not JSON, and the token when it is refused, at all levels; what it has to tell
    comes to us as exceptions, which we log by their type and place (see `bot.handlers.error`).
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(SILENT)
