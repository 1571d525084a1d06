"""The language of the interface: English in the source, Indonesian from a gettext catalogue."""

from roleplay.i18n.language import LANGUAGES, choose_language
from roleplay.i18n.translate import N_, _, activate, active_language, ngettext

__all__ = ["LANGUAGES", "N_", "_", "activate", "active_language", "choose_language", "ngettext"]
