"""Lots: the scheme, its lots, and what can be bought under them."""

from django.apps import AppConfig


class LotsConfig(AppConfig):
    name = "lots"
