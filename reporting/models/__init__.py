"""Frozen reports, the jobs that make them, and the panel's history before the scheme."""

from reporting.models.history import PanelHistory
from reporting.models.report import Report

__all__ = ["PanelHistory", "Report"]
