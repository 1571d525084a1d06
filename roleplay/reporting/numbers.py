"""Numbers as people read them."""

from roleplay.i18n import _


def signed(amount: int) -> str:
    """Return a number with its sign, a true minus included."""
    return f"+{amount}" if amount >= 0 else f"−{-amount}"


def times(percent: int) -> str:
    """Return a factor: 150 as ×1,5 (×1.5 in English)."""
    return "×" + _written(f"{percent / 100:g}")


def decimal(value: float) -> str:
    """Return a number with at most one decimal, as the language writes it."""
    return _written(f"{value:.1f}".removesuffix(".0"))


def hundredths(value: float) -> str:
    """Return a number with two decimals and a true minus, as the language writes it."""
    return _written(f"{value:.2f}".replace("-", "−"))


def size(count: int) -> str:
    """Return a number of bytes, in kilobytes or, from a million on, in megabytes."""
    if count < 1_000_000:
        return f"{-(-count // 1000)} kB"
    return f"{decimal(count / 1_000_000)} MB"


def points(value: int | None) -> str:
    """Return a score, or a dash where there is none."""
    return "–" if value is None else str(value)


def decimal_sign() -> str:
    """Return the sign between the whole and its parts, as the language writes it."""
    # Translators: one and a half as your language writes it; only the sign between the digits is taken.
    return _("1.5")[1:-1]


def _written(number: str) -> str:
    return number.replace(".", decimal_sign())
