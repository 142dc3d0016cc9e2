"""Frozen reports, what is said about them, and the panel's history before the scheme."""

from reporting.models.commentary import Commentary
from reporting.models.history import PanelHistory
from reporting.models.report import Report

__all__ = ["Commentary", "PanelHistory", "Report"]
