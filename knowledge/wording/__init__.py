"""Every sentence that a person reads: French sources in `messages/`, translations in `locales/`."""

from knowledge.wording.wording import SOURCE, Wording, translated

__all__ = ["SOURCE", "Wording", "translated"]
