"""Whatever a resident does, in whatever language: no field for agents, no address that must stay secret, nothing kept."""

from datetime import timedelta
from pathlib import Path

from bot.assistant import Assistant
from bot.deeplinks import payload_of
from bot.served import Serving
from bot.store import SqliteStore
from tests.conftest import sheets
from tests.privacy.coming_out import Journal, on_the_disk
from tests.privacy.planted import HIDDEN_SERVICE, HOUSE, MIXED, WHOLE, Planted, secrets
from tests.privacy.walker import Walk
from tests.samples_services import MONDAY

TYPED = ("Zébulonne", "quistrebert", "39 98 12 34")
SAYS = (
    "je m'appelle Zébulonne Quistrebert et j'ai faim, je n'ai plus rien à manger", "il me frappe, aidez-moi Zébulonne",
    "je cherche une nounou pour Zébulonne, 2 ans, à caluire", "ccas", "restos du coeur", "L'Éclaircie", "csapa", "69300",
    "je dors dehors, je suis au 06 39 98 12 34", "foyer pour femmes", "colis alimentaire", "portage de repas", "oui",
    "AGT021A", "0536490021", "je bois trop", "I have nothing to eat, Zébulonne", "ليس لدي ما آكله اليوم", "encore", "menu",
    "je ne peux plus payer mon loyer", "demain à 14h30", "retour",
)  # fmt: skip
LINKS = tuple(
    payload_of(kind, id)
    for kind, id in (
        ("structure", WHOLE), ("structure", HOUSE), ("structure", MIXED), ("service", HIDDEN_SERVICE), ("need", "alimentation"),
        ("pathway", "K7PM4XQ8R"), ("invitation", "K7PM4XQ8R"),
    )
)  # fmt: skip


def resident(serving: Serving, folder: Path) -> Assistant:
    store = SqliteStore(folder / "state.db", b"a key of the test", timedelta(hours=24))
    return Assistant(serving, store, lambda: MONDAY, sheets=sheets(), link="https://t.me/essai_bot")


async def test_a_resident_never_sees_what_is_not_for_them(
    planted: Planted, planted_serving: Serving, keys: tuple[str, ...], folder: Path, journal: Journal
) -> None:
    assistant = resident(planted_serving, folder)
    walk = await Walk(assistant, "telegram:1", "fr", SAYS, keys, LINKS, papers=4).goes(240)
    _nothing_leaked(walk, planted, folder, journal)
    assistant.close()
    _walked_far(walk)


async def test_nor_do_they_in_any_language(
    planted: Planted, planted_serving: Serving, keys: tuple[str, ...], folder: Path, journal: Journal
) -> None:
    assistant = resident(planted_serving, folder)
    for language in planted_serving.now().rules.territory.languages:
        says = (f"langue {language}", *SAYS)
        walk = await Walk(assistant, f"telegram:{language}", language, says, keys, LINKS, papers=1).goes(50)
        _nothing_leaked(walk, planted, folder, journal)
    assistant.close()


def _nothing_leaked(walk: Walk, planted: Planted, folder: Path, journal: Journal) -> None:
    assert walk.leaks(secrets) == []
    assert walk.leaks(planted.for_agents) == []
    kept = on_the_disk(folder) + journal.text
    typed = [word for word in TYPED if word.lower() in kept.lower()]
    assert [*typed, *secrets(kept), *planted.for_agents(kept)] == []
    assert "a échoué" not in journal.text


def _walked_far(walk: Walk) -> None:
    """The walk met what it is for: the structures that hide something, and every form of the sheet."""
    for name in ("Éclaircie", "Restos", "CCAS", "(…)"):
        assert name in walk.text, name
    kinds = {kind.split(".")[-1] for _, kind, _ in walk.out if kind.startswith("document")}
    assert "pdf" in kinds
    assert len({data.partition(":")[0] for data in walk.tapped}) > 20
