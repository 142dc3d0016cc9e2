"""Reporting: figures, charts, frozen reports and their PDFs."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
