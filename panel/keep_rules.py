"""Setting the panel's quorum, papers and times from a day on (CR ¶14)."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from mdps.core import audit
from mdps.core.models import User
from mdps.core.permissions import Permission, require
from mdps.core.rules import Refused, ask, enforce
from panel.keep_rules_rules import RULES, NewRules, is_the_only_one_from_that_day
from panel.models import PanelRules
from panel.rules_table import quorum_words


@transaction.atomic
def set_rules(
    *,
    holds_from: dt.date,
    least_members: int,
    areas: Sequence[str],
    minutes_an_item: int,
    papers_days: int,
    papers_at: dt.time,
    by: User,
    on: dt.date,
) -> PanelRules:
    """What the panel sits by from `holds_from`; the rules before it stay on record.

    The quorum of a meeting is that of the day on which it is held. When its papers are due, and
    how long an item takes, was said when it was planned. No lock: of two who set the same day the
    database lets one. Raises Forbidden, or Refused.
    """
    require(by, Permission.PANEL_RULES_SET)
    facts = NewRules(
        holds_from=holds_from,
        on=on,
        is_taken=PanelRules.objects.filter(holds_from=holds_from).exists(),
        least_members=least_members,
        areas=areas,
        minutes_an_item=minutes_an_item,
        papers_days=papers_days,
    )
    enforce(RULES, facts)
    try:
        with transaction.atomic():
            rules = PanelRules.objects.create(
                holds_from=holds_from,
                least_members=least_members,
                areas=list(areas),
                minutes_an_item=minutes_an_item,
                papers_days=papers_days,
                papers_at=papers_at,
                set_by=by,
            )
    except IntegrityError as error:
        taken = NewRules(**{**vars(facts), "is_taken": True})
        raise Refused(ask([is_the_only_one_from_that_day], taken)) from error
    audit.record(
        "panel.rules_set",
        rules,
        by=by,
        holds_from=holds_from,
        members=quorum_words(rules),
        minutes_an_item=minutes_an_item,
        papers_days=papers_days,
        papers_at=papers_at.isoformat("minutes"),
    )
    return rules
