"""A tagged PDF as a screen reader and an eye get it: structure and text, sizes, colours and what is behind them.

Read from the content of its pages (ISO 32000-1), not asked from whoever made it. Enough for what our sheets hold: text
in fonts of two bytes with /ToUnicode, plain colours, paths, images.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]

WHITE = "#ffffff"
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u00ad"), " ")
_UNSEEN = re.compile("[\u200b-\u200f\u2066-\u2069\u202a-\u202e\u00ad]")


@dataclass(frozen=True, slots=True)
class Run:
    """A text as it was shown at once. `mark` tells the structure element that holds it; None: page furniture."""

    text: str
    size: float
    """Points on the page."""
    colour: str
    ground: str
    """The colour behind it."""
    page: int
    mark: int | None
    artifact: bool
    up: float
    """From the foot of the page, in points."""


@dataclass(slots=True)
class Element:
    """A structure element. `children` are elements and texts, in the order in which they are read."""

    tag: str
    lang: str = ""
    alt: str = ""
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> "Iterator[Element]":
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


class Reading:
    """A PDF, read whole."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = PdfReader(BytesIO(pdf))
        self.root: Any = self.pdf.trailer["/Root"]
        self.runs = [run for number, page in enumerate(self.pdf.pages) for run in _Page(page, number).runs()]
        self._marked: dict[tuple[int, int], str] = {}
        for run in self.runs:
            if run.mark is not None:
                key = (run.page, run.mark)
                self._marked[key] = self._marked.get(key, "") + run.text
        self._pages = {page.indirect_reference.idnum: at for at, page in enumerate(self.pdf.pages)}  # type: ignore[union-attr]
        self.tree = self._element(self.root["/StructTreeRoot"], None)

    @property
    def text(self) -> str:
        """All that is read, in the order of the structure; one space between words."""
        return spoken(" ".join(self._leaves(self.tree)))

    def elements(self, *tags: str) -> list[Element]:
        return [each for each in self.tree.walk() if each.tag in tags]

    def annotations(self) -> Iterator[Any]:
        for page in self.pdf.pages:
            for each in page.get("/Annots", ()):
                yield each.get_object()

    def _leaves(self, element: Element) -> Iterator[str]:
        """Texts; of a paragraph the parts in one, so that no word is cut."""
        if element.tag in (
            "P",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "Lbl",
            "TD",
            "TH",
            "LBody",
            "Span",
            "Link",
            "Reference",
        ):
            yield element.text
        else:
            for child in element.children:
                if isinstance(child, str):
                    yield child
                else:
                    yield from self._leaves(child)

    def _element(self, found: Any, page: int | None) -> Element:
        element = Element(
            str(found.get("/S", "/Root"))[1:],
            str(found.get("/Lang", "")),
            str(found.get("/Alt", "")),
        )
        if (own := found.raw_get("/Pg") if "/Pg" in found else None) is not None:
            page = self._pages[own.idnum]
        kids = found.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if isinstance(kid, int):
                element.children.append(self._marked.get((page or 0, kid), ""))
            elif kid.get("/Type") == "/MCR":
                at = self._pages[kid.raw_get("/Pg").idnum] if "/Pg" in kid else page or 0
                element.children.append(self._marked.get((at, int(kid["/MCID"])), ""))
            elif kid.get("/Type") != "/OBJR":
                element.children.append(self._element(kid, page))
        return element


def spoken(text: str) -> str:
    """A text without what nobody hears: signs of direction, kinds of spaces, where lines break."""
    return " ".join(_UNSEEN.sub("", text.translate(_SPACES)).split())


class _Page:
    """One page, painted in thought."""

    def __init__(self, page: Any, number: int) -> None:
        self._page, self._number = page, number
        self._fills: list[tuple[Box, str]] = []
        self._marks: list[tuple[str, Any]] = []
        self._fonts: dict[str, Mapping[int, str]] = {}

    def runs(self) -> Iterator[Run]:
        content = self._page.get_contents()
        if content is not None:
            yield from self._paint(content, self._page["/Resources"], (1, 0, 0, 1, 0, 0))

    def _paint(self, content: Any, resources: Any, at: Matrix) -> Iterator[Run]:
        stream = content if isinstance(content, ContentStream) else ContentStream(content, self._page.pdf)
        colour, font, size, text_at, points, kept = "#000000", "", 0.0, at, [], []
        for operands, operator in stream.operations:
            match operator.decode():
                case "q":
                    kept.append((at, colour, font, size))
                case "Q":
                    at, colour, font, size = kept.pop()
                case "cm":
                    at = _times(_matrix(operands), at)
                case "rg" | "g" | "k" | "sc" | "scn":
                    colour = _colour(operands)
                case "m" | "l":
                    points.append(_moved(operands, at))
                case "c":
                    points += [_moved(operands[first : first + 2], at) for first in (0, 2, 4)]
                case "re":
                    x, y, wide, high = map(float, operands)
                    points += [_moved((x, y), at), _moved((x + wide, y + high), at)]
                case "f" | "F" | "f*" | "B" | "B*" | "b" | "b*":
                    self._fills.append((_around(points), colour))
                    points = []
                case "S" | "s" | "n":
                    points = []
                case "BMC":
                    self._marks.append((str(operands[0]), {}))
                case "BDC":
                    self._marks.append((str(operands[0]), operands[1]))
                case "EMC":
                    self._marks.pop()
                case "BT":
                    text_at = at
                case "Tm":
                    text_at = _times(_matrix(operands), at)
                case "Tf":
                    font, size = str(operands[0]), float(operands[1])
                case "Tj" | "TJ":
                    text = self._decoded(operands[0], font, resources)
                    yield self._run(text, size, colour, text_at)
                case "Do":
                    inside = resources["/XObject"][operands[0]]
                    if inside["/Subtype"] == "/Form":
                        matrix = _matrix(inside.get("/Matrix", (1, 0, 0, 1, 0, 0)))
                        yield from self._paint(inside, inside.get("/Resources", resources), _times(matrix, at))

    def _run(self, text: str, size: float, colour: str, at: Matrix) -> Run:
        x, y = at[4], at[5]
        behind = [fill for (left, low, right, high), fill in self._fills if left <= x <= right and low <= y <= high]
        marks = [int(data["/MCID"]) for _, data in self._marks if "/MCID" in data]
        spoken_as = [str(data["/ActualText"]) for _, data in self._marks if "/ActualText" in data]
        names = {name for name, _ in self._marks}
        return Run(
            spoken_as[-1] if spoken_as else text,
            round(size * (at[2] ** 2 + at[3] ** 2) ** 0.5, 2),
            colour,
            behind[-1] if behind else WHITE,
            self._number,
            marks[-1] if marks else None,
            "/Artifact" in names,
            y,
        )

    def _decoded(self, shown: Any, font: str, resources: Any) -> str:
        if font not in self._fonts:
            self._fonts[font] = _unicode(resources["/Font"][font])
        parts = shown if isinstance(shown, list) else [shown]
        bytes_ = b"".join(_raw(part) for part in parts if not isinstance(part, int | float))
        codes = [int.from_bytes(bytes_[at : at + 2], "big") for at in range(0, len(bytes_), 2)]
        if any(name == "/ReversedChars" for name, _ in self._marks):
            codes.reverse()
        return "".join(self._fonts[font].get(code, "\ufffd") for code in codes)


def _raw(part: Any) -> bytes:
    return bytes(part) if isinstance(part, bytes) else bytes(part.original_bytes)


def _unicode(font: Any) -> dict[int, str]:
    """The characters of a font, from its /ToUnicode (Adobe Technical Note 5411)."""
    cmap = font["/ToUnicode"].get_data().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return found


def _colour(parts: Any) -> str:
    shares = [float(part) for part in parts if not isinstance(part, str)]
    if len(shares) == 1:
        shares *= 3
    elif len(shares) == 4:
        shares = [(1 - share) * (1 - shares[3]) for share in shares[:3]]
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    o, p, q, r, s, t = other
    return a * o + b * q, a * p + b * r, c * o + d * q, c * p + d * r, e * o + f * q + s, e * p + f * r + t


def _moved(point: Any, at: Matrix) -> tuple[float, float]:
    x, y = float(point[0]), float(point[1])
    return at[0] * x + at[2] * y + at[4], at[1] * x + at[3] * y + at[5]


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(up), max(across), max(up)) if points else (0, 0, 0, 0)
