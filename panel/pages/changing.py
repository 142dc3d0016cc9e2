"""Changing a planned meeting, and cancelling it: a page that confirms, with the figures."""

from typing import Any

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.money import ZERO, gbp
from mdps.core.ui import Link, Row
from mdps.core.words import count, day
from panel.cancel import cancel
from panel.change import change, refusals_against_changing
from panel.forms import ChangeMeetingForm
from panel.items import open_lines, requested
from panel.pages.chairing import OfMeeting
from panel.queries import items_of


class ChangeMeeting(OfMeeting):
    form_class = ChangeMeetingForm

    def form_options(self) -> dict[str, Any]:
        meeting = self.record
        initial = {
            "held_on": meeting.held_on,
            "starts_at": f"{meeting.starts_at:%H:%M}",
            "place": meeting.place,
            "chair": meeting.chair_id,
        }
        return {"initial": initial}

    def content(self) -> dict[str, Any]:
        items = count(self.record.items.count(), "item")
        return super().content() | {
            "title": "Change the meeting",
            "refusals": refusals_against_changing(self.record),
            "lead": f"Its agenda of {items} stays. A new date is told to those who asked.",
        }

    def act(self, form: ChangeMeetingForm) -> str:
        given = form.cleaned_data
        changed = change(
            self.record,
            held_on=given["held_on"],
            starts_at=given["starts_at"],
            place=given["place"],
            chair=given["chair"],
            by=self.user,
            on=clock.today(),
        )
        self.say("The meeting is changed." if changed else "Nothing of the meeting was different.")
        return self.record.get_absolute_url()


class CancelMeeting(OfMeeting):
    def content(self) -> dict[str, Any]:
        items = [item for item in items_of(self.record) if open_lines(item)]
        return super().content() | {
            "title": "Cancel the meeting",
            "submit": "Cancel the meeting",
            "danger": True,
            "refusals": refusals_against_changing(self.record),
            "figures": [
                Row("Date", day(self.record.held_on)),
                Row("Agenda", count(len(items), "item")),
                Row("Requested", gbp(sum(map(requested, items), ZERO))),
            ],
            "consequences": [
                "Its requests are endorsed again and can be put on the agenda of another meeting.",
                "Those who asked, and the chair, are told.",
                "A cancelled meeting is not planned again. Another one can be planned for its day.",
            ],
            "cancel": Link("Keep the meeting", self.record.get_absolute_url()),
        }

    def act(self, form: PageForm) -> str:
        waiting = cancel(self.record, by=self.user, on=clock.today())
        wait = count(waiting, "request waits", "requests wait")
        self.say(f"The meeting is cancelled. {wait} for another one.")
        return self.record.get_absolute_url()
