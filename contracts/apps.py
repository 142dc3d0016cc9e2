"""Contracts: awards through the gate, the commitment ledger, spot purchases."""

from django.apps import AppConfig

from mdps.core import navigation
from mdps.core.permissions import Permission


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self) -> None:
        from contracts import access, handing_over, safeguards, sentences, slots, waiting  # noqa: F401, PLC0415 - ready now
        from contracts import budget_slot as of_budgets  # noqa: F401, PLC0415 - ready now
        from contracts.competition import slots as of_competitions  # noqa: F401, PLC0415 - ready now
        from contracts.competition import waiting as for_competitions  # noqa: F401, PLC0415 - ready now

        navigation.add("Contracts", "contracts:list", Permission.CONTRACT_READ)
        navigation.add("Invitations to quote", "contracts:invitations", Permission.QUOTE_GIVE)
