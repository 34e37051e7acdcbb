"""How to talk: pure functions from an event to replies. No clock, no network, no SQL, no wording."""
