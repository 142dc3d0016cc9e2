"""Contracts: awards through the gate, the commitment ledger, spot purchases."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"
