"""The rules: one folder a family, one module a rule."""
