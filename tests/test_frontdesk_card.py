"""The card of a service: what an agent reads at a glance, and what nobody reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.attending.showing import shown
from bot.attending.tools import Tools
from bot.frontdesk.seen.looking import Shown
from bot.frontdesk.work import Work
from bot.people import Account, Role, sees
from bot.rendering.blocks import parts
from bot.rendering.frontdesk import card as cards
from bot.rendering.frontdesk.card import MOST, card_blocks, keyboard, others_of_keyboard
from bot.rendering.frontdesk.pages import PAGE, shortened
from bot.rendering.frontdesk.saying import Saying
from bot.rendering.frontdesk.understood import understood
from bot.screen import Button, Message
from bot.transcripts.story import MONDAY
from knowledge.directory import Offer
from knowledge.lookup import Lookup
from knowledge.model import Complement, Full
from knowledge.notes import Note
from knowledge.sheets import SheetMaker
from tests.conftest import serving

ONE = Account(role="agent", name="Nadia", structure_id="demo--centre-social", since=datetime(2026, 1, 1, tzinfo=UTC))


def tools(account: Account = ONE) -> Tools:
    return Tools(
        served=serving().now(),
        person="agent:1",
        account=account,
        home="69034",
        now=MONDAY,
        sheets=SheetMaker(),
        link="https://t.me/aiguilleur_bot",
    )


def offer(id: str) -> Offer:
    directory = serving().now().directory
    found = directory.offer(id) if directory else None
    assert found is not None
    return found


def changed(id: str, **changes: object) -> Offer:
    """An offer of the demonstration whose service says something else; of `complement`, only what is given."""
    one = offer(id)
    complement = one.service.complement.model_copy(update=changes.pop("complement", {}))
    return replace(one, service=replace(one.service, complement=complement, **changes))


def saying(account: Account = ONE) -> Saying:
    served = serving().now()
    return Saying(served.rules, served.finder.places, Work(), account)


def text(one: Shown) -> str:
    return "\n\n".join(part.text for part in parts(card_blocks(saying(), one)) if isinstance(part, Message))


def test_a_card_is_read_in_the_order_of_a_glance() -> None:
    said = text(shown(tools(), offer("demo--ccas--accueil-social")))
    order = [
        "CCAS",
        "Ligne directe",
        "04 65 71 01 01",
        "Ouvert",
        "place de la Fontaine",
        "Pour tout le monde",
        "À apporter",
    ]
    order += ["Réservé aux professionnels", "Attend des partenaires", "Ne fait pas", "Vérifié le"]
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)


@pytest.mark.parametrize(
    ("role", "structure", "wanted"),
    [
        ("agent", None, "agent"),
        ("coordinator", None, "agent"),
        ("partner", "demo--ccas", "agent"),
        ("partner", "demo--caf", "resident"),
        ("partner", None, "resident"),
    ],
)
def test_a_partner_sees_the_fields_of_agents_of_their_own_structure_only(
    role: Role, structure: str | None, wanted: str
) -> None:
    account = replace(ONE, role=role, structure_id=structure)
    assert sees(account, "demo--ccas") == wanted
    said = text(shown(tools(account), offer("demo--ccas--accueil-social")))
    assert ("04 65 71 90 01" in said) is (wanted == "agent")
    assert ("Réservé aux professionnels" in said) is (wanted == "agent")


def test_a_confidential_address_is_in_no_part_of_a_card() -> None:
    secret = changed(
        "demo--ccas--accueil-social",
        description="Au 3 place de la Fontaine, on vous attend.",
        complement={"adresse_confidentielle": True},
    )
    one = shown(tools(), secret)
    assert "Fontaine" not in text(one)
    assert "Fontaine" not in repr(one.offer)
    assert "Adresse confidentielle : appelez d'abord." in text(one)
    assert not [button for row in keyboard(saying(), one) for button in row if button.data.startswith("plan:")]


def test_a_card_that_nobody_verified_for_a_year_has_a_sign() -> None:
    old = changed("demo--ccas--accueil-social", complement={"verifie_le": MONDAY.date() - timedelta(days=400)})
    new = changed("demo--ccas--accueil-social", complement={"verifie_le": MONDAY.date() - timedelta(days=300)})
    assert "⚠️ Vérifié le" in text(shown(tools(), old))
    assert "✓ Vérifié le" in text(shown(tools(), new))


def test_no_room_and_living_notes_stand_before_the_telephone_with_who_noted_them() -> None:
    full = Full(jusquau=date(2026, 12, 12), note_du=date(2026, 11, 20), auteur="Centre social")
    said = text(shown(tools(), changed("demo--ccas--accueil-social", complement={"complet": full})))
    assert said.index("Complet jusqu'au 12 décembre") < said.index("📞")
    note = Note(kind="injoignable", until=date(2026, 11, 30), author="Karim", noted_at=MONDAY)
    noted = replace(offer("demo--ccas--accueil-social"), notes=(note,))
    assert "Karim" in text(shown(tools(), noted))
    partner = replace(ONE, role="partner", structure_id="demo--caf")
    assert "répond" in text(shown(tools(partner), noted))
    assert "Karim" not in text(shown(tools(partner), noted))


def test_a_long_text_is_cut_where_a_sentence_ends_and_read_whole_with_a_tap() -> None:
    long = changed("demo--ccas--accueil-social", description="Une phrase qui dit une chose. " * 400)
    one = shown(tools(), long)
    said = text(one)
    assert "une chose. …" in said
    labels = [button.data for part in parts(card_blocks(saying(), one)) if isinstance(part, Message)
              for row in part.buttons for button in row]  # fmt: skip
    assert any(data.startswith("lire:") for data in labels)
    whole = [part for part in parts(card_blocks(saying(), replace(one, whole=True))) if isinstance(part, Message)]
    assert sum(part.text.count("Une phrase") for part in whole) == 400
    assert all(len(part.text) <= PAGE + 100 for part in whole)
    assert [bool(part.buttons) for part in whole] == [*[False] * (len(whole) - 1), True]


@pytest.mark.parametrize("most", [2, 9, 30, 100])
def test_a_cut_text_is_never_longer_than_asked(most: int) -> None:
    for given in ("", "mot", "un deux trois. quatre cinq", "x" * 200, "a. " * 80):
        assert len(shortened(given, most)) <= most


def test_a_card_has_four_rows_of_two_and_what_is_beyond_one_tap_away(monkeypatch: pytest.MonkeyPatch) -> None:
    many = tuple(lambda to, one, n=n: Button(f"B{n}", f"b{n}:{one.key}") for n in range(11))
    monkeypatch.setattr(cards, "BUTTONS", many)
    one = shown(tools(), offer("demo--ccas--accueil-social"))
    *first_rows, notes = keyboard(saying(), one)
    first = [button.label for row in first_rows for button in row]
    rest = [button.label for row in others_of_keyboard(saying(), one) for button in row]
    assert len(first_rows) <= MOST / 2
    assert [button.label for button in notes] == ["🈵 Complet", "🔒 Fermé", "📵 Muet"]
    assert first[-1] == "⋯ Plus"
    assert [*first[:-1], *rest] == [f"B{n}" for n in range(11)]
    monkeypatch.setattr(cards, "BUTTONS", many[:MOST])
    assert [button.label for row in keyboard(saying(), one)[:-1] for button in row] == [f"B{n}" for n in range(MOST)]


def test_a_service_that_says_nothing_still_has_a_card() -> None:
    one = offer("demo--ccas--accueil-social")
    bare = replace(
        one,
        service=replace(
            one.service, telephone=None, description=None, horaires_accueil=None, publics=(), complement=Complement()
        ),
        structure=replace(
            one.structure, telephone=None, description=None, horaires_accueil=None, complement=Complement()
        ),
    )
    said = text(shown(tools(), bare))
    assert "Horaires non connus" in said
    assert "Pas de téléphone" in said


def test_a_whole_letter_that_was_pasted_is_not_said_back_whole() -> None:
    lookup = Lookup(name="x" * 4000, left=("y" * 4000,))
    assert all(sum(len(span.text) for span in each) < 300 for each in understood(saying(), lookup))
