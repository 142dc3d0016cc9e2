"""The data of the measurements: so many requests with all that comes of them, kept between runs."""

from bench.data.kept import SIZES, copy_of, database_of, ready

__all__ = ["SIZES", "copy_of", "database_of", "ready"]
