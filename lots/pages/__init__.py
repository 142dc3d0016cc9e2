"""The pages of lots: one module for each kind of record."""
