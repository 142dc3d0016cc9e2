"""Importing sheets: read, tried row by row through the real actions, then kept or not at all.

A page is an `ImportPage`; it names its columns and what becomes of a row. Nothing else imports.
"""

from mdps.core.imports.names import one_of
from mdps.core.imports.rows import Fate, Known, Outcome, run
from mdps.core.imports.sheets import Column, Line, read

__all__ = ["Column", "Fate", "Known", "Line", "Outcome", "one_of", "read", "run"]
