"""What a person does in Telegram, as the assistant hears it."""

import pytest

from bot.conversation.events import Chose, Linked, Located, Said, Sent, Started
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import answering, message, screen, serving

HELLO = screen(message("Bonjour.", "Oui"))


async def heard(**content: object) -> list[object]:
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        await telegram.person().sends(**content)
    return assistant.events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("j'ai faim", Said("j'ai faim")),
        ("ليس لدي ما آكله", Said("ليس لدي ما آكله")),
        ("/", Said("/")),
        ("/start", Started()),
        ("/start fiche-12", Linked("fiche-12")),
        ("/start il me frappe", Said("il me frappe")),
        ("/effacer", Chose("geste", "effacer")),
        ("/AIDE@aiguilleur_test_bot", Chose("geste", "aide")),
        ("/help", Chose("geste", "aide")),
        ("/aide je veux mourir", Said("aide je veux mourir")),
        ("/inconnue", Said("inconnue")),
    ],
)
async def test_words_and_commands(text, event):
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        await telegram.person().says(text)
    assert assistant.events == [event]


async def test_a_command_that_only_the_wording_knows_is_a_gesture():
    assistant = answering(HELLO)
    assistant.menu = ("menu",)
    async with Telegram() as telegram, serving(telegram, assistant):
        await telegram.person().says("/menu")
    assert assistant.events == [Chose("geste", "menu")]


async def test_a_button_gives_ids_never_its_label():
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.taps("Oui")
    assert assistant.events[-1] == Chose("question", "oui")


async def test_a_position_shared_or_chosen_on_the_map():
    place = {"latitude": 45.79, "longitude": 4.84}
    assert await heard(location=place) == [Located(45.79, 4.84)]
    venue = {"location": place, "title": "Mairie", "address": "Place du Docteur Dugoujon"}
    assert await heard(venue=venue, location=place) == [Located(45.79, 4.84)]


PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
VOICE = {"file_id": "a", "file_unique_id": "b", "duration": 3}


async def test_what_cannot_be_read_is_answered_too():
    assert await heard(photo=PHOTO) == [Sent()]
    assert await heard(voice=VOICE) == [Sent()]
    assert await heard(contact={"phone_number": "+33639980000", "first_name": "Ma sœur"}) == [Sent()]


async def test_the_caption_of_a_photograph_is_read():
    assert await heard(photo=PHOTO, caption="il me frappe") == [Said("il me frappe")]


async def test_an_album_is_answered_once():
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        anne = telegram.person()
        for _ in range(3):
            await anne.sends(photo=PHOTO, media_group_id="12")
        await anne.sends(photo=PHOTO, media_group_id="13", caption="l'avis d'expulsion")
        await anne.sends(photo=PHOTO, media_group_id="13")
    assert assistant.events == [Sent(), Said("l'avis d'expulsion")]


async def test_what_telegram_itself_writes_in_the_chat_is_not_answered():
    assert await heard(pinned_message={"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}) == []


async def test_the_assistant_knows_the_person_by_the_channel_and_the_language_of_their_telegram():
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        await telegram.person(77, language="ar").says("سلام")
    assert [(turn.person, turn.language) for turn in assistant.turns] == [("telegram:77", "ar")]


async def test_in_a_group_a_command_is_told_where_to_write_and_the_rest_is_silence():
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        group = telegram.person(-100)
        telegram.chats.open({"id": -100, "type": "group", "title": "Le quartier"})
        await group.sends(text="quelqu'un sait où manger ?")
        assert group.answers == []
        shown = await group.says("/start")
    assert "@aiguilleur_test_bot" in shown["text"]
    assert assistant.events == []


async def test_a_corrected_message_and_a_channel_are_not_even_received():
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        anne = telegram.person()
        await anne.says("caluir")
        edited = anne.chat[0] | {"text": "Caluire", "edit_date": 1}
        number = await telegram.updates.add(edited_message=edited)
        await telegram.updates.confirmed(number, 5)
        assert telegram.updates.kinds == ("message", "callback_query", "inline_query")
    assert assistant.events == [Said("caluir")]


async def test_the_menu_of_commands_and_the_address_of_the_chat_are_made_known():
    assistant = answering(HELLO)
    async with Telegram() as telegram, serving(telegram, assistant):
        assert assistant.link == "https://t.me/aiguilleur_test_bot"
    assert set(telegram.commands) == {"", "fr", "ar"}
    assert telegram.commands["ar"][0] == {"command": "start", "description": "start (ar)"}
    assert telegram.commands[""] == telegram.commands["fr"]
