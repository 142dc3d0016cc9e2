"""The pages of contracts, one module for each kind of record."""
