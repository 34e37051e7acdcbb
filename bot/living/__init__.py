"""Living knowledge: notes of agents, reports of residents, and what a coordinator makes of them."""

from bot.living.living import Living
from bot.living.notebook import Notebook
from bot.living.overlays import Overlays
from bot.living.queue import Queue
from bot.living.records import About, Record
from bot.living.reports import Reports

__all__ = ["About", "Living", "Notebook", "Overlays", "Queue", "Record", "Reports"]
