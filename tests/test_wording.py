"""Every sentence: French where a translation is missing or doubtful, placeholders kept, catalogues that translators can trust."""

import string
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from bot.commands import cli, traduire
from bot.settings import default_rules
from knowledge.rules import load
from knowledge.rules.texts import texts
from knowledge.wording import Wording, translated
from knowledge.wording import wording as module
from knowledge.wording.catalogues import coverage, template, update
from knowledge.wording.sources import sentences

LOCALES = Path(str(files("knowledge.wording"))) / "locales"
CATALOGUES = sorted(LOCALES.glob("*.po"))
CHOSEN, LEFT, RIGHT = "hours.closes_soon", "\u2068", "\u2069"


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


@pytest.fixture
def in_language(monkeypatch, tmp_path):
    """A wording made of a few entries: (source, translation, fuzzy)."""

    def made(language: str, *told: tuple[str | tuple[str, str], str | tuple[str, ...], bool]) -> Wording:
        catalogue = Catalog(locale=language)
        for source, translation, fuzzy in told:
            catalogue.add(source, translation, flags=["fuzzy"] if fuzzy else [])
        (tmp_path / "locales").mkdir(exist_ok=True)
        with (tmp_path / "locales" / f"{language}.po").open("wb") as file:
            write_po(file, catalogue)
        monkeypatch.setattr(module, "files", lambda _: tmp_path)
        module._load.cache_clear()
        return Wording.load(language)

    yield made
    module._load.cache_clear()


# Saying


def test_a_missing_or_doubtful_translation_shows_french(in_language):
    source = sentences()["hours.closed"].one
    assert in_language("en").say("hours.closed") == source
    assert in_language("en", (source, "shut?", True)).say("hours.closed") == source
    assert in_language("en", (source, "shut", False)).say("hours.closed") == "shut"
    assert in_language("en").translate("Une phrase que personne ne connaît.") == "Une phrase que personne ne connaît."
    assert in_language("en").translate("") == ""


def test_a_language_without_a_catalogue_is_french():
    assert Wording.load("xx") is Wording.load("fr")
    assert Wording.load("xx").language == "fr"


@pytest.mark.parametrize(("count", "said"), [(0, "minute"), (1, "minute"), (2, "minutes"), (21, "minutes")])
def test_the_french_plural_begins_at_two(count, said):
    assert Wording.load("fr").say(CHOSEN, count) == f"ferme dans {count} {said}"


def test_each_language_has_its_own_plurals(in_language):
    one, many = sentences()[CHOSEN].one, sentences()[CHOSEN].many
    forms = tuple(f"{form} {{count}}" for form in ("صفر", "واحد", "اثنان", "قليل", "مئة", "كثير"))
    arabic = in_language("ar", ((one, many), forms, False))
    told = [arabic.say(CHOSEN, count).split()[0] for count in (0, 1, 2, 3, 100, 11)]
    assert told == ["صفر", "واحد", "اثنان", "قليل", "مئة", "كثير"]
    assert in_language("en").say(CHOSEN, 0) == "ferme dans 0 minute"


def test_what_is_filled_in_keeps_its_own_direction_in_arabic_only(in_language):
    source = sentences()["hours.open_until"].one
    arabic = in_language("ar", (source, "مفتوح حتى {time}", False))
    assert arabic.right_to_left
    assert arabic.say("hours.open_until", time="17:00") == f"مفتوح حتى {LEFT}17:00{RIGHT}"
    assert arabic.isolate(12) == f"{LEFT}12{RIGHT}"
    assert Wording.load("fr").isolate("17 h") == "17 h"
    assert LEFT not in Wording.load("fr").say("hours.open_until", time="17 h")


def test_what_is_filled_in_is_not_filled_in_again():
    assert Wording.load("fr").say("hours.open_until", time="{day} {0} {") == "ouvert jusqu'à {day} {0} {"


def test_a_mistake_of_ours_is_loud_and_one_of_a_translator_costs_nobody_the_answer(in_language):
    with pytest.raises(KeyError):
        Wording.load("fr").say("hours.nothing")
    with pytest.raises(KeyError):
        Wording.load("fr").say("hours.open_until", day="lundi")
    source = sentences()["hours.open_until"].one
    for slip in ("open until {hour}", "open until {", "open until {0}"):
        assert in_language("en", (source, slip, False)).say("hours.open_until", time="17 h") == "ouvert jusqu'à 17 h"


# The sentences and their translations


def test_every_sentence_is_a_sentence():
    for id, sentence in sentences().items():
        assert sentence.one == sentence.one.strip() != "", id
        assert set(placeholders(sentence.one)) <= set(placeholders(sentence.many or sentence.one)), id
        assert "count" in placeholders(sentence.many or "{count}"), id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_keeps_the_placeholders_of_its_source(path):
    ours = {sentence.one for sentence in sentences().values()}
    for message in entries(read(path)):
        plural = isinstance(message.id, tuple)
        source, most = message.id if plural else (message.id, message.id)
        for said in filter(None, message.string if plural else [message.string]):
            found = placeholders(said) if source in ours else []  # a text of the rules is never filled in
            assert set(found) <= set(placeholders(most)), source
            assert plural or found == placeholders(source), source


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_is_clean(path):
    for message in entries(read(path)):
        for said in message.string if isinstance(message.string, tuple) else (message.string,):
            assert said == said.strip(), message.id
            assert not {LEFT, RIGHT, "\u202a", "\u202b", "\u202e"} & set(said), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_is_complete(path):
    found = coverage(path, template(texts(load(default_rules()))))
    assert found.complete, f"{found} : aiguilleur traduire"


def test_every_catalogue_can_be_spoken():
    assert translated() == ("fr", *(path.stem for path in CATALOGUES))


# Bringing catalogues up to date


def catalogue(*told: str) -> Catalog:
    wanted = template([])
    for sentence in told:
        wanted.add(sentence, locations=[("orientations.x", 0)])
    return wanted


def translate(path: Path, source: str, translation: str, comment: str = "") -> None:
    made = read(path)
    made[source].string = translation
    made[source].user_comments = [comment] if comment else []
    written = BytesIO()
    write_po(written, made, width=0)
    path.write_bytes(written.getvalue())


def test_a_new_catalogue_has_every_sentence_to_translate(tmp_path):
    wanted = catalogue("Une crèche")
    found = update(tmp_path / "en.po", wanted)
    assert (found.language, found.total, found.missing, found.fuzzy) == ("en", len(wanted), len(wanted), 0)
    assert not found.complete
    assert "Une crèche" in (tmp_path / "en.po").read_text(encoding="utf-8")


def test_the_same_sentences_always_make_the_same_file(tmp_path):
    one, other, wanted = tmp_path / "a" / "en.po", tmp_path / "b" / "en.po", catalogue("Une crèche", "Un loyer")
    for path in (one, other):
        path.parent.mkdir()
        update(path, wanted)
    before = one.read_bytes()
    update(one, wanted)
    assert one.read_bytes() == before == other.read_bytes()
    assert b"-Date:" not in before


def test_the_work_of_the_translator_is_kept(tmp_path):
    path = tmp_path / "en.po"
    update(path, catalogue("Une crèche", "Un loyer"))
    translate(path, "Une crèche", "A nursery", "said of any day care")
    found = update(path, catalogue("Un loyer", "Une crèche", "Autre chose"))
    assert read(path)["Une crèche"].string == "A nursery"
    assert read(path)["Une crèche"].user_comments == ["said of any day care"]
    assert not read(path)["Une crèche"].fuzzy
    assert found.missing == found.total - 1


def test_a_sentence_that_changed_is_to_be_read_again_and_shows_french_meanwhile(tmp_path):
    path = tmp_path / "en.po"
    update(path, catalogue("Demander une place en crèche municipale"))
    translate(path, "Demander une place en crèche municipale", "Ask for a place in a nursery")
    found = update(path, catalogue("Demander une place en crèche communale"))
    changed = read(path)["Demander une place en crèche communale"]
    assert changed.fuzzy
    assert changed.string == "Ask for a place in a nursery"
    assert found.fuzzy == 1
    again = path.read_bytes()
    update(path, catalogue("Demander une place en crèche communale"))
    assert path.read_bytes() == again


def test_a_sentence_that_is_gone_is_dropped(tmp_path):
    path = tmp_path / "en.po"
    update(path, catalogue("Une crèche"))
    translate(path, "Une crèche", "A nursery")
    update(path, catalogue())
    assert "nursery" not in path.read_text(encoding="utf-8")


def test_the_command_updates_every_catalogue_and_can_only_check(tmp_path, monkeypatch):
    (tmp_path / "locales").mkdir()
    monkeypatch.setattr(traduire, "files", lambda _: tmp_path)
    checked = CliRunner().invoke(cli, ["traduire", "--verifier"])
    assert checked.exit_code == 1
    assert list((tmp_path / "locales").iterdir()) == []
    done = CliRunner().invoke(cli, ["traduire"])
    assert done.exit_code == 0
    assert "à traduire" in done.output
    languages = load(default_rules()).territory.languages
    assert {path.stem for path in (tmp_path / "locales").iterdir()} >= set(languages) - {"fr"}
    before = {path: path.read_bytes() for path in (tmp_path / "locales").iterdir()}
    CliRunner().invoke(cli, ["traduire"])
    assert {path: path.read_bytes() for path in (tmp_path / "locales").iterdir()} == before
