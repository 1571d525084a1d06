"""Runs the program as `python -m roleplay`."""

from roleplay.cli.main import main

main()
