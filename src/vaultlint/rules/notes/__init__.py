"""Rules about the note as a file."""
