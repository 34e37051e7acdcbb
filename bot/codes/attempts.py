"""Guesses, counted so that they open nothing: by who guesses, and over all.

A guess costs nothing to who has the right code: only codes that do not exist are counted, and those that cannot be codes (the
check character tells) are not. Who guesses is a digest in the memory of this process, under a key of its own.
"""

import secrets
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock
from time import monotonic
from typing import Final

WINDOW: Final = 900.0
"""Seconds for which a wrong code is remembered."""

EACH: Final = 10
"""Wrong codes that one client may give within the window."""

ALL: Final = 500
"""Wrong codes of all within the window, above which a client may give one only."""

CLIENTS: Final = 5000
"""Clients remembered. When so many have guessed wrong within the window, nobody new is let in: with 1,000 codes open,
all of them together find one in 2^38 / (1,000 × 5,500) windows on average, more than a year."""


class Attempts:
    """For one process and any of its threads. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock, self._key = clock, Lock(), secrets.token_bytes(32)
        self._wrong: deque[tuple[float, bytes]] = deque()
        self._counts: Counter[bytes] = Counter()
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def may(self, client: str) -> bool:
        """Whether a code of this client may be looked up now; if not, it may within WINDOW."""
        who = self._who(client)
        with self._lock:
            self._forget(self._clock())
            known, mine = who in self._known, self._counts.get(who, 0)
            if mine == 0:
                return known or len(self._counts) < CLIENTS
            return mine < (EACH if known or len(self._wrong) < ALL else 1)

    def wrong(self, client: str) -> None:
        """This client gave a code that does not exist."""
        who = self._who(client)
        with self._lock:
            self._wrong.append((self._clock(), who))
            self._counts[who] += 1

    def right(self, client: str) -> None:
        """This client gave a code that exists: others who guess do not keep it out."""
        who = self._who(client)
        with self._lock:
            self._known[who] = None
            self._known.move_to_end(who)
            while len(self._known) > CLIENTS:
                self._known.popitem(last=False)

    def _forget(self, now: float) -> None:
        while self._wrong and now - self._wrong[0][0] >= WINDOW:
            _, who = self._wrong.popleft()
            self._counts[who] -= 1
            if not self._counts[who]:
                del self._counts[who]

    def _who(self, client: str) -> bytes:
        return blake2b(_network(client).encode(), key=self._key, digest_size=16).digest()


def _network(client: str) -> str:
    """One client: an IPv4 address, or the /48 of an IPv6 address, what one line is given at most (RFC 6177).

    >>> _network("2001:db8:1:2::3"), _network("::ffff:192.0.2.1"), _network("192.0.2.1")
    ('2001:db8:1::/48', '192.0.2.1', '192.0.2.1')
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return str(ip_network((address, 48), strict=False))
        address = address.ipv4_mapped
    return str(address)
