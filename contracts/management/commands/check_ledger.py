"""`manage.py check_ledger`: proves that what the scheme says is committed is what its lines say."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from contracts import ledger
from lots.models import Scheme
from mdps.core.money import gbp


class Command(BaseCommand):
    help = "Prints the drift of the ledger; exits 1 and lists the rows when it is not £0.00."

    def handle(self, **options: Any) -> None:
        is_sound = all([*map(self._is_sound, Scheme.objects.order_by("id"))])
        if not is_sound:
            sys.exit(1)

    def _is_sound(self, scheme: Scheme) -> bool:
        drift = ledger.drift(scheme)
        self.stdout.write(f"{scheme}: committed {gbp(scheme.committed)}, drift {gbp(drift)}")
        at_odds = list(ledger.contracts_at_odds(scheme))
        for contract, awarded in at_odds:
            self.stdout.write(
                f"  {contract.reference}: value {gbp(contract.value)}, ledger {gbp(awarded)}"
            )
        return not drift and not at_odds
