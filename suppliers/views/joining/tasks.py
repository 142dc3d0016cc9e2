"""The task list of the application that is being written, and choosing the lots."""

from typing import Any

from django.urls import reverse

from mdps.core import clock
from mdps.core.ui import Action
from mdps.core.words import count
from suppliers.draft import choose_lots, drafts_of
from suppliers.joining_forms import LotsForm
from suppliers.submit import refusals_against_submit
from suppliers.task_list import task_list
from suppliers.views.joining.base import OfOwn, OwnForm


class Tasks(OfOwn):
    template_name = "pages/tasks.html"

    def content(self) -> dict[str, Any]:
        groups = task_list(self.record)
        items = [item for group in groups for item in group.items if not item.can_wait]
        done = sum(item.done for item in items)
        return {
            "title": "Your application",
            "caption": self.record.name,
            "progress": f"You have completed {done} of {count(len(items), 'task')}. Everything is "
            "saved as you go: you can stop and come back.",
            "groups": groups,
            "submit": Action("Check your answers and submit", reverse("join:check")),
            "ready": not refusals_against_submit(self.record),
            "sections": [],
        }


class ChooseLots(OwnForm):
    form_class = LotsForm

    def form_options(self) -> dict[str, Any]:
        chosen = [draft.lot_id for draft in drafts_of(self.record)]
        return {"initial": {"lots": [*chosen, self.request.GET.get("lot", "")]}}

    def content(self) -> dict[str, Any]:
        return super().content() | {"title": "Lots"}

    def act(self, form: LotsForm) -> str:
        choose_lots(self.record, form.cleaned_data["lots"], by=self.user, on=clock.today())
        return reverse("join:tasks")
