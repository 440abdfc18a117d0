"""Rules about the section that lists what a note is related to."""
