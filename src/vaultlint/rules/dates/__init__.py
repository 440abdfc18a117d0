"""Rules about when a note was written, and whether it is still fresh."""
