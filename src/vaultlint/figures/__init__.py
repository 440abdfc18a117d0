"""Figures: what quantities a note states, of whom and of what, and when two of them disagree."""
