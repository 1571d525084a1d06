"""The printed kit for role-play in threes: cards, sheets and the facilitator's pages."""
