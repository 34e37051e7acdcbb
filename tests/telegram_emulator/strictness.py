"""The limits of Telegram, refused in Telegram's words (core.telegram.org/bots/api)."""

import re
from typing import Any

from tests.telegram_emulator.refusals import bad_request

TEXT, CAPTION, DATA = 4096, 1024, 64
ROW, KEYBOARD = 8, 100

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def text_of(values: dict[str, Any]) -> str:
    """The text of a message, without the white space around it, which Telegram removes."""
    written = str(values.get("text", ""))
    text = written.strip()
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT:
        raise bad_request("message is too long")
    _check_entities(written, values.get("entities") or [])
    return text


def caption_of(values: dict[str, Any]) -> str:
    caption = str(values.get("caption", "")).strip()
    if utf16(caption) > CAPTION:
        raise bad_request("message caption is too long")
    return caption


def keyboard_of(values: dict[str, Any]) -> dict[str, Any]:
    """The keyboard of a message; an empty one is none."""
    markup = values.get("reply_markup") or {}
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard") or []
    for row in rows:
        if len(row) > ROW:
            raise bad_request("BUTTONS_TOO_MUCH")
        for button in row:
            if not button.get("text", "").strip():
                raise bad_request("can't parse inline keyboard button: Text must be non-empty")
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= DATA:
                raise bad_request("BUTTON_DATA_INVALID")
    if sum(map(len, rows)) > KEYBOARD:
        raise bad_request("reply markup is too long")
    return markup if rows or "inline_keyboard" not in markup else {}


def commands_of(values: dict[str, Any]) -> list[dict[str, str]]:
    commands = values.get("commands") or []
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    language = values.get("language_code", "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID")
    return list(commands)


def _check_entities(text: str, entities: list[dict[str, Any]]) -> None:
    for entity in entities:
        if entity["length"] <= 0 or entity["offset"] < 0 or entity["offset"] + entity["length"] > utf16(text):
            raise bad_request("ENTITY_BOUNDS_INVALID")
