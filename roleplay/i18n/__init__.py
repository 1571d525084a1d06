"""The language of the interface: English in the source, every other from its gettext catalogue."""

from roleplay.i18n.language import (
    LANGUAGES,
    choose_language,
    has_messages,
    interface_languages,
    is_language,
)
from roleplay.i18n.translate import N_, _, activate, active_language, ngettext, speaking

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "activate",
    "active_language",
    "choose_language",
    "has_messages",
    "interface_languages",
    "is_language",
    "ngettext",
    "speaking",
]
