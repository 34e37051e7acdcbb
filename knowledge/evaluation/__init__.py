"""How well messages are understood, on labelled phrases: figures that anybody can have printed."""

from knowledge.evaluation.curve import Point, curve, drawn
from knowledge.evaluation.figures import Figures, figures
from knowledge.evaluation.judging import Judged
from knowledge.evaluation.rows import Row, read_rows

__all__ = ["Figures", "Judged", "Point", "Row", "curve", "drawn", "figures", "read_rows"]
