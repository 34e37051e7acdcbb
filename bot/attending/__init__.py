"""What the replies of the front desk ask to be done: looked up, noted, printed. A file a room."""

from bot.attending.tools import Acted, Tools

__all__ = ["Acted", "Tools"]
