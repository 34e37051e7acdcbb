"""Several overlays as one."""

from knowledge.directory import Offer
from knowledge.directory.offers import Overlay


class Overlays:
    """Each is laid over what the one before gives: the last has the last word."""

    def __init__(self, *overlays: Overlay) -> None:
        self._overlays = overlays

    def over(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """The same offers, in the same order, as all of them know them."""
        for overlay in self._overlays:
            offers = overlay.over(offers)
        return offers
