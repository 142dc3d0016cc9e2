"""Recording that a supplier on a lot meets a newer version of its criteria."""

from typing import Any

from django.shortcuts import get_object_or_404

from lots.models import LotVersion
from mdps.core import clock
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Link, Row
from mdps.core.words import day
from suppliers.assess_forms import ComplyForm
from suppliers.comply import comply, refusals_against_comply
from suppliers.models import Admission
from suppliers.queries import admissions_visible_to


class ComplyPage(ActionPage):
    permission = Permission.APPLICATION_ASSESS
    form_class = ComplyForm

    def find(self, pk: int, version: int) -> Admission:
        self.version = get_object_or_404(
            LotVersion.objects.select_related("lot"), pk=version, kind=LotVersion.Kind.CRITERIA
        )
        admissions = admissions_visible_to(self.user).select_related("supplier", "lot")
        return get_object_or_404(admissions, pk=pk)

    def content(self) -> dict[str, Any]:
        version = self.version
        return {
            "title": f"{self.record.supplier} meets version {version.number}",
            "caption": str(version),
            "figures": [
                Row("In force from", day(version.effective_from)),
                Row("To be shown by", day(version.transition_until) or "Nothing is asked"),
            ],
            "refusals": []
            if self.request.method == "POST"
            else refusals_against_comply(self.record, version),
            "consequences": ["It is no longer listed.", "Its people are told."],
            "cancel": Link("Cancel", version.get_absolute_url()),
        }

    def act(self, form: ComplyForm) -> str:
        note = form.cleaned_data["note"]
        comply(self.record, self.version, note=note, by=self.user, on=clock.today())
        self.say(f"{self.record.supplier} meets version {self.version.number} of the criteria.")
        return self.version.get_absolute_url()
