"""Rules about headings and sections."""
