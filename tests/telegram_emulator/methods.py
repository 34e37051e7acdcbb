"""The methods of the Bot API that the bot uses, one function each, named as Telegram names them."""

import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.telegram_emulator import strictness
from tests.telegram_emulator.chats import BOT, OWN_KEYBOARD
from tests.telegram_emulator.inline import answer_inline_query
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.refusals import bad_request

if TYPE_CHECKING:
    from tests.telegram_emulator.server import Telegram

Method = Callable[["Telegram", Parameters], Awaitable[Any]]


async def get_me(telegram: "Telegram", sent: Parameters) -> Any:
    return BOT


async def get_updates(telegram: "Telegram", sent: Parameters) -> Any:
    values = sent.values
    return await telegram.updates.give(
        int(values.get("offset", 0)),
        int(values.get("limit", 100)),
        float(values.get("timeout", 0)),
        values.get("allowed_updates"),
    )


async def delete_webhook(telegram: "Telegram", sent: Parameters) -> Any:
    telegram.updates.webhook = ""
    return True


async def set_my_commands(telegram: "Telegram", sent: Parameters) -> Any:
    telegram.commands[_menu(telegram, sent)] = strictness.commands_of(sent.values)
    return True


async def delete_my_commands(telegram: "Telegram", sent: Parameters) -> Any:
    telegram.commands.pop(_menu(telegram, sent), None)
    return True


async def get_my_commands(telegram: "Telegram", sent: Parameters) -> Any:
    return telegram.commands.get(_menu(telegram, sent), [])


async def send_message(telegram: "Telegram", sent: Parameters) -> Any:
    content = {"text": strictness.text_of(sent.values), **_decoration(sent, "entities")}
    return _write(telegram, sent, content)


async def send_venue(telegram: "Telegram", sent: Parameters) -> Any:
    place = {"latitude": float(sent.values["latitude"]), "longitude": float(sent.values["longitude"])}
    title, address = sent.values.get("title"), sent.values.get("address")
    if not title or not address:
        raise bad_request("venue title and address must be non-empty")
    if not (-90 <= place["latitude"] <= 90 and -180 <= place["longitude"] <= 180):
        raise bad_request("wrong latitude or longitude specified")
    venue = {"location": place, "title": title, "address": address}
    return _write(telegram, sent, {"location": place, "venue": venue})


async def send_contact(telegram: "Telegram", sent: Parameters) -> Any:
    number, name = sent.values.get("phone_number"), sent.values.get("first_name")
    if not number or not name:
        raise bad_request("contact phone number and first name must be non-empty")
    return _write(telegram, sent, {"contact": {"phone_number": number, "first_name": name}})


async def send_document(telegram: "Telegram", sent: Parameters) -> Any:
    file = sent.file("document")
    if file is None:
        raise bad_request("there is no document in the request")
    if not file.content:
        raise bad_request("file must be non-empty")
    identity = secrets.token_hex(12)
    telegram.files[identity] = file
    document = {
        "file_id": identity,
        "file_unique_id": identity[:8],
        "file_name": file.name,
        "mime_type": file.mime_type,
        "file_size": len(file.content),
    }
    caption = strictness.caption_of(sent.values)
    return _write(telegram, sent, {"document": document, **({"caption": caption} if caption else {})})


async def send_chat_action(telegram: "Telegram", sent: Parameters) -> Any:
    telegram.chats.reach(int(sent.values["chat_id"]))
    return True


async def edit_message_text(telegram: "Telegram", sent: Parameters) -> Any:
    content = {"text": strictness.text_of(sent.values), **_decoration(sent, "entities")}
    return telegram.chats.change(*_message(sent), content)


async def edit_message_reply_markup(telegram: "Telegram", sent: Parameters) -> Any:
    return telegram.chats.change(*_message(sent), _decoration(sent))


async def delete_message(telegram: "Telegram", sent: Parameters) -> Any:
    if not telegram.chats.delete(*_message(sent)):
        raise bad_request("message to delete not found")
    return True


async def delete_messages(telegram: "Telegram", sent: Parameters) -> Any:
    numbers = sent.values["message_ids"]
    if not 1 <= len(numbers) <= 100:
        raise bad_request("message identifiers are not specified" if not numbers else "too many messages to delete")
    for number in numbers:
        telegram.chats.delete(int(sent.values["chat_id"]), number)
    return True


async def answer_callback_query(telegram: "Telegram", sent: Parameters) -> Any:
    query = str(sent.values["callback_query_id"])
    if query not in telegram.queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    telegram.queries.discard(query)
    return True


def _menu(telegram: "Telegram", sent: Parameters) -> str:
    """Which menu: of a language, or of one chat (BotCommandScopeChat)."""
    language, scope = str(sent.values.get("language_code", "")), sent.values.get("scope") or {}
    if scope.get("type", "default") == "default":
        return language
    if scope["type"] != "chat" or scope.get("chat_id") not in telegram.chats.known:
        raise bad_request("chat not found")
    return f"{language}@{scope['chat_id']}"


def _write(telegram: "Telegram", sent: Parameters, content: dict[str, Any]) -> dict[str, Any]:
    return telegram.chats.write(int(sent.values["chat_id"]), BOT, content | _decoration(sent))


def _decoration(sent: Parameters, *names: str) -> dict[str, Any]:
    keyboard = strictness.keyboard_of(sent.values)
    kept = {name: sent.values[name] for name in names if sent.values.get(name)}
    if not keyboard:
        return kept
    return kept | {"reply_markup" if "inline_keyboard" in keyboard else OWN_KEYBOARD: keyboard}


def _message(sent: Parameters) -> tuple[int, int]:
    return int(sent.values["chat_id"]), int(sent.values["message_id"])


METHODS: dict[str, Method] = {
    "".join(part.capitalize() if place else part for place, part in enumerate(method.__name__.split("_"))): method
    for method in (
        get_me,
        get_updates,
        delete_webhook,
        set_my_commands,
        get_my_commands,
        delete_my_commands,
        send_message,
        send_venue,
        send_contact,
        send_document,
        send_chat_action,
        edit_message_text,
        edit_message_reply_markup,
        delete_message,
        delete_messages,
        answer_callback_query,
        answer_inline_query,
    )
}
"""The methods by their name in the Bot API."""
