"""Pages of six-monthly monitoring."""
