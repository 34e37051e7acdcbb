"""Where a place is, as an address to follow or to photograph."""

from knowledge.card import Card


def map_link(card: Card) -> str:
    """The place on OpenStreetMap, to five decimals: about a metre. By its short name, for a code of large dots.

    Nothing where the place is unknown, or must stay secret.
    """
    if card.confidential or card.latitude is None or card.longitude is None:
        return ""
    return f"https://osm.org/?mlat={card.latitude:.5f}&mlon={card.longitude:.5f}&zoom=17"
