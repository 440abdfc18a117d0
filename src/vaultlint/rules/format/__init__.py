"""How a note is laid out: what `vaultlint format` puts in order."""
