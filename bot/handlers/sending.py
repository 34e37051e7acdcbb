"""A screen becomes messages of Telegram."""

import logging
import re
from typing import assert_never

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram import Message as TelegramMessage
from telegram.constants import ChatAction, MessageLimit
from telegram.error import BadRequest, TelegramError

from bot.handlers import keyboards
from bot.handlers.passages import Passage, passages, units
from bot.handlers.trail import Trail, Trails
from bot.screen import ContactCard, Document, Message, Part, Screen, Span, Venue
from knowledge.wording import Wording

log = logging.getLogger(__name__)

_NUMBER = re.compile(r"\d\d")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sending:
    """Shows screens in one chat.

    What Telegram refuses in the ordinary course of life (to change a message that is gone, too old, or already as it
    should be) is settled here; every other refusal is raised.
    """

    def __init__(self, bot: Bot, chat: int, trails: Trails) -> None:
        self._bot = bot
        self._chat = chat
        self._trails = trails

    @property
    def _trail(self) -> Trail:
        return self._trails.of(self._chat)

    async def show(self, screen: Screen, tapped: TelegramMessage | None = None) -> bool:
        """Show a screen; `tapped` is the message whose button was pressed. True if that message is no longer as it was.

        One question after another takes the place of the tapped message, so that the chat does not fill. A message with
        a number in it (a telephone, a date) always stays: nobody loses a number to call by pressing a button. So does
        a message that is no longer the last one: the answer must be where the person looks.
        """
        if screen.erased:
            await self._erase()
            tapped = None
        if screen.desk:
            tapped = None  # nothing of a list is changed by looking at one of its contacts
        changed = tapped is not None and await self._replace(tapped, screen)
        if not changed:
            await self._send_all(screen)
            changed = tapped is not None and await self._clear(tapped, screen)
        await self._settle_place(screen)
        return changed

    async def _replace(self, tapped: TelegramMessage, screen: Screen) -> bool:
        if len(screen.parts) != 1 or not isinstance(message := screen.parts[0], Message):
            return False
        if not tapped.text or _NUMBER.search(tapped.text) or tapped.message_id < self._trail.latest:
            return False
        pages = passages(message.spans)
        if len(pages) != 1:
            return False
        try:
            await self._bot.edit_message_text(
                pages[0].text,
                chat_id=self._chat,
                message_id=tapped.message_id,
                entities=pages[0].entities,
                reply_markup=keyboards.inline(message.buttons),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    async def _clear(self, tapped: TelegramMessage, screen: Screen) -> bool:
        """Take the buttons of a message that is behind us, unless the new screen would leave the person with none."""
        if not any(message.buttons for message in screen.messages):
            return False
        try:
            await self._bot.edit_message_reply_markup(chat_id=self._chat, message_id=tapped.message_id)
        except BadRequest as error:
            log.debug("buttons not removed: %s", type(error).__name__)
        return True

    async def _send_all(self, screen: Screen) -> None:
        """Every part that Telegram accepts, because each may hold what the person needs; then the refusal, if any."""
        refused: Exception | None = None
        for part in screen.parts:
            try:
                await self._send(part)
            except (BadRequest, ValueError) as error:  # refused by Telegram, or before it by its library
                refused = error
        if refused is not None:
            raise refused

    async def _send(self, part: Part) -> None:
        match part:
            case Message():
                await self._write(part.spans, keyboards.inline(part.buttons))
            case Venue():
                sent = await self._bot.send_venue(self._chat, part.latitude, part.longitude, part.title, part.address)
                self._trail.passed(sent.message_id)
            case ContactCard():
                sent = await self._bot.send_contact(self._chat, part.dial, part.name)
                self._trail.passed(sent.message_id)
            case Document():
                await self._hand_over(part)
            case _:
                assert_never(part)

    async def _write(self, spans: tuple[Span, ...], buttons: InlineKeyboardMarkup | None = None) -> None:
        pages = passages(spans)
        for number, page in enumerate(pages, start=1):
            await self._write_page(page, buttons if number == len(pages) else None)

    async def _write_page(self, page: Passage, buttons: InlineKeyboardMarkup | None) -> None:
        sent = await self._bot.send_message(
            self._chat,
            page.text,
            entities=page.entities,
            reply_markup=buttons,
            link_preview_options=_NO_PREVIEW,
        )
        self._trail.passed(sent.message_id)

    async def _hand_over(self, document: Document) -> None:
        await self._say_it_is_coming()
        fits = units(document.caption) <= MessageLimit.CAPTION_LENGTH
        sent = await self._bot.send_document(
            self._chat, document.content, caption=document.caption if fits else None, filename=document.name
        )
        self._trail.passed(sent.message_id)
        if not fits:
            await self._write((Span(document.caption),))

    async def _say_it_is_coming(self) -> None:
        try:
            await self._bot.send_chat_action(self._chat, ChatAction.UPLOAD_DOCUMENT)
        except TelegramError as error:
            log.debug("upload not announced: %s", type(error).__name__)

    async def _settle_place(self, screen: Screen) -> None:
        """Offer the button that sends a position while a place is asked, and take it away after.

        Telegram puts that button under the text field, and a message holds one keyboard only: so it comes with a short
        message of its own, which leaves with it (deleting the message is what makes the button disappear). A commune
        can always be typed: the button saves typing on a telephone, and does nothing on a computer.
        """
        asked = any(message.asks_place for message in screen.messages)
        trail = self._trail
        if asked and trail.place is None:
            wording = Wording.load(screen.language)
            sent = await self._bot.send_message(
                self._chat,
                wording.say("telegram.share_place"),
                reply_markup=keyboards.place(wording),
                disable_notification=True,
            )
            trail.place = sent.message_id
            trail.aside(sent.message_id)
        elif not asked and trail.place is not None:
            place, trail.place = trail.place, None
            try:
                await self._bot.delete_message(self._chat, place)
            except BadRequest as error:
                log.debug("place button not removed: %s", type(error).__name__)

    async def _erase(self) -> None:
        """Delete what Telegram lets us delete, of both sides; only numbers that we saw go by in this chat.

        Guessing the numbers of older messages would be unsafe: they are counted over all the chats of a bot.
        """
        messages = self._trail.deletable()
        self._trails.forget(self._chat)
        if messages:
            try:
                await self._bot.delete_messages(self._chat, messages)
            except BadRequest as error:
                log.debug("messages not deleted: %s", type(error).__name__)
