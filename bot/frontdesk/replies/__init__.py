"""What can be answered to an agent: ids, never sentences. A file a room; a reply is a frozen dataclass."""

from bot.frontdesk.replies.reply import Reply

__all__ = ["Reply"]
