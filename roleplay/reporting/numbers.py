"""Numbers as people read them."""

from roleplay.i18n import active_language


def signed(amount: int) -> str:
    """Return a number with its sign, a true minus included."""
    return f"+{amount}" if amount >= 0 else f"−{-amount}"


def times(percent: int) -> str:
    """Return a factor: 150 as ×1,5 (×1.5 in English)."""
    text = f"{percent / 100:g}"
    return "×" + (text.replace(".", ",") if active_language() == "id" else text)


def decimal(value: float) -> str:
    """Return a number with at most one decimal, as the language writes it."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if active_language() == "id" else text


def hundredths(value: float) -> str:
    """Return a number with two decimals and a true minus, as the language writes it."""
    text = f"{value:.2f}".replace("-", "−")
    return text.replace(".", ",") if active_language() == "id" else text


def points(value: int | None) -> str:
    """Return a score, or a dash where there is none."""
    return "–" if value is None else str(value)
