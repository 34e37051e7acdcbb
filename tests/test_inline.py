"""« @bot … » typed in any conversation: public facts only, dangers first, and always somebody to call."""

import json

import pytest

from bot.deeplinks import Target, target_of
from bot.inline import Inline
from bot.rendering.inline import MOST, Article, Articles
from bot.served import Served, Serving
from bot.settings import default_rules
from knowledge.directory import describe, replacing
from knowledge.importers.load import load
from knowledge.model.complement import AGENTS_ONLY
from knowledge.search import index
from tests.conftest import serving
from tests.samples_services import MONDAY

LINK = "https://t.me/aiguilleur_test_bot"

SECRET = "27 rue des Glycines"
NOTES = {
    "telephone_direct": "+33465710099",
    "attentes_partenaires": "Joindre le carnet vert",
    "limites": "Jamais le samedi",
    "notes_agents": "Demander Ursule",
}
HOUSE = {
    "source": "essai",
    "id": "essai--refuge",
    "nom": "Le refuge des Glycines",
    "date_maj": "2026-11-01",
    "commune": "Caluire-et-Cuire",
    "code_postal": "69300",
    "code_insee": "69034",
    "adresse": SECRET,
    "latitude": 45.79,
    "longitude": 4.85,
    "telephone": "+33465710044",
    "description": f"Un refuge, au {SECRET}.",
    "complement": {"adresse_confidentielle": True, **NOTES},
}
OPEN_HOUSE = {
    **HOUSE,
    "id": "essai--atelier",
    "nom": "L'atelier des Pivoines",
    "adresse": "3 quai des Pivoines",
    "description": "Un atelier.",
    "complement": {**NOTES, "fermetures": [{"debut": "2026-11-20", "fin": "2026-11-30"}]},
}


def service(of: dict) -> dict:
    return {
        "source": "essai",
        "id": f"{of['id']}--accueil",
        "structure_id": of["id"],
        "nom": "Accueil",
        "date_maj": "2026-11-01",
        "description": of["description"],
        "type": "accompagnement",
        "thematiques": ["sante--acces-aux-soins"],
        "contact_nom_prenom": "Zénobie Quirin",
        "complement": of["complement"],
    }


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    """A directory with a secret address, a temporary closure, and something in every field that agents alone see."""
    folder = tmp_path_factory.mktemp("annuaire")
    for name, records in (
        ("structures.json", [HOUSE, OPEN_HOUSE]),
        ("services.json", [service(HOUSE), service(OPEN_HOUSE)]),
    ):
        (folder / name).write_text(json.dumps(records), encoding="utf-8")
    path = folder / "directory.db"
    with replacing(path) as database:
        load([folder / "structures.json", folder / "services.json"], database)
        index(database)
        describe(database, built_at=MONDAY, demonstration=False)
    return Serving(default_rules(), path)


class Down:
    """The rules of the repository, when no directory can serve."""

    def now(self) -> Served:
        return serving().now().alone()


async def typed(text: str, what: Serving | Down | None = None, language: str | None = "fr") -> Articles:
    return await Inline(what or serving(), lambda: MONDAY).answer(text, language=language, link=LINK)


def found(of: Articles, structure: str) -> Article:
    return next(article for article in of.listed if structure in article.title)


async def test_a_beginning_of_a_name_is_enough():
    assert any("Éclaircie" in article.title for article in (await typed("eclairc")).listed[:2])
    assert any("CCAS" in article.title for article in (await typed("ccas cal")).listed[:2])


async def test_what_is_posted_can_be_used_as_it_is():
    article = found(await typed("ccas caluire"), "CCAS")
    name, *_, last = article.text.splitlines()
    assert name.startswith("Centre communal d’action sociale (CCAS) de Caluire-et-Cuire — ")
    assert article.spans[0].bold
    for told in ("📞 04 65 71 01 01", "📍 3 place de la Fontaine", "🕒 lundi au jeudi", "Vérifié le 12 octobre 2026."):
        assert told in article.text
    target = target_of(last.partition("?start=")[2])
    assert target is not None
    assert target.kind == "service"
    assert target.id.startswith("demo--ccas--")


async def test_the_link_of_a_long_id_opens_the_service_too():
    article = found(await typed("colis sans papiers"), "Secours populaire")
    target = target_of(article.text.rpartition("?start=")[2])
    directory = serving().now().directory
    assert isinstance(target, Target)
    assert directory is not None
    offer = directory.service_keyed(target.id)
    assert offer is not None
    assert offer.structure.id == "demo--secours-populaire"


async def test_invented_addresses_are_said_to_be_invented():
    assert "inventés" in found(await typed("ccas caluire"), "CCAS").text


async def test_the_numbers_of_a_danger_come_first_and_nothing_of_the_line_is_repeated():
    first, *_ = (await typed("mon mari me frappe xylophone")).listed
    assert first.id == "danger"
    assert "17" in first.title
    assert first.text.startswith("☎️ 17")
    assert "39 19" in first.text
    assert "xylophone" not in first.text
    assert "effacer cette conversation" not in first.text  # it is not in this conversation that it was told


async def test_who_can_neither_speak_nor_hear_is_first_given_the_number_to_write_to():
    first, *_ = (await typed("je suis sourde il me frappe")).listed
    assert first.text.startswith("☎️ 114")


async def test_a_national_number_is_given_with_what_it_does():
    first, *_ = (await typed("115")).listed
    assert first.title == "115 · Samu social"
    assert "Mise à l'abri" in first.text


async def test_an_empty_line_tells_how_to_use_it_and_posts_the_way_in():
    answer = await typed("  ")
    assert [article.id for article in answer.listed] == ["how"]
    assert LINK in answer.listed[0].text
    assert answer.button


async def test_nothing_found_leaves_the_button_alone():
    answer = await typed("zzzzqqq")
    assert answer.listed == ()
    assert "Rien trouvé" in answer.button


@pytest.mark.parametrize("text", ["a", "centre", "aide", "caluire", "je cherche un logement pour ma famille"])
async def test_there_are_ten_choices_at_most_and_each_is_told_apart(text):
    listed = (await typed(text)).listed
    ids = [article.id for article in listed]
    assert 0 < len(ids) <= MOST
    assert len(set(ids)) == len(ids)
    assert all(len(id.encode()) <= 64 for id in ids)
    assert all(article.title.strip() and article.text.strip() for article in listed)


async def test_it_speaks_the_language_of_who_types_where_it_is_served():
    assert "17" in (await typed("il me frappe", language="en-GB")).listed[0].title
    arabic = await typed("", language="ar")
    assert (await typed("", language="de")).button == (await typed("")).button
    assert arabic.listed[0].id == "how"
    posted = found(await typed("ccas caluire", language="en"), "CCAS").text
    assert "Monday" in posted
    assert "lundi" not in posted


@pytest.mark.parametrize(
    "text", ["refuge des glycines", "le refug", "27 rue des glycines", "atelier pivoines", "soins"]
)
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
async def test_nothing_secret_and_nothing_for_agents_is_ever_offered(own, text, language):
    shown = "\n".join(
        f"{each.id} {each.title} {each.description} {each.text}" for each in (await typed(text, own, language)).listed
    )
    told = [SECRET, "45.79", "Zénobie", "00 99", *NOTES.values()]
    assert set(NOTES) == AGENTS_ONLY
    assert not [secret for secret in told if secret.casefold() in shown.casefold()]


async def test_a_secret_place_is_still_one_to_call(own):
    article = found(await typed("refuge des glycines", own), "refuge")
    assert "04 65 71 00 44" in article.text
    assert "Adresse non communiquée" in article.text


async def test_a_door_that_is_shut_for_a_time_is_said_to_be(own):
    article = found(await typed("atelier pivoines", own), "atelier")
    assert "Attention : fermé jusqu'au 30 novembre" in article.text
    assert "votre commune" not in article.text


async def test_without_a_directory_there_are_the_numbers_of_the_rules():
    down = Down()
    answer = await typed("ccas caluire", down)
    assert [article.id for article in answer.listed] == ["trouble"]
    assert "☎️ 115" in answer.listed[0].text
    assert [article.id for article in (await typed("il me frappe", down)).listed] == ["danger", "trouble"]
    assert (await typed("115", down)).listed[0].id == "number-115"


async def test_a_directory_that_breaks_while_it_serves_costs_no_danger_its_numbers(own, caplog, monkeypatch):
    served = own.now()
    monkeypatch.setattr(type(served.search), "typing", _breaks)
    answer = await typed("il me frappe refuge", own)
    assert [article.id for article in answer.listed] == ["danger", "trouble"]
    assert "refuge" not in caplog.text


async def test_when_everything_fails_somebody_is_named_and_the_log_tells_nothing_of_the_line(caplog, monkeypatch):
    monkeypatch.setattr(type(serving().now().world.understanding), "alarms", _breaks)
    answer = await typed("il me frappe refuge")
    assert [article.id for article in answer.listed] == ["trouble"]
    assert "KeyError" in caplog.text
    assert "refuge" not in caplog.text


def _breaks(*_: object, **__: object) -> None:
    raise KeyError("refuge")
