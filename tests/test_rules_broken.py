"""Every way to break the rule file, and what the coordinator is told: the sentences are the product."""

import re
from pathlib import Path

import pytest

from knowledge.errors import RulesError
from knowledge.rules import Mistake, advice, load, loads
from knowledge.rules.encoding import LARGEST
from tests.broken_rules import WHOLE, Broken, all_broken, completed

FOREIGN = re.compile(
    r"\b(dict|list|str|tuple|None|NoneType|int|bool|input|valid|type_error|expected|mapping|scalar|token|block|found|string"
    r"|should|must|value|key|error|Traceback)\b"
)
"""Words of Python, of YAML or of English that a coordinator must never read."""

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def told(path: Path) -> list[str]:
    with pytest.raises(RulesError) as caught:
        load(path)
    return [str(mistake) for mistake in caught.value.mistakes]


def written(folder: Path, data: str | bytes, name: str = "regles.yaml") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("broken", [each for each in all_broken() if each.mistakes], ids=str)
def test_each_mistake_is_told_word_for_word(broken: Broken, tmp_path: Path) -> None:
    assert told(written(tmp_path, broken.text, broken.name)) == list(broken.mistakes)


@pytest.mark.parametrize("broken", [each for each in all_broken() if not each.mistakes], ids=str)
def test_each_advice_is_told_word_for_word_and_stops_nothing(broken: Broken, tmp_path: Path) -> None:
    path = written(tmp_path, broken.text, broken.name)
    load(path)
    assert broken.advice
    assert [str(each) for each in advice(path)] == list(broken.advice)


@pytest.mark.parametrize("broken", all_broken(), ids=str)
def test_a_message_is_french_short_and_ends_with_what_to_do(broken: Broken) -> None:
    for sentence in (*broken.mistakes, *broken.advice):
        place, _, said = sentence.partition(" : ")
        assert re.fullmatch(r"[\w]+\.yaml, ligne \d+( \(conseil\))?", place)
        outside = re.sub(r"« .*? »(?= |\.|,|$)", "", said)
        assert not FOREIGN.search(outside), outside
        assert len(said) < 330
        assert re.search(r"[.?] \S.*[.?]$", said), "a cause, then a fix"


@pytest.mark.parametrize("broken", all_broken(), ids=str)
def test_a_broken_file_points_at_its_own_lines(broken: Broken) -> None:
    own = len((Path(__file__).parent / "broken_rules" / broken.name).read_text(encoding="utf-8").splitlines())
    for sentence in (*broken.mistakes, *broken.advice):
        line = int(re.findall(r"ligne (\d+)", sentence)[0])
        assert 0 < line <= own


def test_the_whole_file_has_no_mistake_and_asks_for_no_advice(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    assert load(path).territory.name == "Caluire-et-Cuire"
    assert advice(path) == ()
    assert completed("") == "\n" + WHOLE[WHOLE.index("relu_le") :]


def test_ten_mistakes_give_ten_messages_down_the_file() -> None:
    (ten,) = (each for each in all_broken() if each.name == "dix_fautes.yaml")
    lines = [int(re.findall(r"ligne (\d+)", sentence)[0]) for sentence in ten.mistakes]
    assert len(lines) == 10
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "ligne 1 : ce fichier est vide. Repartez de l'exemple fourni."),
        (b"\xef\xbb\xbf# rien\n", "ligne 1 : ce fichier est vide. Repartez de l'exemple fourni."),
        (PNG, "ligne 1 : c'est une image, pas un texte. Donnez un fichier .yaml."),
        (b"\xff\xd8\xff\xe0JFIF", "ligne 1 : c'est une image, pas un texte. Donnez un fichier .yaml."),
        (b"%PDF-1.7\n", "ligne 1 : c'est un document PDF, pas un texte. Donnez un fichier .yaml."),
        (
            b"PK\x03\x04mimetype",
            "ligne 1 : c'est un document de bureautique ou une archive, pas un texte. Donnez un fichier .yaml.",
        ),
        (
            WHOLE.encode("utf-16"),
            "ligne 1 : ce fichier est enregistré en UTF-16. Enregistrez-le de nouveau en choisissant le codage UTF-8.",
        ),
        (
            b'relu_le: 2026-11-21\naccueil: "Bonjour, \xe0 bient\xf4t."\n',
            "ligne 2 : ce fichier n'est pas enregistré en UTF-8, ses accents sont perdus : "
            '« accueil: "Bonjour, à bientôt." ». Enregistrez-le de nouveau en choisissant le codage UTF-8.',
        ),
        (
            b'accueil: "Bonjour."\x00\n',
            'ligne 1 : un caractère invisible et interdit (U+0000) après « accueil: "Bonjour." ». '
            "Effacez-le, ou retapez la ligne.",
        ),
        (
            WHOLE.encode() + b"# " + b"x" * LARGEST,
            "ligne 1 : ce fichier dépasse 2 Mo : ce ne sont pas des règles. Vérifiez le chemin.",
        ),
        (
            b"[" * 100_000,
            "ligne 1 : ce passage est imbriqué trop profondément. Comparez-le avec un passage voisin.",
        ),
        (
            b"a:\n" + b"".join(b" " * depth + b"- \n" for depth in range(2, 60)) + b" " * 60 + b"b: c\n",
            "ligne 13 : ce passage est imbriqué trop profondément. Comparez-le avec un passage voisin.",
        ),
    ],
    ids="empty comments png jpeg pdf docx utf-16 latin-1 nul huge brackets dashes".split(),
)
def test_a_file_that_is_not_rules_is_told_what_it_is(data: bytes, expected: str, tmp_path: Path) -> None:
    assert told(written(tmp_path, data)) == [f"regles.yaml, {expected}"]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert told(tmp_path / "regles.yaml") == [
        "regles.yaml, ligne 1 : ce fichier n'existe pas. Vérifiez le chemin, ou AIGUILLEUR_RULES."
    ]
    (tmp_path / "dossier").mkdir()
    assert told(tmp_path / "dossier") == ["dossier, ligne 1 : c'est un dossier. Donnez le fichier qui est dedans."]
    assert told(tmp_path / "nul\0.yaml") == [
        "nul\0.yaml, ligne 1 : ce fichier ne se lit pas. Vérifiez le chemin et le disque."
    ]


def test_aliases_of_aliases_are_refused_before_they_grow() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 50)}]\n" for n in range(1, 40))
    with pytest.raises(RulesError) as caught:
        loads(bomb)
    assert 40 < len(caught.value.mistakes) < 150


def test_a_rules_error_prints_one_mistake_a_line() -> None:
    with pytest.raises(RulesError) as caught:
        loads(completed('accueil: ""\nrelu_le: hier\n'), "regles.yaml")
    assert str(caught.value).splitlines() == [
        "regles.yaml, ligne 1 : « accueil » est vide. Complétez la ligne.",
        "regles.yaml, ligne 2 : « hier » ne convient pas pour « relu_le ». Une date s'écrit année-mois-jour.",
    ]


def test_an_advice_says_that_it_is_one() -> None:
    mistake = Mistake("regles.yaml", 7, 3, "aucune règle ne mène à « pmi »", "Utilisez-la ou retirez-la.", advice=True)
    assert str(mistake) == (
        "regles.yaml, ligne 7 (conseil) : aucune règle ne mène à « pmi ». Utilisez-la ou retirez-la."
    )
