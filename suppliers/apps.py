"""Suppliers: applications, admission to lots, evidence and rate cards."""

from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    name = "suppliers"
