"""The records of keeping. Import them from here."""

from keeping.models.disposal import Disposal
from keeping.models.hold import Hold

__all__ = ["Disposal", "Hold"]
