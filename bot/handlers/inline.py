"""Somebody types « @bot … » in any conversation, and chooses what to post there."""

import asyncio
import logging

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import BaseHandler, ContextTypes, InlineQueryHandler

from bot.handlers.newest import Newest
from bot.handlers.passages import passages
from bot.inline import Inline
from bot.mishaps import described
from bot.rendering.inline import Article, Articles

log = logging.getLogger(__name__)

CACHED = 30
"""Seconds during which Telegram answers the same line by itself: a record that changes is soon right everywhere."""

LONGEST = 8.0
"""Seconds after which an answer is not made any more: Telegram takes none of a line typed ten seconds ago."""

START = "inline"
"""What the button adds to /start: it opens the beginning, as any word that is none of our links does."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def handler(inline: Inline, longest: float = LONGEST) -> BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]:
    """Every line as it is typed; of those of one person, only the newest is answered. Nothing of it is logged or kept.

    No error leaves it: nobody wrote to the bot, so nobody must be written to.
    """
    newest = Newest()

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.inline_query
        if query is None:
            return
        asker = query.from_user
        async with newest.turn(asker.id, update.update_id) as is_newest:
            try:
                if not is_newest():
                    return
                async with asyncio.timeout(longest):
                    found = await inline.answer(query.query, language=asker.language_code, link=context.bot.link)
                if is_newest():
                    await _show(query, found, personal=inline.several_languages)
            except Exception as error:
                if not _too_late(error):
                    log.error("%s", described(error))

    return InlineQueryHandler(answer)


async def _show(query: InlineQuery, found: Articles, *, personal: bool) -> None:
    """`personal`: Telegram keeps the answer for this person alone, where the next one may read another language."""
    await query.answer(
        [_result(article) for article in found.listed],
        cache_time=CACHED,
        is_personal=personal,
        button=InlineQueryResultsButton(found.button, start_parameter=START),
    )


def _result(article: Article) -> InlineQueryResultArticle:
    page = passages(article.spans)[0]
    posted = InputTextMessageContent(page.text, entities=page.entities, link_preview_options=_NO_PREVIEW)
    return InlineQueryResultArticle(article.id, article.title, posted, description=article.description or None)


def _too_late(error: Exception) -> bool:
    """The line is not waited for any more: typed on, or typed too long ago."""
    return isinstance(error, BadRequest) and "query is too old" in error.message.lower()
