"""What can keep content from being played, in words."""

from roleplay.diagnostics import Diagnostic
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _


class ContentError(RoleplayError):
    """The content has mistakes that keep it from being played."""

    code = ExitCode.PROBLEMS

    def __init__(self, name: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        errors = [item for item in diagnostics if item.is_error]
        lines = [f"{item.span}  {item.code}  {item.message}" for item in errors[:5]]
        message = _("'{name}' cannot be played: {count} mistakes were found.").format(
            name=name, count=len(errors)
        )
        super().__init__("\n".join((message, *lines)), _("Run: roleplay check"))
