"""Takes part in a hosted group from another computer, with the standard library alone."""
