"""The coordinator's file of duplicates: read whole, every mistake told; written without touching what is there."""

import re
from pathlib import Path

import pytest

from knowledge.errors import InputError
from knowledge.merging.decisions import Decision, parse, read
from knowledge.merging.writing import added
from tests.merging import FOLDER

BROKEN = sorted((FOLDER / "broken").glob("*.yaml"))

KEPT = """\
# Tenu par la coordination.
priorite: [tableur, dora]   # le nôtre d'abord

memes:
  # vu au téléphone
  - [dora--1, tableur--2]
  - ids: [dora--3, tableur--4]
    note: "même guichet, deux entrées"

# rien d'autre

distincts:
  - [dora--5, tableur--6]
"""


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_mistake_is_told_word_for_word_with_its_line(path: Path) -> None:
    expected = re.findall(r"^# attendu: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    with pytest.raises(InputError) as caught:
        read(path)
    assert expected
    assert str(caught.value).splitlines() == expected


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_never_written_to(path: Path) -> None:
    with pytest.raises(InputError):
        added(path.read_text(encoding="utf-8"), "memes", ["x--1", "y--2"], path.name)


def test_a_file_is_read_with_its_notes_and_lines() -> None:
    found = parse(KEPT, "doublons.yaml")
    assert found.priority == ("tableur", "dora")
    assert found.same == (
        Decision(("dora--1", "tableur--2"), 6),
        Decision(("dora--3", "tableur--4"), 7, "même guichet, deux entrées"),
    )
    assert list(found.apart) == [("dora--5", "tableur--6")]


@pytest.mark.parametrize("text", ["", "# rien encore\n", "memes:\n", "memes: []\ndistincts:\n"])
def test_a_file_without_decisions_decides_nothing(text: str) -> None:
    found = parse(text, "doublons.yaml")
    assert (found.same, found.distinct, found.priority) == ((), (), ())


def test_ids_that_look_like_numbers_stay_text() -> None:
    assert parse("memes:\n  - [0123, 1e5]\n", "d.yaml").same[0].ids == ("0123", "1e5")


def test_decisions_that_share_an_id_make_one_group() -> None:
    assert parse("memes: [[a, b], [d, e], [b, c]]", "d.yaml").groups == [("a", "b", "c"), ("d", "e")]


@pytest.mark.parametrize("content", [b"memes: [[\xe9, b]]", b"\xff\xfe\x00"])
def test_a_file_that_is_not_utf8_is_told_in_french(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "doublons.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError, match="UTF-8"):
        read(path)


def test_a_missing_file_is_told_in_french(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="n'existe pas"):
        read(tmp_path / "doublons.yaml")


FORMS = {
    "vide": "",
    "sans fin de ligne": "memes:\n  - [a--1, b--2]",
    "commentaires": KEPT,
    "une ligne": "distincts: [[a--1, b--2]]\nmemes: [[c--1, d--1]] # fin\n",
    "une ligne vide": "distincts: []\nmemes: [ ]\n",
    "clés sans valeur": "memes:\ndistincts:   # plus tard\n",
    "sans retrait": "memes:\n- [a--1, b--2]\ndistincts:\n- [c--3, d--4]\n",
    "note sur plusieurs lignes": "memes:\n  - ids: [a--1, b--2]\n    note: |\n      vu\n      ici\n\ndistincts:\n  - [c, d]\n",
    "virgule à la fin": "memes: [[a--1, b--2],]\n",
    "fins de ligne de Windows": "# à nous\r\nmemes:\r\n  - [a--1, b--2]\r\ndistincts:\r\n  - [c--3, d--4]\r\n",
    "commentaire à la fin": "memes:\n  - [a--1, b--2]  # vus\n  # encore\n# fin\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ["memes", "distincts"])
@pytest.mark.parametrize("note", [None, "deux portes : l'une « en haut » # oui"])
def test_a_decision_is_added_and_not_a_letter_of_the_rest_changes(form: str, key: str, note: str | None) -> None:
    before = FORMS[form]
    after = added(before, key, ["x--1", "été, [2]"], "doublons.yaml", note)
    new, old = parse(after, "doublons.yaml"), parse(before, "doublons.yaml")
    told = new.same if key == "memes" else new.distinct
    assert (told[-1].ids, told[-1].note) == (("x--1", "été, [2]"), note)
    assert len(new.same) + len(new.distinct) == len(old.same) + len(old.distinct) + 1
    left = iter(after)
    assert all(letter in left for letter in before), "what was there is there, in its order"
    comments = [line[line.index("#") :] for line in before.splitlines() if "#" in line]
    assert [comment for comment in comments if comment not in after] == []
    if "\r\n" in before:
        assert "\n" not in after.replace("\r\n", "")


def test_what_is_decided_already_is_not_written_twice() -> None:
    once = added(KEPT, "memes", ["tableur--2", "dora--1"], "doublons.yaml")
    assert once == KEPT


def test_a_decision_that_contradicts_another_is_refused_with_the_line() -> None:
    with pytest.raises(InputError, match="même structure ligne 6"):
        added(KEPT, "distincts", ["dora--1", "tableur--2"], "doublons.yaml")


def test_a_form_that_cannot_be_added_to_is_left_alone_with_the_line_to_write() -> None:
    with pytest.raises(InputError, match="sous « distincts: », la ligne"):
        added("{memes: [[a, b]]}\n", "distincts", ["c", "d"], "doublons.yaml")
