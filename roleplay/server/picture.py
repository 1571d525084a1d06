"""The picture that a camera reads instead of an address."""

import segno


def modules(text: str) -> tuple[str, ...]:
    """Return the lines of a QR code without a margin, `1` for what is dark."""
    matrix = segno.make(text, error="m", micro=False).matrix_iter(border=0)
    return tuple("".join("1" if dark else "0" for dark in line) for line in matrix)
