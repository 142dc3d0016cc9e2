"""Frozen reports, what is said about them, the panel's history, and six-monthly monitoring."""

from reporting.models.annex import ExemptAnnex
from reporting.models.commentary import Commentary
from reporting.models.history import PanelHistory
from reporting.models.monitoring import (
    MonitoringAction,
    MonitoringReturn,
    MonitoringRound,
    PackageRating,
    ReturnQuestion,
    SupplierRating,
)
from reporting.models.public import PublicForm
from reporting.models.report import Report

__all__ = [
    "Commentary",
    "ExemptAnnex",
    "MonitoringAction",
    "MonitoringReturn",
    "MonitoringRound",
    "PackageRating",
    "PanelHistory",
    "PublicForm",
    "Report",
    "ReturnQuestion",
    "SupplierRating",
]
