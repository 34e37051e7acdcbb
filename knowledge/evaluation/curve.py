"""How often it would be right, for every share of messages that it asks back: a curve, and its drawing as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from knowledge.evaluation.judging import Judged

WIDTH, HEIGHT, MARGIN = 640, 420, 60
"""Size of the drawing, in pixels."""

LOWEST = 0.5
"""Accuracy at the foot of the drawing."""


@dataclass(frozen=True, slots=True)
class Point:
    """At a threshold of certainty: the share of phrases asked back, and the share of the others that is right."""

    threshold: float
    asked: float
    accuracy: float


def curve(judged: Sequence[Judged]) -> tuple[Point, ...]:
    """Points by growing threshold, over phrases whose label is a need; empty where there is none."""
    scored = sorted(
        ((each.reading.needs[0].score if each.reading.needs else 0.0, each.right) for each in judged if each.has_need),
        reverse=True,
    )
    points = []
    right = 0
    for count, (score, is_right) in enumerate(scored, 1):
        right += is_right
        if count == len(scored) or scored[count][0] < score:
            points.append(Point(score, 1 - count / len(scored), right / count))
    return tuple(reversed(points))


def drawn(curves: Sequence[tuple[str, Sequence[Point]]], asked: float) -> str:
    """An SVG of named curves; `asked`: the share that is really asked back, marked by a line."""
    svg = ElementTree.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", lang="fr"
    )
    ElementTree.SubElement(
        svg, "title"
    ).text = "Justesse du premier besoin selon la part des messages où l'on redemande"
    ElementTree.SubElement(svg, "rect", width=str(WIDTH), height=str(HEIGHT), fill="white")
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        _line(svg, x, _y(LOWEST), x, _y(1.0), "#ddd")
        _text(svg, x, HEIGHT - MARGIN + 18, f"{tenth * 10} %", "middle")
    for tenth in range(int(LOWEST * 10), 11):
        y = _y(tenth / 10)
        _line(svg, _x(0), y, _x(1), y, "#ddd")
        _text(svg, MARGIN - 6, y + 4, f"{tenth * 10} %", "end")
    _text(svg, WIDTH / 2, HEIGHT - 16, "part des messages où l'on redemande", "middle")
    _text(svg, MARGIN, 24, "justesse du premier besoin, quand on ne redemande pas", "start")
    _line(svg, _x(asked), _y(LOWEST), _x(asked), _y(1.0), "#b00020", dashed=True)
    _text(svg, _x(asked) + 4, _y(LOWEST) - 6, f"réglage actuel : {asked:.0%}".replace("%", " %"), "start")
    for place, ((name, points), colour) in enumerate(zip(curves, ("#0b3d91", "#b35900", "#1b6e3c"), strict=False)):
        path = " ".join(f"{_x(point.asked):.1f},{_y(point.accuracy):.1f}" for point in points)
        ElementTree.SubElement(svg, "polyline", points=path, fill="none", stroke=colour, attrib={"stroke-width": "2"})
        _text(svg, WIDTH - MARGIN, HEIGHT - MARGIN - 12 - 18 * place, name, "end", colour)
    return ElementTree.tostring(svg, encoding="unicode")


def _x(share: float) -> float:
    return MARGIN + share * (WIDTH - 2 * MARGIN)


def _y(accuracy: float) -> float:
    return HEIGHT - MARGIN - (max(accuracy, LOWEST) - LOWEST) / (1 - LOWEST) * (HEIGHT - 2 * MARGIN)


def _line(
    svg: ElementTree.Element, x1: float, y1: float, x2: float, y2: float, colour: str, *, dashed: bool = False
) -> None:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ElementTree.SubElement(
        svg, "line", attrib=ends | {"stroke": colour} | ({"stroke-dasharray": "4"} if dashed else {})
    )


def _text(svg: ElementTree.Element, x: float, y: float, text: str, anchor: str, colour: str = "#222") -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "fill": colour}
    style = {"font-family": "sans-serif", "font-size": "13"}
    ElementTree.SubElement(svg, "text", attrib=place | style).text = text
