"""Automatic mutants: small changes to a reference that its exercise's properties should catch."""
