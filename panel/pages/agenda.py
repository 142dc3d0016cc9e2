"""Building an agenda: choosing what goes on it, and its order."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from mdps.core import clock
from mdps.core.ui import Empty
from mdps.core.words import count, moment
from panel import agenda
from panel.agenda_rules import LateFacts
from panel.forms import ArrangeForm, PickForm
from panel.items import services
from panel.pages.chairing import OfMeeting
from panel.queries import items_of, waiting_for_an_agenda

MOST_SHOWN = 50


class BuildAgenda(OfMeeting):
    """Put several waiting requests on the agenda at once."""

    form_class = PickForm
    template_name = "panel/build.html"

    def content(self) -> dict[str, Any]:
        total = waiting_for_an_agenda().count()
        shown = min(total, MOST_SHOWN)
        return super().content() | {
            "title": "Put requests on the agenda",
            "lead": f"The {shown} most urgent of {total:,} are shown." if total > shown else "",
            "warning": self._late(),
            "nothing_waits": not total,
            "empty": Empty(
                "No request is waiting for a meeting",
                "Requests appear here as soon as a team manager has endorsed them.",
            ),
        }

    def form_options(self) -> dict[str, Any]:
        waiting = waiting_for_an_agenda().select_related("team")
        return {
            "requests": waiting.prefetch_related("lines__service")[:MOST_SHOWN],
            "is_late": self.lateness.is_late and self.lateness.is_chair,
        }

    @property
    def lateness(self) -> LateFacts:
        return agenda.late_facts(self.record, by=self.user, on=clock.today(), reason="")

    def _late(self) -> str:
        """Whoever may not take papers late reads so before choosing."""
        facts = self.lateness
        if not facts.is_late:
            return ""
        due = f"Papers were due by {moment(facts.due_at)}."
        if facts.is_chair:
            return f"{due} What you put on the agenda now is late and needs your reason."
        return f"{due} Only a chair can put requests on this agenda now."

    def act(self, form: PickForm) -> str:
        chosen = waiting_for_an_agenda().filter(pk__in=form.cleaned_data["requests"])
        added = agenda.add_items(
            self.record,
            chosen,
            by=self.user,
            on=clock.today(),
            late_reason=form.cleaned_data.get("late_reason", ""),
        )
        self.say(f"{count(len(added), 'request is', 'requests are')} on the agenda.")
        return self.record.get_absolute_url()


class ArrangeAgenda(OfMeeting):
    """Move items up and down and take them off, a button each."""

    form_class = ArrangeForm
    template_name = "panel/arrange.html"

    def content(self) -> dict[str, Any]:
        items = list(items_of(self.record))
        return super().content() | {
            "title": "Arrange the agenda",
            "refusals": agenda.refusals_against_arranging(self.record),
            "items": [(item, services(item)) for item in items],
        }

    def act(self, form: ArrangeForm) -> str:
        chosen = {name: pk for name, pk in form.cleaned_data.items() if name in ACTS and pk}
        for name, pk in chosen.items():
            item = get_object_or_404(self.record.items.select_related("meeting"), pk=pk)
            ACTS[name](self, item)
        return reverse("panel:arrange", args=[self.record.pk])

    def up(self, item: Any) -> None:
        agenda.move(item, to=item.position - 1, by=self.user)

    def down(self, item: Any) -> None:
        agenda.move(item, to=item.position + 1, by=self.user)

    def take_off(self, item: Any) -> None:
        agenda.take_off(item, by=self.user, on=clock.today())
        self.say(f"{item.request.reference} is off the agenda and waits for another meeting.")


ACTS = {"up": ArrangeAgenda.up, "down": ArrangeAgenda.down, "take_off": ArrangeAgenda.take_off}
