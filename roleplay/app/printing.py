"""Turns a page into a PDF, with a library that only those who want one need to have."""

from importlib import import_module

from roleplay.errors import RoleplayError
from roleplay.i18n import _


def pdf_of(page: str) -> bytes:
    """Return an HTML page as a PDF. Nothing is fetched for it, neither from the disk nor from a network.

    Raises RoleplayError when the library, or what it draws letters with, is not installed.
    """
    try:
        weasyprint = import_module("weasyprint")  # half a second, which only a PDF is worth; it has no types
        urls = import_module("weasyprint.urls")
    except ImportError as error:
        raise RoleplayError(
            _("A PDF needs WeasyPrint, which is not installed."),
            _("pip install 'roleplay-service[pdf]'. A page in .html prints as well, from any browser."),
        ) from error
    except OSError as error:  # it is there, and does not find the library of the system that it needs
        raise RoleplayError(
            _("WeasyPrint does not find Pango: {reason}.").format(reason=str(error).splitlines()[0]),
            _(
                "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0. A page in .html prints"
                " as well, from any browser."
            ),
        ) from error
    nothing = urls.URLFetcher(allowed_protocols=())
    pdf: bytes = weasyprint.HTML(string=page, url_fetcher=nothing).write_pdf()
    return pdf
