"""Stories of other tools: read into scenarios, and scenarios written for other tools."""
