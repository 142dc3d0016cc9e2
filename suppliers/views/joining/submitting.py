"""Check your answers, declare and submit; and what happens next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lots.queries import Kind, in_force
from mdps.core import clock
from mdps.core.ui import Link, Row, Section
from mdps.core.words import day, listed
from suppliers.answers import GROUNDS, answers_of, copied
from suppliers.decision_time import due_on
from suppliers.draft import drafts_of
from suppliers.joining_forms import SubmitForm
from suppliers.models import Application
from suppliers.own_words import lot_answers, submitted_answers
from suppliers.questions import parts_for
from suppliers.submit import open_now, refusals_against_submit, submit, waiting
from suppliers.views.joining.base import OfOwn, OwnForm, tasks_link


class Check(OwnForm):
    template_name = "pages/check.html"
    form_class = SubmitForm

    def content(self) -> dict[str, Any]:
        drafts = list(drafts_of(self.record))
        ready = open_now(drafts)
        lots = listed([draft.lot.short for draft in ready or drafts])
        return {
            "title": "Check your answers",
            "caption": f"{self.record.name}, application for {lots or 'no lot yet'}",
            "refusals": refusals_against_submit(self.record),
            "sections": [
                *map(_lot, drafts),
                *submitted_answers(
                    copied(self.record, answers_of(self.record)), change=_pages(self.record.kind)
                ),
                *_accepted(drafts),
                *(_not_now(drafts) if len(ready) < len(drafts) else []),
            ],
            "back": tasks_link(),
            "cancel": tasks_link(),
            "submit": f"Declare and submit for {lots}",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """While something is missing there is nothing to submit: the page says what."""
        if refusals_against_submit(self.record):
            return self.show(form=SubmitForm())
        return super().post(request, *args, **kwargs)

    def act(self, form: SubmitForm) -> str:
        submit(self.record, declared=form.cleaned_data["declared"], by=self.user, on=clock.today())
        return reverse("join:submitted")


def _lot(draft: Application) -> Section:
    """What is said about one lot, each answer with the page on which it is changed."""
    return lot_answers(
        draft,
        change=reverse("join:lot", args=[draft.pk]),
        prices=reverse("join:prices", args=[draft.pk]),
    )


def _accepted(drafts: list[Application]) -> list[Section]:
    """What is accepted by submitting: each lot's specification and minimum service standards."""
    versions = in_force(clock.today())
    return [
        Section(
            f"What you accept for {draft.lot.short}: {version.get_kind_display().lower()}",
            "components/summary_list.html",
            {"rows": [Row(each.heading, each.text) for each in version.clauses.all()]},
        )
        for draft in drafts
        for kind in (Kind.SPECIFICATION, Kind.STANDARDS)
        if (version := versions.get((draft.lot_id, kind)))
    ]


def _not_now(drafts: list[Application]) -> list[Section]:
    """Which lots are not submitted with the others, and when they can be."""
    text = "\n".join(refusal.message for refusal in waiting(drafts))
    return [Section("Not submitted yet", "suppliers/text.html", {"text": text}, id="not-now")]


def _pages(kind: str) -> dict[str, str]:
    """The page of each part, by its title."""
    parts = {part.title: reverse("join:part", args=[part.slug]) for part in parts_for(kind)}
    return parts | {GROUNDS: reverse("join:grounds")}


class Submitted(OfOwn):
    """The confirmation. It says what is with the council now, so it can be opened again."""

    template_name = "pages/done.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.with_the_council():
            return redirect("join:tasks")
        return self.show()

    def with_the_council(self) -> list[Application]:
        open_ones = self.record.applications.filter(state__in=Application.OPEN)
        return list(open_ones.select_related("lot").order_by("lot__number"))

    def content(self) -> dict[str, Any]:
        waiting = self.with_the_council()
        due = max(filter(None, map(due_on, waiting)), default=None)
        by = f", that is by {day(due)}" if due else ""
        return {
            "title": "Application submitted",
            "reference": ", ".join(each.reference for each in waiting),
            "figures": [Row(each.reference, str(each.lot)) for each in waiting],
            "next_steps": [
                "A commissioner reads your application and judges it by the criteria of each lot.",
                "We may ask you a question. You get an e-mail, and answer here. Our 10 days "
                "stop while we wait for your answer.",
                f"We decide within 10 working days{by}. Somebody other than the assessor decides.",
                "You get an e-mail when it is decided, and read the decision with its reasons "
                "here.",
            ],
            "links": [Link("See where your applications stand", self.record.get_own_url())],
        }
