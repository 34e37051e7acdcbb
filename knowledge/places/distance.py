"""How far apart two points of the Earth lie."""

import math

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the WGS 84 ellipsoid: (2a + b) / 3 with a = 6378.1370 km and b = 6356.7523 km (IUGG)."""


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two (latitude, longitude) points in degrees, as the crow flies.

    Haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984) on a sphere of
    `EARTH_RADIUS_KM`: within 0.5 % of the ellipsoid, and exact enough for points that are metres apart.

    >>> round(distance_km((45.7676, 4.8345), (45.7946, 4.8464)), 1)
    3.1
    """
    latitude_a, longitude_a, latitude_b, longitude_b = map(math.radians, (*a, *b))
    chord = (
        math.sin((latitude_b - latitude_a) / 2) ** 2
        + math.cos(latitude_a) * math.cos(latitude_b) * math.sin((longitude_b - longitude_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))
