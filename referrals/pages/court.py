"""What the court directed: whether it did, then its order; and the letter to its expert."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.urls import reverse

from mdps.core import clock
from mdps.core.ui import Link
from referrals import court
from referrals.court_words import court_of
from referrals.forms.court import NO, YES, DirectedForm, DirectionForm, InstructionForm
from referrals.instruct import instruct
from referrals.models import SupportRequest
from referrals.pages.answers import Answer


class Court(Answer):
    """Yes leads on to the order."""

    title = "The court"
    form_class = DirectedForm

    def known(self, names: Iterable[str]) -> dict[str, Any]:
        answered = self.record.is_court_directed
        return {} if answered is None else {"directed": YES if answered else NO}

    def act(self, form: DirectedForm) -> str:
        if form.cleaned_data["directed"] == YES:
            return _with_back(self, "direction")
        court.not_directed(self.record, by=self.user, on=clock.today())
        return self.way_back


class Direction(Answer):
    """The order of the court."""

    title = "What the court directed"
    form_class = DirectionForm

    def known(self, names: Iterable[str]) -> dict[str, Any]:
        known = court_of(self.record)
        if known is None:
            return {}
        said = {name: getattr(known, name, None) or None for name in names}
        return said | {
            "joint": YES if known.is_joint else NO,
            "share_percent": f"{known.share_percent.normalize():f}" if known.is_joint else "",
            "above_legal_aid": YES if known.is_above_legal_aid else NO,
        }

    def content(self) -> dict[str, Any]:
        return super().content() | {"back": Link("Back", _with_back(self, "court"))}

    def act(self, form: DirectionForm) -> str:
        court.direct(self.record, **form.direction, by=self.user, on=clock.today())
        return self.way_back


class Letter(Answer):
    """The draft letter of instruction, saved and laid out as a PDF for its readers."""

    title = "Letter of instruction"
    form_class = InstructionForm

    def find(self, pk: int, **kwargs: Any) -> SupportRequest:
        request = super().find(pk)
        if court_of(request) is None:
            raise Http404
        return request

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "lead": "The draft goes by the headings of Practice Direction 25C. The parties and the "
            "court may still change it. Dates, share and fees come from your other answers.",
        }

    def known(self, names: Iterable[str]) -> dict[str, Any]:
        """What was written before; else the need and the question as a beginning."""
        request = self.record
        if written := getattr(request, "instruction", None):
            return {name: getattr(written, name, "") for name in names}
        said = request.narrative
        return {"context": said.need, "questions": said.question}

    def act(self, form: InstructionForm) -> str:
        words = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        instruct(self.record, **words, by=self.user, on=clock.today())
        self.say("The letter of instruction is being laid out. It is on the page of the request.")
        return self.way_back


def _with_back(page: Answer, name: str) -> str:
    url = reverse(f"referrals:{name}", args=[page.record.pk])
    back = page.request.GET.get("back")
    return f"{url}?back={back}" if back == "check" else url
