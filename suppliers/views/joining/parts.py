"""The pages of the task list: the shared questions, the exclusion grounds, and one lot."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mdps.core.forms import PageForm
from mdps.core.ui import Link
from mdps.core.words import count
from suppliers.answers import answer, answers_of, declare, explain
from suppliers.draft import criteria_asked, describe
from suppliers.joining_forms import (
    NO,
    YES,
    GroundsForm,
    LotForm,
    answer_field,
    lot_form,
    part_form,
    since_form,
)
from suppliers.questions import Part, parts_for, unanswered
from suppliers.views.joining.base import DraftForm, OwnForm, tasks_link


class PartPage(OwnForm):
    """The questions of one part; what is not answered yet can wait."""

    def find(self, **kwargs: Any) -> Any:
        kind = self.supplier.kind if self.supplier else ""
        parts = {part.slug: part for part in parts_for(kind)}
        if kwargs["slug"] not in parts:
            raise Http404
        self.part: Part = parts[kwargs["slug"]]
        return self.supplier

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return part_form(self.part)

    def form_options(self) -> dict[str, Any]:
        return {"initial": answers_of(self.record).answers}

    def content(self) -> dict[str, Any]:
        return super().content() | {"title": self.part.title, "lead": self.part.alone}

    def act(self, form: PageForm) -> str:
        keys = [each.key for each in self.part.questions]
        answer(self.record, {key: form.cleaned_data[key] for key in keys}, by=self.user)
        left = unanswered(self.part, answers_of(self.record).answers)
        self.say(f"Saved. {count(len(left), 'question')} left here." if left else "Saved.")
        return reverse("join:tasks")


class Grounds(OwnForm):
    form_class = GroundsForm

    def form_options(self) -> dict[str, Any]:
        grounds = answers_of(self.record).grounds
        if grounds is None:
            return {}
        chosen = {"mandatory": list(grounds), "discretionary": list(grounds)}
        return {"initial": chosen | {"applies": YES if grounds else NO}}

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": "Exclusion grounds",
            "lead": "The law asks this of everybody who supplies to a council. A ground that "
            "applies need not end your application: you can say what you have done since.",
        }

    def act(self, form: GroundsForm) -> str:
        applies = form.cleaned_data["applies"] == YES
        declare(self.record, applies=applies, grounds=form.grounds, by=self.user)
        return reverse("join:since" if applies else "join:tasks")


class Since(OwnForm):
    """Self-cleaning: what was done since about each declared ground."""

    @property
    def form_class(self) -> type[PageForm]:  # type: ignore[override]
        return since_form(answers_of(self.record).grounds or {})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not answers_of(self.record).grounds:
            return redirect("join:grounds")
        return super().get(request, *args, **kwargs)

    def form_options(self) -> dict[str, Any]:
        return {"initial": answers_of(self.record).grounds}

    def content(self) -> dict[str, Any]:
        return {
            "title": "What you have done since",
            "lead": "For example paid what was owed, changed how you work, or left those who were "
            "responsible.",
            "back": Link("Back to the exclusion grounds", reverse("join:grounds")),
        }

    def act(self, form: PageForm) -> str:
        given = {name: form.cleaned_data[name] for name in form.fields if name != "one_time_key"}
        explain(self.record, given, by=self.user)
        return reverse("join:tasks")


class LotPage(DraftForm):
    """What is offered under one lot, and how its criteria are met."""

    @property
    def form_class(self) -> type[LotForm]:  # type: ignore[override]
        return lot_form(criteria_asked(self.record))

    def form_options(self) -> dict[str, Any]:
        given = self.record.criterion_answers.values_list("criterion", "text")
        answers = {answer_field(pk): str(text) for pk, text in given}
        return {"initial": {"statement": self.record.statement} | answers}

    def content(self) -> dict[str, Any]:
        return {
            "title": str(self.record.lot),
            "caption": self.record.reference,
            "lead": "What every lot asks, like insurance, you answer once on the task list.",
            "back": tasks_link(),
        }

    def act(self, form: LotForm) -> str:
        statement = form.cleaned_data["statement"]
        describe(self.record, statement=statement, answers=form.answers(), by=self.user)
        self.say("Saved.")
        return reverse("join:tasks")
