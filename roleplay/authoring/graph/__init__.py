"""A scenario as a map: what leads where, laid out on a sheet, or written for Mermaid and Graphviz."""
