"""A small scheme near its cap and the end of its term, with acts on it in any order.

Each act is tried through the real action and answered with the codes of its refusals, or none.
Beside each stands what ought to be refused, worked out anew by plain SQL and plain arithmetic:
nothing here asks the rules of the contracts.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import connection, transaction

from contracts.accept import accept
from contracts.award import award
from contracts.change_limits import change_limits
from contracts.deliver import deliver
from contracts.end import complete, terminate
from contracts.increase import More, increase
from contracts.models import CallOffContract
from contracts.release import release
from contracts.terms import Terms
from contracts.unaward import unaward
from contracts.vary import change_dates, decrease, novate
from lots.extend import extend
from lots.queries import current_scheme
from mdps.core import clock
from mdps.core.rules import Refused
from referrals.models import RequestLine
from suppliers.models import Supplier
from suppliers.queries import admission_on
from suppliers.reinstate import reinstate
from suppliers.suspend import suspend
from tests.build.contracts import given_an_admitted_supplier, given_an_officer
from tests.build.panel import TODAY, given_an_approved_line
from tests.build.people import given_a
from tests.build.suppliers import consulted

START = TODAY
LAST_DAY = START + dt.timedelta(days=2)  # of the initial term, which the owner sets in the test
TERM = f"UPDATE lots_scheme SET initial_term_ends = '{LAST_DAY}'"
PRICE = Decimal("1000.00")
UNITS = 12  # of each line
CAP = Decimal("40000.00")
TOGETHER = Decimal("25000.00")  # what direct awards may come to together without authorisation
LIVE = ("awarded", "accepted", "active")


def sql(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


@dataclass(frozen=True)
class Tried:
    """What was refused and what ought to be, as codes."""

    act: str
    refused: frozenset[str]
    expected: frozenset[str]


class World:
    """Two suppliers, nine lines of three children, and whatever has been awarded of them."""

    def __init__(self, *, frozen: bool = True) -> None:
        with clock.at(START):
            self.officer = given_an_officer(on=START)
            self.manager = given_a("commissioning_manager")
            self.suppliers = [
                given_an_admitted_supplier(name, price=PRICE)
                for name in ("Severn Assessments", "Wye Psychology")
            ]
            self.lines = [
                given_an_approved_line(
                    units=UNITS, amount=PRICE * UNITS, on=START, case_reference=f"LCS-700000{case}"
                )
                for case in (1, 2, 3)
                for _ in range(3)
            ]
            change_limits(
                minute="CAB/2026/1",
                decided_on=START - dt.timedelta(days=60),
                cap=CAP,
                cabinet_threshold=Decimal("500000.00"),
                by=self.manager,
                on=START,
            )
        self.lot = self.lines[0].service.lot
        self.frozen = frozen
        self.today = START

    # What is tried. `pick` chooses among what there is.

    def award(self, pick: int, units: int) -> Tried:
        line, supplier = self._line(pick), self._supplier(pick)
        terms = Terms(
            line=line,
            supplier=supplier,
            units=units,
            starts_on=self.today,
            ends_on=self.today + dt.timedelta(days=60),
            reason="It knows the family's court.",
        )
        value = PRICE * units
        expected = self._of_a_line(line, units, value, "over-units")
        expected |= self._of_the_scheme(value)
        expected |= {"suspended"} & self._standing(supplier)
        expected |= self._split(line, supplier, value)
        return self._try("award", partial(award, terms), expected)

    def increase(self, pick: int, units: int, ground: str) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        line, amount = self._line_for(contract, pick), PRICE * units
        more = More(
            line=line, units=units, ground=ground, reasons="More is needed.", notice_published=True
        )
        committed, original, increased = self._money(contract)
        expected = self._over(contract)
        expected |= self._of_the_scheme(amount)
        expected |= self._split(line, contract.supplier, committed + amount, apart_from=contract)
        if self._case(line) != self._case(contract.line):
            expected |= {"other-line"}
            open_ = self._of_a_line(line, units, amount, "over-approval") & {"over-approval"}
            expected |= open_ | self._left_of(line, units, amount)
        else:
            found = self._of_a_line(line, units, amount, "over-approval")
            expected |= {"no-supplementary-approval" if c == "not-approved" else c for c in found}
            expected |= self._left_of(line, units, amount)
        if ground == "c" and 2 * amount > original:
            expected |= {"over-half"}
        if ground == "f" and 10 * (increased + amount) > original:
            expected |= {"over-tenth"}
        return self._try("increase", partial(increase, contract, more), expected)

    def decrease(self, pick: int, units: int) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        ordered, delivered = self._units(contract)
        expected = self._over(contract)
        if units > ordered - max(delivered, 1):
            expected |= {"below-delivered"}
        act = partial(decrease, contract, units=units, reasons="Less is needed.")
        return self._try("decrease", act, expected)

    def release(self, pick: int, pennies: int) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        amount, (committed, _, _) = Decimal(pennies) / 100, self._money(contract)
        _, delivered = self._units(contract)
        most = max(committed - PRICE * delivered, Decimal(0))
        expected = {"below-delivered"} if amount > most else set()
        act = partial(release, contract, amount=amount, reasons="Done for less.")
        return self._try("release", act, expected)

    def accept(self, pick: int) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        expected = {"already-answered"} if contract.state != "awarded" else set()
        return self._try("accept", partial(accept, contract), expected)

    def deliver(self, pick: int, units: int) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        ordered, delivered = self._units(contract)
        expected = {"not-running"} if contract.state != "active" else set()
        if self.today < contract.starts_on:
            expected |= {"before-start"}
        if delivered + units > ordered:
            expected |= {"over-ordered"}
        act = partial(deliver, contract, since=self.today, until=self.today, units=units)
        return self._try("deliver", act, expected)

    def unaward(self, pick: int) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        _, delivered = self._units(contract)
        begun = contract.state not in ("awarded", "accepted") or delivered
        act = partial(unaward, contract, reasons="Not needed.")
        return self._try("unaward", act, {"has-started"} if begun else set())

    def complete(self, pick: int) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        ordered, delivered = self._units(contract)
        expected = {"not-running"} if contract.state != "active" else set()
        if delivered < ordered and self.today <= contract.ends_on:
            expected |= {"not-over"}
        return self._try("complete", partial(complete, contract), expected)

    def terminate(self, pick: int) -> Tried | None:
        if not (contract := self._contract(pick)):
            return None
        expected = {"not-running"} if contract.state != "active" else set()
        act = partial(terminate, contract, reasons="The placement ended.")
        return self._try("terminate", act, expected)

    def later(self, pick: int, days: int) -> Tried | None:
        """Other dates, which move no money."""
        if not (contract := self._contract(pick)):
            return None
        ends_on = contract.ends_on + dt.timedelta(days=days)
        act = partial(
            change_dates,
            contract,
            starts_on=contract.starts_on,
            ends_on=ends_on,
            reasons="The court adjourned.",
        )
        return self._try("dates", act, self._over(contract))

    def transfer(self, pick: int) -> Tried | None:
        """To the other supplier or the same one; it moves no money."""
        if not (contract := self._contract(pick)):
            return None
        supplier = self._supplier(pick)
        expected = self._over(contract)
        if "suspended" in self._standing(supplier):
            expected |= {"not-admitted"}
        if contract.delivered_by_id == supplier.pk:
            expected |= {"same-supplier"}
        act = partial(novate, contract, supplier=supplier, reasons="It takes the work over.")
        return self._try("transfer", act, expected)

    def extend(self) -> Tried:
        ((extended,),) = sql("SELECT extension_ends FROM lots_scheme")
        expected = {"already-extended"} if extended else set()
        if self.today > LAST_DAY:
            expected |= {"extended-late"}
        until = LAST_DAY.replace(year=2028)
        act = partial(extend, current_scheme(), ends_on=until, consultation=self._consulted())
        return self._try("extend", act, expected, by=self.manager)

    def suspend(self, pick: int) -> Tried:
        supplier = self._supplier(pick)
        act = partial(suspend, self._admission(supplier), consultation=self._consulted())
        return self._try("suspend", act, {"suspended"} & self._standing(supplier), by=self.manager)

    def reinstate(self, pick: int) -> Tried:
        supplier = self._supplier(pick)
        act = partial(reinstate, self._admission(supplier), consultation=self._consulted())
        expected = {"not-suspended"} - {
            "not-suspended" for each in self._standing(supplier) if each == "suspended"
        }
        return self._try("reinstate", act, expected, by=self.manager)

    def days_pass(self, days: int) -> None:
        self.today += dt.timedelta(days=days)

    # What must hold whatever was done.

    def drift(self) -> Decimal:
        ((drift,),) = sql(
            "SELECT committed - (SELECT coalesce(sum(amount), 0) FROM contracts_commitment)"
            " FROM lots_scheme"
        )
        return drift

    def out_of_bounds(self) -> list[tuple[Any, ...]]:
        """The scheme above its cap or below nothing, and contracts below nothing."""
        return sql(
            "SELECT 'scheme', committed FROM lots_scheme WHERE committed < 0 OR committed > cap"
            " UNION ALL SELECT 'contract ' || contract_id, sum(amount) FROM contracts_commitment"
            " GROUP BY contract_id HAVING sum(amount) < 0"
            " UNION ALL SELECT 'line ' || id, committed_amount FROM referrals_requestline"
            " WHERE committed_amount < 0 OR committed_amount > approved_amount"
        )

    def without_ledger_line(self) -> list[tuple[Any, ...]]:
        """Contracts whose award is not one line of the ledger, for its value."""
        return sql(
            "SELECT c.id FROM contracts_calloffcontract c WHERE ARRAY[c.value] <> ARRAY("
            "SELECT amount FROM contracts_commitment m"
            " WHERE m.contract_id = c.id AND m.kind = 'award')"
        )

    # The figures behind it.

    def _try(
        self, name: str, act: Callable[..., Any], expected: Iterable[str], *, by: Any = None
    ) -> Tried:
        try:
            with clock.at(self.today) if self.frozen else nullcontext(), transaction.atomic():
                act(by=by or self.officer, on=self.today)
        except Refused as refused:
            codes = frozenset(each.code for each in refused.refusals)
        else:
            codes = frozenset()
        return Tried(name, codes, frozenset(expected))

    def _line(self, pick: int) -> RequestLine:
        return RequestLine.objects.get(pk=self.lines[pick % len(self.lines)].pk)

    def _line_for(self, contract: CallOffContract, pick: int) -> RequestLine:
        """Mostly one of the same child."""
        same = [each for each in self.lines if self._case(each) == self._case(contract.line)]
        return self._line(pick) if pick % 4 == 0 else same[pick % len(same)]

    def _supplier(self, pick: int) -> Supplier:
        return self.suppliers[pick // len(self.lines) % len(self.suppliers)]

    def _contract(self, pick: int) -> CallOffContract | None:
        """Mostly one that is not over."""
        every = CallOffContract.objects.order_by("id")
        found = list(every.filter(state__in=LIVE)) if pick % 5 else []
        found = found or list(every)
        return found[pick % len(found)] if found else None

    def _admission(self, supplier: Supplier) -> Any:
        return admission_on(supplier, self.lot, self.today)

    def _consulted(self) -> Any:
        return consulted(self.today)

    def _case(self, line: RequestLine) -> str:
        return line.request.case_reference

    def _standing(self, supplier: Supplier) -> set[str]:
        rows = sql("SELECT state FROM suppliers_admission WHERE supplier_id = %s", supplier.pk)
        return {state for (state,) in rows}

    def _of_a_line(
        self, line: RequestLine, units: int, amount: Decimal, over_units: str
    ) -> set[str]:
        """What a line itself refuses: it is used up, or less of it is left."""
        ((state, left, units_left),) = sql(
            "SELECT state, approved_amount - committed_amount, approved_units - committed_units"
            " FROM referrals_requestline WHERE id = %s",
            line.pk,
        )
        is_open = state in ("approved", "part_awarded")
        found = set() if is_open else {"not-approved"}
        if is_open and amount > left:
            found |= {"over-approval"}
        if units > units_left:
            found |= {over_units}
        return found

    def _left_of(self, line: RequestLine, units: int, amount: Decimal) -> set[str]:
        """An increase asks what is left of a line whether it is open or not."""
        ((left, units_left),) = sql(
            "SELECT approved_amount - committed_amount, approved_units - committed_units"
            " FROM referrals_requestline WHERE id = %s",
            line.pk,
        )
        return {"over-approval"} if amount > left or units > units_left else set()

    def _of_the_scheme(self, value: Decimal) -> set[str]:
        ((cap, extended),) = sql("SELECT cap, extension_ends FROM lots_scheme")
        ((committed,),) = sql("SELECT coalesce(sum(amount), 0) FROM contracts_commitment")
        found = {"over-cap"} if committed + value > cap else set()
        return found | ({"after-term"} if self.today > (extended or LAST_DAY) else set())

    def _split(
        self,
        line: RequestLine,
        supplier: Supplier,
        whole: Decimal,
        *,
        apart_from: CallOffContract | None = None,
    ) -> set[str]:
        """Whether contracts of the child with the supplier come to more than £25,000 together."""
        ((others,),) = sql(
            "SELECT coalesce(sum(m.amount), 0) FROM contracts_commitment m"
            " JOIN contracts_calloffcontract c ON c.id = m.contract_id"
            " JOIN referrals_requestline l ON l.id = c.line_id"
            " JOIN referrals_supportrequest r ON r.id = l.request_id"
            " WHERE r.case_reference = %s AND c.supplier_id = %s AND c.id <> %s",
            self._case(line),
            supplier.pk,
            apart_from.pk if apart_from else 0,
        )
        if whole + others <= TOGETHER:
            return set()
        return {"no-authorisation" if whole > TOGETHER else "split-below-authorisation"}

    def _over(self, contract: CallOffContract) -> set[str]:
        return set() if contract.state in LIVE else {"is-over"}

    def _money(self, contract: CallOffContract) -> tuple[Decimal, Decimal, Decimal]:
        """Committed now, awarded, and added by all increases."""
        ((committed, increased),) = sql(
            "SELECT coalesce(sum(amount), 0),"
            " coalesce(sum(amount) FILTER (WHERE kind = 'increase'), 0)"
            " FROM contracts_commitment WHERE contract_id = %s",
            contract.pk,
        )
        return committed, contract.value, increased

    def _units(self, contract: CallOffContract) -> tuple[int, int]:
        """Ordered now, and delivered."""
        ((varied,),) = sql(
            "SELECT coalesce(sum(units), 0) FROM contracts_variation WHERE contract_id = %s",
            contract.pk,
        )
        ((delivered,),) = sql(
            "SELECT coalesce(sum(units), 0) FROM contracts_delivery WHERE contract_id = %s",
            contract.pk,
        )
        return contract.units + varied, delivered
