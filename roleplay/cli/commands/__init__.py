"""The commands: in each module, `command` is what typer runs."""
