"""Rules about what the owner's schemas ask."""
