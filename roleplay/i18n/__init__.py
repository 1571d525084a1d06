"""The language of the interface: English in the source, Indonesian from a gettext catalogue."""

from roleplay.i18n.language import LANGUAGES, choose_language
from roleplay.i18n.translate import _, activate, active_language, ngettext

__all__ = ["LANGUAGES", "_", "activate", "active_language", "choose_language", "ngettext"]
