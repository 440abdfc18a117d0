"""Rules about figures: those that disagree, and those that do not follow from the others."""
