"""A provider registers its own organisation, and acts for it from then on."""

import datetime as dt
from typing import Unpack

from django.conf import settings
from django.db import transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refusal, Refused, ask
from suppliers.access_rules import GIVE_RULES
from suppliers.give_access import facts_of
from suppliers.models import ProviderAccount, Supplier
from suppliers.register import Details, put_on_register


def refusals_against_registering(by: User) -> list[Refusal]:
    """Why `by` cannot register an organisation now: it acts for one."""
    return ask(GIVE_RULES, facts_of(by))


@transaction.atomic
def register_own(*, by: User, on: dt.date, **details: Unpack[Details]) -> Supplier:
    """Put the provider's own organisation on the register, and let `by` act for it.

    Locks the account, so that it gets one organisation. Raises Forbidden, or Refused if it acts
    for one, the number does not fit the kind, or the name is taken. The last says nothing of
    whom it belongs to, only to ask the council.
    """
    require(by, Permission.ORGANISATION_REGISTER)
    account = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if found := refusals_against_registering(account):
        raise Refused(found)
    try:
        with transaction.atomic():
            supplier = put_on_register(by=by, on=on, **details)
    except Refused as refused:
        raise Refused(map(_tells_nothing, refused.refusals)) from refused
    ProviderAccount.objects.create(user=account, supplier=supplier)
    audit.record("supplier.access_given", supplier, by=by, account=account)
    return supplier


def _tells_nothing(refusal: Refusal) -> Refusal:
    """The same refusal, without the reference of the organisation that has the name."""
    if refusal.code != "name-taken":
        return refusal
    return Refusal(
        "name-taken",
        "An organisation of this name is registered. If it is yours, ask the commissioning team "
        f"of {settings.MDPS_COUNCIL} to give your account access. If it is not, enter a name that "
        "tells the two apart.",
        field="name",
    )
