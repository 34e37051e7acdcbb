"""The directory: what goes in comes out, what is asked is found, and the good file is never lost."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.directory import Directory, derive, describe, replacing, row, schema
from knowledge.errors import DirectoryCorrupt, DirectoryError, DirectoryMissing
from knowledge.model import Access, Accessibility, Closed, Complement, Full, Place, Service, Structure

BUILT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CALUIRE = (45.795, 4.846)
LYON = (45.764, 4.836)
MARSEILLE = (43.296, 5.37)
ROOT = Path(__file__).parent.parent


def house(id: str = "demo--ccas", **fields: object) -> Structure:
    return Structure(**{"source": "demo", "id": id, "nom": "CCAS", "date_maj": date(2026, 1, 1)} | fields)  # type: ignore[arg-type]


def offered(id: str, structure_id: str = "demo--ccas", **fields: object) -> Service:
    common = {"source": "demo", "id": id, "structure_id": structure_id, "nom": id, "date_maj": date(2026, 1, 1)}
    return Service(**common | fields)  # type: ignore[arg-type]


def built(path: Path, structures: Iterable[Structure], services: Iterable[Service], **says: bool) -> Path:
    with replacing(path) as db:
        db.table("structures").insert_all(row(entry) for entry in structures)
        db.table("services").insert_all(row(entry) for entry in services)
        derive(db, {"69034": CALUIRE}.get)
        describe(db, built_at=BUILT, demonstration=says.get("demonstration", False))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "directory.db"


def ids(directory: Directory, **criteria: object) -> list[str]:
    return [offer.service.id for offer in directory.offers(**criteria)]  # type: ignore[arg-type]


# What goes in comes out

texts = st.text(max_size=30)
maybe = st.none() | texts
codes = st.lists(texts, max_size=3).map(lambda found: tuple(sorted(set(found))))
degrees = st.none() | st.floats(-90, 90)
days = st.dates()
accesses: st.SearchStrategy[Access | None] = st.sampled_from(["oui", "partiel", "non", None])
places = st.builds(Place, nom=texts, commune=maybe, latitude=degrees, longitude=degrees, horaires_accueil=maybe)
complements = st.just(Complement()) | st.builds(
    Complement,
    transports=maybe,
    langues=st.lists(st.sampled_from(["fr", "ar", "lsf"])).map(tuple),
    documents=st.lists(texts, max_size=2).map(tuple),
    age_min=st.none() | st.floats(0, 130),
    accessibilite=st.builds(Accessibility, moteur=accesses, mental=accesses, precisions=maybe),
    adresse_confidentielle=st.booleans(),
    lieux=st.lists(places, max_size=2).map(tuple),
    fermetures=st.lists(st.builds(Closed, debut=st.none() | days, fin=st.none() | days, motif=maybe), max_size=2).map(
        tuple
    ),
    complet=st.none() | st.builds(Full, jusquau=st.none() | days, note_du=days, auteur=texts),
    verifie_le=st.none() | days,
    notes_agents=maybe,
)
entry = {
    "source": texts,
    "id": texts,
    "nom": texts,
    "date_maj": days,
    "description": maybe,
    "code_insee": maybe,
    "latitude": degrees,
    "longitude": degrees,
    "telephone": maybe,
    "horaires_accueil": maybe,
    "complement": complements,
}
services = st.builds(
    Service,
    **entry,
    structure_id=texts,
    thematiques=codes,
    publics=codes,
    zone_eligibilite=codes,
    frais=maybe,
    volume_horaire_hebdomadaire=st.none() | st.floats(0, 100),
    nombre_semaines=st.none() | st.integers(1, 60),
)
structures = st.builds(Structure, **entry, siret=maybe, reseaux_porteurs=codes)


@given(services)
def test_a_service_comes_out_of_its_row_as_it_went_in(service: Service) -> None:
    assert _through_sqlite("services", service) == service


@given(structures)
def test_a_structure_comes_out_of_its_row_as_it_went_in(structure: Structure) -> None:
    assert _through_sqlite("structures", structure) == structure


def _through_sqlite(table: str, given: Structure | Service) -> Structure | Service:
    connection = sqlite3.connect(":memory:")
    try:
        values = row(given)
        connection.execute(f"CREATE TABLE {table} ({', '.join(values)})")
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", list(values.values()))
        found = connection.execute(f"SELECT * FROM {table}").fetchone()
    finally:
        connection.close()
    return schema.service(found) if isinstance(given, Service) else schema.structure(found)


def test_a_directory_says_what_it_holds(path: Path) -> None:
    built(path, [house()], [offered("demo--a"), offered("demo--b")], demonstration=True)
    with Directory.open(path) as directory:
        info = directory.info
    assert (info.built_at, info.demonstration, info.structures, info.services, info.sources) == (
        BUILT,
        True,
        1,
        2,
        ("demo",),
    )


def test_one_service_and_those_of_a_structure_are_found_by_id(path: Path) -> None:
    built(path, [house(), house("demo--seul")], [offered("demo--b"), offered("demo--a")])
    with Directory.open(path) as directory:
        offer = directory.offer("demo--a")
        assert offer is not None
        assert offer.service == directory.service("demo--a")
        assert offer.structure == directory.structure("demo--ccas")
        assert [found.service.id for found in directory.offers_of("demo--ccas")] == ["demo--a", "demo--b"]
        assert directory.offers_of("demo--seul") == ()
        assert directory.offer("?") is directory.service("?") is directory.structure("?") is None


# What is asked is found


def test_nearest_comes_first_and_far_is_left_out(path: Path) -> None:
    here = house(latitude=CALUIRE[0], longitude=CALUIRE[1])
    there = house("demo--lyon", latitude=LYON[0], longitude=LYON[1])
    far = house("demo--marseille", latitude=MARSEILLE[0], longitude=MARSEILLE[1])
    built(path, [here, there, far], [offered("lyon", there.id), offered("caluire"), offered("marseille", far.id)])
    with Directory.open(path) as directory:
        assert ids(directory, around=CALUIRE) == ["caluire", "lyon"]
        assert ids(directory, around=LYON) == ["lyon", "caluire"]
        assert ids(directory, around=LYON, km=2) == ["lyon"]
        assert ids(directory, around=LYON, limit=1) == ["lyon"]
        assert sorted(ids(directory)) == ["caluire", "lyon", "marseille"]


def test_a_service_is_where_its_own_position_says_and_at_each_of_its_other_places(path: Path) -> None:
    here = house(latitude=MARSEILLE[0], longitude=MARSEILLE[1])
    bus = Complement(lieux=(Place(nom="Mairie de Lyon", latitude=LYON[0], longitude=LYON[1]),))
    own = offered("own", latitude=CALUIRE[0], longitude=CALUIRE[1])
    built(path, [here], [own, offered("bus", complement=bus), offered("house")])
    with Directory.open(path) as directory:
        assert ids(directory, around=CALUIRE, km=2) == ["own"]
        assert ids(directory, around=LYON, km=2) == ["bus"]
        assert ids(directory, around=MARSEILLE, km=2) == ["bus", "house"]


def test_a_service_without_position_is_in_the_middle_of_its_commune(path: Path) -> None:
    lyon = house(latitude=LYON[0], longitude=LYON[1], code_insee="69123")
    built(path, [lyon, house("demo--caluire", code_insee="69034")], [
        offered("elsewhere", code_insee="69034"), offered("caluire", "demo--caluire"), offered("lyon")
    ])  # fmt: skip
    with Directory.open(path) as directory:
        assert ids(directory, around=CALUIRE, km=2) == ["caluire", "elsewhere"]
        assert ids(directory, around=LYON, km=2) == ["lyon"]


@pytest.mark.parametrize("whose", ["service", "structure"])
def test_a_confidential_address_has_no_position_in_any_table(path: Path, whose: str) -> None:
    secret = Complement(adresse_confidentielle=True, lieux=(Place(nom="Permanence", latitude=1.5, longitude=2.5),))
    at: dict[str, object] = {"latitude": CALUIRE[0], "longitude": CALUIRE[1], "code_insee": "69034"}
    refuge = house(**at, complement=secret if whose == "structure" else Complement())
    inside = offered(
        "refuge", **at, thematiques=("famille--x",), complement=secret if whose == "service" else Complement()
    )
    built(path, [refuge], [inside])
    with sqlite3.connect(path) as connection:
        for table in ("points", "service_thematiques"):
            assert connection.execute(f"SELECT latitude, longitude FROM {table}").fetchall() == [(None, None)]
    connection.close()
    with Directory.open(path) as directory:
        assert ids(directory, around=CALUIRE) == []
        assert ids(directory, around=CALUIRE, zone={"69034"}) == ["refuge"]


def test_what_is_held_nowhere_is_found_by_its_zone_and_comes_last(path: Path) -> None:
    placed = house("demo--placed", latitude=CALUIRE[0], longitude=CALUIRE[1])
    built(path, [house(), placed], [
        offered("a-country", zone_eligibilite=("france",)),
        offered("b-remote", modes_accueil=("a-distance",)),
        offered("c-department", zone_eligibilite=("69",)),
        offered("d-elsewhere", zone_eligibilite=("13",)),
        offered("e-unknown"),
        offered("f-placed", placed.id),
    ])  # fmt: skip
    with Directory.open(path) as directory:
        assert ids(directory, around=CALUIRE, zone=("69034", "69")) == [
            "f-placed",
            "c-department",
            "a-country",
            "b-remote",
        ]
        assert ids(directory, around=CALUIRE) == ["f-placed", "a-country", "b-remote"]


def test_national_lines_leave_most_of_a_full_answer_to_what_is_near(path: Path) -> None:
    placed = house("demo--placed", latitude=CALUIRE[0], longitude=CALUIRE[1])
    near = [offered(f"near-{number}", placed.id) for number in range(8)]
    lines = [offered(f"line-{number}", zone_eligibilite=("france",)) for number in range(8)]
    built(path, [house(), placed], [*near, *lines])
    with Directory.open(path) as directory:
        found = ids(directory, around=CALUIRE, limit=8)
        assert [id.split("-")[0] for id in found] == ["near"] * 6 + ["line"] * 2
        assert len(ids(directory, around=CALUIRE, limit=16)) == 16


def test_each_kind_of_criterion_must_hold_and_any_of_its_values_is_enough(path: Path) -> None:
    caf = house("demo--caf", reseaux_porteurs=("caf",))
    built(path, [house(reseaux_porteurs=("ccas-cias",)), caf], [
        offered("food", thematiques=("equipement-et-alimentation--alimentation",), type="aide-materielle"),
        offered("soins", thematiques=("sante--acces-aux-soins", "sante--sante-mentale"), type="accompagnement"),
        offered("caf", caf.id, thematiques=("sante--sante-mentale",), type="information"),
    ])  # fmt: skip
    with Directory.open(path) as directory:
        assert ids(directory, thematiques=["sante"]) == ["caf", "soins"]
        assert ids(directory, thematiques=["sante--acces-aux-soins", "equipement-et-alimentation"]) == ["food", "soins"]
        assert ids(directory, thematiques=["sante"], reseaux=["caf"]) == ["caf"]
        assert ids(directory, thematiques=["sante"], types=["accompagnement", "atelier"]) == ["soins"]
        assert ids(directory, reseaux=["caf", "ccas-cias"], types=["information"]) == ["caf"]
        assert ids(directory, types=["aide-materielle"]) == ["food"]
        assert ids(directory, thematiques=["mobilite"]) == []


def test_many_threads_can_ask_at_once(path: Path) -> None:
    services = [offered(f"demo--{number:03}", latitude=45.6 + number / 1000, longitude=4.8) for number in range(200)]
    built(path, [house()], services)
    with Directory.open(path) as directory, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ids(directory, around=CALUIRE, limit=50), range(40)))
    assert len(answers[0]) == 50
    assert all(answer == answers[0] for answer in answers)


# The good file is never lost


def test_a_replaced_directory_goes_on_serving_those_who_had_it_open(path: Path) -> None:
    built(path, [house()], [offered("old")])
    with Directory.open(path) as before:
        built(path, [house()], [offered("new")])
        assert ids(before) == ["old"]
    with Directory.open(path) as after:
        assert ids(after) == ["new"]


def test_an_error_during_a_build_leaves_the_old_directory_and_nothing_else(path: Path) -> None:
    built(path, [house()], [offered("old")])
    before = path.read_bytes()
    with pytest.raises(RuntimeError, match="halfway"), replacing(path) as db:
        db.table("structures").insert(row(house()))
        raise RuntimeError("halfway")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


HALFWAY = """
import sys
from pathlib import Path
from knowledge.directory import replacing
with replacing(Path(sys.argv[1])) as db:
    db.table("structures").insert_all({"id": str(number), "nom": "x" * 1000} for number in range(5000))
    print("halfway", flush=True)
    sys.stdin.read()
"""


def test_a_killed_build_leaves_the_old_directory_and_the_next_one_cleans_up(path: Path) -> None:
    built(path, [house()], [offered("old")])
    build = subprocess.Popen(
        [sys.executable, "-c", HALFWAY, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with build:
        assert build.stdout is not None
        assert build.stdout.readline() == b"halfway\n"
        assert len(list(path.parent.iterdir())) == 2
        with Directory.open(path) as directory:
            assert ids(directory) == ["old"]
        # Another build at the same time leaves this one its file.
        built(path, [house()], [offered("other")])
        assert len(list(path.parent.iterdir())) == 2
        os.kill(build.pid, signal.SIGKILL)
    assert build.returncode == -signal.SIGKILL
    with Directory.open(path) as directory:
        assert ids(directory) == ["other"]
    built(path, [house()], [offered("new")])
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_is_told_and_leaves_the_old_directory(path: Path) -> None:
    built(path, [house()], [offered("old")])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    try:
        with pytest.raises(DirectoryError, match=r"L'annuaire précédent n'a pas été touché"), replacing(path) as db:
            db.table("structures").insert_all({"id": str(number), "nom": "x" * 1000} for number in range(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(path.parent.iterdir()) == [path]
    with Directory.open(path) as directory:
        assert ids(directory) == ["old"]


def test_a_folder_that_does_not_exist_or_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match=r"n'existe pas\. Créez-le"), replacing(tmp_path / "absent" / "d.db"):
        pass
    with pytest.raises(DirectoryError, match="est un dossier"), replacing(tmp_path):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DirectoryError, match="Vérifiez les droits"), replacing(tmp_path / "directory.db"):
        pass


def test_somebody_elses_file_is_never_replaced(tmp_path: Path) -> None:
    rules = tmp_path / "orientation_rules.yaml"
    rules.write_text("territoire: Caluire\n", encoding="utf-8")
    state = tmp_path / "state.db"
    with sqlite3.connect(state) as connection:
        connection.execute("CREATE TABLE sessions (id)")
    connection.close()
    for path in (rules, state):
        before = path.read_bytes()
        with pytest.raises(DirectoryError, match="n'a pas été remplacé"), replacing(path):
            pass
        assert path.read_bytes() == before


def test_a_damaged_directory_may_be_built_again(path: Path) -> None:
    path.write_bytes(b"not a directory any more")
    built(path, [house()], [offered("new")])
    with Directory.open(path) as directory:
        assert ids(directory) == ["new"]


def test_a_directory_keeps_the_rights_that_it_had(path: Path) -> None:
    built(path, [house()], [])
    path.chmod(0o640)
    built(path, [house()], [])
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_missing_directory_names_the_command(path: Path) -> None:
    with pytest.raises(DirectoryMissing, match=r"aiguilleur importer FICHIER… --directory .*directory\.db"):
        Directory.open(path)


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _holed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100 : len(content) // 2] = bytes(len(content) // 2 - 100)
    path.write_bytes(content)


def _from_later(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.close()


def _foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE meta (key, value)")
    connection.close()


@pytest.mark.parametrize(
    ("harm", "cause"),
    [
        (lambda path: path.write_bytes(b""), "il est vide"),
        (lambda path: path.write_text("id;nom\n" * 100, encoding="utf-8"), "n'est pas un annuaire"),
        (_truncated, "il est tronqué"),
        (lambda path: path.write_bytes(path.read_bytes()[:50]), "il est tronqué"),
        (_holed, "il est abîmé"),
        (_from_later, "autre version d'Aiguilleur"),
        (_foreign, "pas un annuaire"),
    ],
)
def test_a_corrupt_directory_is_told_with_its_cause_and_the_command(path: Path, harm: object, cause: str) -> None:
    built(path, [house()], [offered(f"demo--{number}") for number in range(200)])
    harm(path)  # type: ignore[operator]
    with pytest.raises(DirectoryCorrupt, match=f"{cause}.*Construisez-le : aiguilleur importer"):
        Directory.open(path)


def test_damage_found_while_serving_is_told_too(path: Path) -> None:
    built(path, [house()], [offered(f"demo--{number}", description="x" * 3000) for number in range(200)])
    directory = Directory.open(path)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with directory, pytest.raises(DirectoryCorrupt, match="il est abîmé"):
        for number in range(200):
            directory.offer(f"demo--{number}")
