"""How fast vaultlint is beside other linters, and where its time goes."""
