"""The linter and validator for Markdown vaults."""

__version__ = "0.1.0"
