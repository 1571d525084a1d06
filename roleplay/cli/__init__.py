"""The command line: one file a command, one place that prints errors and picks exit codes."""
