"""Changing how the panel sits."""

from typing import Any

from django.urls import reverse

from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import count, day
from panel.keep_rules import set_rules
from panel.pages.meetings import breadcrumbs
from panel.rules_form import RulesForm
from panel.rules_in_force import rules_on
from panel.rules_table import papers_words, quorum_words


class SetRules(ActionPage):
    """Quorum, time for an item and papers, from a day on."""

    permissions = (Permission.PANEL_RULES_SET,)
    permission = Permission.PANEL_RULES_SET
    form_class = RulesForm

    def form_options(self) -> dict[str, Any]:
        rules = rules_on(clock.today())
        names = ("least_members", "areas", "minutes_an_item", "papers_days", "papers_at")
        return {"initial": {name: getattr(rules, name) for name in names}}

    def content(self) -> dict[str, Any]:
        rules = rules_on(clock.today())
        return {
            "title": "Change how the panel sits",
            "breadcrumbs": breadcrumbs(Link("Members", reverse("panel:members"))),
            "figures": [
                Row("Quorum today", quorum_words(rules)),
                Row("An item takes", count(rules.minutes_an_item, "minute")),
                Row("Papers are due", papers_words(rules)),
                Row("In force since", day(rules.holds_from)),
            ],
            "consequences": [
                "The quorum counts for every meeting held on or after that day.",
                "Meetings that are planned already keep their slots and the day on which papers "
                "are due.",
            ],
            "cancel": Link("Cancel", reverse("panel:members")),
        }

    def act(self, form: RulesForm) -> str:
        given = {key: form.cleaned_data[key] for key in form.NAMES}
        rules = set_rules(**given, by=self.user, on=clock.today())
        self.say(f"From {day(rules.holds_from)} the quorum is {quorum_words(rules)}.")
        return reverse("panel:members")
