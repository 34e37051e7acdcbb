"""Pages of the web: today the one where a partner answers a liaison sheet."""

from bot.web.app import application
from bot.web.serving import WebServer

__all__ = ["WebServer", "application"]
