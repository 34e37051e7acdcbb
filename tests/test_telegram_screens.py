"""What a person sees in Telegram for each thing that the assistant may show."""

from telegram import MessageEntity

from bot.handlers.passages import passages, units
from bot.screen import Button, ContactCard, Document, Message, Span, Venue
from tests.telegram_emulator import Telegram
from tests.telegram_emulator.bench import answering, message, screen, serving
from tests.telegram_emulator.refusals import bad_request

QUESTION = screen(message("Où dormez-vous ce soir ?", "Dehors", "Chez moi"))
NEXT = screen(message("Avec des enfants ?", "Oui", "Non"))


async def test_bold_parts_are_counted_as_telegram_counts_them():
    said = screen(Message((Span("🚨 "), Span("115", bold=True), Span(" jour et nuit"))))
    async with Telegram() as telegram, serving(telegram, answering(said)):
        shown = await telegram.person().says("bonjour")
    assert shown["text"] == "🚨 115 jour et nuit"
    assert shown["entities"] == [{"type": "bold", "offset": 3, "length": 3}]


async def test_signs_that_would_be_markup_elsewhere_arrive_as_they_are():
    async with Telegram() as telegram, serving(telegram, answering(screen(message("<b>1 & 2</b> *a*_b_")))):
        assert (await telegram.person().says("bonjour"))["text"] == "<b>1 & 2</b> *a*_b_"


async def test_a_long_answer_is_cut_at_the_end_of_a_line_and_keeps_its_buttons_at_the_bottom():
    lines = "\n".join(f"{number} " + "é" * 98 for number in range(100))
    async with Telegram() as telegram, serving(telegram, answering(screen(message(lines, "Oui")))):
        anne = telegram.person()
        await anne.says("bonjour")
    assert len(anne.answers) == 3
    assert "\n".join(answer["text"] for answer in anne.answers) == lines
    assert ["reply_markup" in answer for answer in anne.answers] == [False, False, True]


def test_nothing_is_lost_where_a_text_has_no_line_and_no_space():
    text = "😀" * 5000
    pages = passages((Span(text, bold=True),))
    assert "".join(page.text for page in pages) == text
    assert all(units(page.text) <= 4096 for page in pages)
    assert [entity.length for page in pages for entity in page.entities] == [units(page.text) for page in pages]
    assert pages[0].entities[0].type == MessageEntity.BOLD


async def test_a_wide_button_has_a_row_of_its_own():
    row = (
        Button("Oui", "q:oui"),
        Button("Je préfère en parler à quelqu'un", "q:humain", wide=True),
        Button("Non", "q:non"),
    )
    async with Telegram() as telegram, serving(telegram, answering(screen(Message((Span("?"),), (row,))))):
        shown = await telegram.person().says("bonjour")
    rows = shown["reply_markup"]["inline_keyboard"]
    assert [[button["callback_data"] for button in row] for row in rows] == [["q:oui"], ["q:humain"], ["q:non"]]


async def test_a_place_a_contact_and_a_sheet_arrive_each_in_its_form():
    pdf = b"%PDF-1.7 fiche"
    parts = (
        message("Voici."),
        Venue("Le Relais", "12 rue de l'Église", 45.79, 4.84),
        ContactCard("Le Relais", "+33199001234"),
        Document("fiche.pdf", pdf, "Votre fiche"),
    )
    async with Telegram() as telegram, serving(telegram, answering(screen(*parts))):
        anne = telegram.person()
        await anne.says("bonjour")
    text, venue, contact, document = anne.answers
    assert text["text"] == "Voici."
    assert (venue["venue"]["title"], venue["venue"]["address"]) == ("Le Relais", "12 rue de l'Église")
    assert contact["contact"] == {"phone_number": "+33199001234", "first_name": "Le Relais"}
    assert (document["document"]["file_name"], document["caption"]) == ("fiche.pdf", "Votre fiche")
    assert document["document"]["mime_type"] == "application/pdf"
    assert telegram.files[document["document"]["file_id"]].content == pdf
    assert [call.values["action"] for call in telegram.sent("sendChatAction")] == ["upload_document"]


async def test_a_caption_that_telegram_would_refuse_follows_as_a_message():
    caption = "mot " * 300
    async with Telegram() as telegram, serving(telegram, answering(screen(Document("f.pdf", b"%PDF", caption)))):
        anne = telegram.person()
        await anne.says("bonjour")
    assert "caption" not in anne.answers[0]
    assert anne.answers[1]["text"] == caption.strip()


async def test_what_telegram_refuses_does_not_keep_the_rest_from_the_person():
    parts = (message("Avant."), Venue("", "", 45.79, 4.84), message("Après."))
    async with Telegram() as telegram, serving(telegram, answering(screen(*parts))):
        anne = telegram.person()
        await anne.says("bonjour")
    assert [answer["text"] for answer in anne.answers][:2] == ["Avant.", "Après."]
    assert "01 99 00 12 34" in anne.answers[-1]["text"]


async def test_a_question_takes_the_place_of_the_question_that_was_answered():
    async with Telegram() as telegram, serving(telegram, answering(QUESTION, NEXT)):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.taps("Dehors")
    assert [answer["text"] for answer in anne.answers] == ["Avec des enfants ?"]
    assert anne.labels == ["Oui", "Non"]
    assert telegram.sent("answerCallbackQuery")


async def test_a_message_with_a_number_to_call_is_never_replaced():
    alert = screen(message("115 Hébergement d'urgence, gratuit.", "Continuer"))
    async with Telegram() as telegram, serving(telegram, answering(alert, NEXT)):
        anne = telegram.person()
        await anne.says("je suis dehors")
        await anne.taps("Continuer")
    assert [answer["text"] for answer in anne.answers] == [alert.messages[0].text, "Avec des enfants ?"]
    assert "reply_markup" not in anne.answers[0]


async def test_several_messages_follow_and_the_old_buttons_go():
    async with (
        Telegram() as telegram,
        serving(telegram, answering(QUESTION, screen(message("Un."), message("Deux.", "Suite")))),
    ):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.taps("Dehors")
    assert [answer["text"] for answer in anne.answers] == ["Où dormez-vous ce soir ?", "Un.", "Deux."]
    assert ["reply_markup" in answer for answer in anne.answers] == [False, False, True]


async def test_a_sheet_leaves_the_buttons_from_which_it_was_asked():
    async with Telegram() as telegram, serving(telegram, answering(QUESTION, screen(Document("f.pdf", b"%PDF", "")))):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.taps("Dehors")
        await anne.taps("Dehors")
    assert len([answer for answer in anne.answers if "document" in answer]) == 2
    assert anne.labels == ["Dehors", "Chez moi"]


async def test_the_answer_to_an_old_button_comes_where_the_person_looks():
    async with Telegram() as telegram, serving(telegram, answering(QUESTION, NEXT, QUESTION)):
        anne = telegram.person()
        old = await anne.says("bonjour")
        await anne.says("avec ma fille")
        await anne.taps("Dehors", on=old)
    assert [answer["text"] for answer in anne.answers] == [
        "Où dormez-vous ce soir ?",
        "Avec des enfants ?",
        "Où dormez-vous ce soir ?",
    ]
    assert "reply_markup" not in anne.answers[0]


async def test_a_button_pressed_twice_in_haste_counts_once():
    assistant = answering(QUESTION, NEXT)
    async with Telegram() as telegram, serving(telegram, assistant):
        anne = telegram.person()
        seen = await anne.says("bonjour")
        await anne.tap("Dehors", on=seen)
        await anne.taps("Dehors", on=seen)
    assert len(assistant.turns) == 2
    assert len(telegram.sent("answerCallbackQuery")) == 2


async def test_a_screen_that_is_already_there_is_no_error():
    async with Telegram() as telegram, serving(telegram, answering(QUESTION)):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.taps("Dehors")
    assert [answer["text"] for answer in anne.answers] == ["Où dormez-vous ce soir ?"]


async def test_a_button_of_a_message_that_is_gone_is_answered_below():
    async with Telegram() as telegram, serving(telegram, answering(QUESTION, NEXT)):
        anne = telegram.person()
        seen = await anne.says("bonjour")
        telegram.chats.delete(anne.number, seen["message_id"])
        await anne.taps("Dehors", on=seen)
    assert [answer["text"] for answer in anne.answers] == ["Avec des enfants ?"]


async def test_a_button_that_was_pressed_long_ago_is_still_answered():
    async with Telegram() as telegram, serving(telegram, answering(QUESTION, NEXT)):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.taps("Dehors", too_late=True)
    assert anne.last["text"] == "Avec des enfants ?"
    assert not telegram.sent("answerCallbackQuery")


async def test_while_a_place_is_asked_a_button_sends_the_position_and_then_it_goes():
    where = screen(message("Dans quelle commune ?", "Passer", asks_place=True))
    async with Telegram() as telegram, serving(telegram, answering(where, where, NEXT)):
        anne = telegram.person()
        await anne.says("bonjour")
        assert anne.own_keyboard == ["📍 Envoyer ma position"]
        await anne.says("je ne sais pas l'écrire")
        assert anne.own_keyboard == ["📍 Envoyer ma position"]
        assert len(telegram.sent("sendMessage")) == 3
        await anne.shares(45.79, 4.84)
        assert anne.own_keyboard == []
    assert anne.last["text"] == "Avec des enfants ?"


async def test_the_question_about_the_place_can_still_be_replaced_under_its_position_button():
    where = screen(message("Dans quelle commune ?", "Passer", asks_place=True))
    async with Telegram() as telegram, serving(telegram, answering(QUESTION, where, NEXT)):
        anne = telegram.person()
        await anne.says("bonjour")
        await anne.taps("Dehors")
        await anne.taps("Passer")
    assert [answer["text"] for answer in anne.answers] == ["Avec des enfants ?"]


async def test_erasing_leaves_nothing_of_either_side_but_the_last_word():
    where = screen(message("Dans quelle commune ?", "Effacer", asks_place=True))
    async with (
        Telegram() as telegram,
        serving(telegram, answering(where, screen(message("C'est effacé."), erased=True))),
    ):
        anne = telegram.person()
        await anne.says("il me frappe")
        await anne.taps("Effacer")
    assert [each["text"] for each in anne.chat] == ["C'est effacé."]


async def test_erasing_goes_on_where_telegram_does_not_delete():
    async with Telegram() as telegram, serving(telegram, answering(screen(message("C'est effacé."), erased=True))):
        telegram.faults.plan("deleteMessages", bad_request("message can't be deleted for everyone"))
        assert (await telegram.person().says("/effacer"))["text"] == "C'est effacé."
