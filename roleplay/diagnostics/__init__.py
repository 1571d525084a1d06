"""An author's mistake is a value: what is wrong, where, and what to do about it."""

from roleplay.diagnostics.diagnostic import Diagnostic, Fix, Severity, Span

__all__ = ["Diagnostic", "Fix", "Severity", "Span"]
