"""The colours of a chart in Mermaid and Graphviz: five shades of one blue, from pale to strong."""

from typing import Final

FILLS: Final = ("#f1f6fc", "#d3e4f6", "#a9cbec", "#72a6d9", "#2f6fae")
INKS: Final = ("#102030", "#102030", "#102030", "#102030", "#ffffff")
"""The colour of words on each; the contrast is 4.5 to 1 or more."""
