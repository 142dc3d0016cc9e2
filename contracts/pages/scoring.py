"""Scoring opened quotes: declare, score each, decide about one, settle, and award to the winner."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from contracts.award import award, checks_of, look
from contracts.competition.awarding import terms_of
from contracts.competition.bids import OpenedQuote, bids_of, ranking
from contracts.competition.forms import (
    AwardToWinnerForm,
    DecideQuoteForm,
    DeclareForm,
    ScoreForm,
    SettleForm,
    TakeUpForm,
)
from contracts.competition.queries import competitions_visible_to
from contracts.competition.score import decide_quote, declare, refusals_against_scoring, score
from contracts.competition.scoring import tied_first
from contracts.competition.sections import SUMMARY, content_rows, tags_of
from contracts.competition.settle import settle, take_up_again
from contracts.facts import Gathered
from contracts.joint import share_rows
from contracts.models import Competition, Quote
from contracts.pages.award import AT_THE_LAST_STEP, other_ways
from contracts.pages.competing import OfCompetitionPage
from contracts.terms import Terms
from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.pages import ActionPage
from mdps.core.permissions import Permission
from mdps.core.ui import Action, Cell, Identity, Link, Row, Section
from mdps.core.words import count, day, listed, moment


class DeclareInterest(OfCompetitionPage):
    form_class = DeclareForm
    title = "Declare your interests"

    def figures(self) -> list[Row]:
        names = [each.name for each in bids_of(self.record)] if self.record.opened_at else []
        return [Row("Who quoted", listed(names) or "Shown once the quotes are opened")]

    def consequences(self) -> list[str]:
        return ["With a conflict of interest you do not score; somebody else does."]

    def act(self, form: DeclareForm) -> str:
        data = form.cleaned_data
        declare(self.record, has_conflict=data["has_conflict"], words=data["words"], by=self.user)
        self.say("Your declaration is recorded.")
        return self.record.get_absolute_url()


class OfQuotePage(ActionPage):
    """An act on one opened quote that counts."""

    permission = Permission.CONTRACT_AWARD
    record: Quote

    def find(self, pk: int) -> Quote:
        visible = competitions_visible_to(self.user, clock.today()).filter(opened_at__isnull=False)
        if Permission.CONTRACT_READ not in self.user.permissions:
            visible = visible.none()
        found = Quote.objects.select_related(
            "invitation__supplier",
            "invitation__competition__line__request",
            "invitation__competition__service",
        )
        return get_object_or_404(
            found,
            pk=pk,
            invitation__competition__in=visible.values("pk"),
            replaced_by=None,
            is_withdrawal=False,
        )

    @cached_property
    def opened(self) -> list[OpenedQuote]:
        return bids_of(self.competition)

    @property
    def one(self) -> OpenedQuote:
        return next(each for each in self.opened if each.quote.pk == self.record.pk)

    @property
    def competition(self) -> Competition:
        return self.record.invitation.competition


class ScoreQuote(OfQuotePage):
    """A desk: what the quote says, and its scores; the other quotes one step away."""

    form_class = ScoreForm
    template_name = "pages/desk.html"

    def form_options(self) -> dict[str, Any]:
        return {"criteria": self.competition.criteria, "initial": ScoreForm.initial_of(self.one)}

    def show(self, **more: Any) -> HttpResponse:
        against = refusals_against_scoring(self.competition, by=self.user)
        if against:
            more |= {"form": None, "refusals": against}
        return super().show(**more)

    def content(self) -> dict[str, Any]:
        competition, one = self.competition, self.one
        place = self.opened.index(one)
        urls = [reverse("contracts:quote", args=[each.quote.pk]) for each in self.opened]
        links = [
            Link(each.name, url, current=each is one)
            for each, url in zip(self.opened, urls, strict=True)
        ]
        return {
            "identity": Identity(
                reference=competition.reference,
                title=f"Quote of {one.name}",
                tag=tags_of(one)[0],
                facts=[
                    Row("All in all, ex VAT", gbp(one.price)),
                    Row("Received", moment(one.quote.received_at)),
                ],
            ),
            "back": Link(competition.reference, competition.get_absolute_url()),
            "position": f"Quote {place + 1} of {len(self.opened)}",
            "previous": links[place - 1] if place else None,
            "next": links[place + 1] if place + 1 < len(links) else None,
            "items": links,
            "sections": self.sections(one),
            "form_title": "Scores",
            "actions": self.actions(one),
        }

    def sections(self, one: OpenedQuote) -> list[Section]:
        rows = content_rows(self.competition, one.content)
        if one.content.document:
            url = reverse("contracts:quote-document", args=[one.quote.pk])
            rows.append(Row("As it was sent", Cell(one.content.document.name, url=url)))
        if one.low_against is not None:
            rows.append(Row("Abnormally low", low_words(one)))
        if one.decision:
            rows += [
                Row("Decision", "It stays in" if one.decision.is_accepted else "Rejected"),
                Row("Explanation", one.decision.explanation or "No explanation was needed"),
                Row("Reasons", f"{one.decision.reasons} ({one.decision.decided_by})"),
            ]
        return [Section("The quote", SUMMARY, {"rows": rows}, id="quote")]

    def actions(self, one: OpenedQuote) -> list[Action]:
        against = refusals_against_scoring(self.competition, by=self.user)
        text = "Decide about its low price" if one.waits_for_decision else "Reject or keep it"
        url = reverse("contracts:decide-quote", args=[one.quote.pk])
        declare_url = reverse("contracts:declare-interest", args=[self.competition.pk])
        return [
            Action(text, url, against, secondary=True),
            *([Action("Declare your interests", declare_url, secondary=True)] * bool(against)),
        ]

    def act(self, form: ScoreForm) -> str:
        score(
            self.record, points=form.listed("points"), reasons=form.listed("reasons"), by=self.user
        )
        self.say(f"The quote of {self.record.invitation.supplier} is scored.")
        return self.competition.get_absolute_url()


def low_words(one: OpenedQuote) -> str:
    """What its price is low against."""
    if one.low_against is None:
        return ""
    return (
        f"{gbp(one.price)} is more than 20% below {gbp(one.low_against)}, the median of the quotes "
        "or, of fewer than three, the supplier's rate card."
    )


class DecideQuote(OfQuotePage):
    form_class = DecideQuoteForm

    def content(self) -> dict[str, Any]:
        one = self.one
        low = [Row("Abnormally low", low_words(one))] if one.low_against is not None else []
        return {
            "title": f"Decide about the quote of {one.name}",
            "caption": self.competition.reference,
            "figures": [Row("All in all, ex VAT", gbp(one.price)), *low],
            "consequences": ["A rejected quote is not ranked; its supplier reads your reasons."],
            "cancel": Link("Cancel", reverse("contracts:quote", args=[self.record.pk])),
        }

    def act(self, form: DecideQuoteForm) -> str:
        data = form.cleaned_data
        decide_quote(
            self.record,
            accept=data["accept"],
            explanation=data["explanation"],
            reasons=data["reasons"],
            by=self.user,
        )
        self.say("The decision is recorded.")
        return reverse("contracts:quote", args=[self.record.pk])


class SettleRanking(OfCompetitionPage):
    form_class = SettleForm
    title = "Settle the ranking"

    @cached_property
    def ranked(self) -> list[Any]:
        return ranking(self.record, bids_of(self.record)) if self.record.opened_at else []

    def form_options(self) -> dict[str, Any]:
        return {"tied": [(each.key, each.name) for each in tied_first(self.ranked)]}

    def figures(self) -> list[Row]:
        return [
            Row(
                f"{each.rank}. {each.name}",
                Cell(
                    f"{each.total} of 100",
                    hint=f"Quality {each.quality}, price {each.price_score} for {gbp(each.price)}",
                ),
            )
            for each in self.ranked
        ]

    def consequences(self) -> list[str]:
        days = self.record.standstill_days
        if not days:
            return ["The requester is told. The suppliers have their letters with the award."]
        return [
            f"The standstill of {count(days, 'day')} begins today.",
            "The suppliers that did not come first have their letters now, with their scores.",
            "The requester is told.",
        ]

    def act(self, form: SettleForm) -> str:
        data = form.cleaned_data
        ranked = settle(
            self.record,
            chosen=data.get("chosen"),
            tie_reason=data.get("tie_reason", ""),
            by=self.user,
            on=clock.today(),
        )
        self.say(f"{ranked[0].name} came first with {ranked[0].total} of 100.")
        return self.record.get_absolute_url()


class ScoreAgain(OfCompetitionPage):
    form_class = TakeUpForm
    title = "Take the scoring up again"
    danger = True

    def consequences(self) -> list[str]:
        return ["The ranking is void until it is settled again, and a standstill begins anew."]

    def act(self, form: TakeUpForm) -> str:
        because = form.cleaned_data["because"]
        take_up_again(self.record, because=because, by=self.user, on=clock.today())
        self.say("The quotes can be scored again.")
        return self.record.get_absolute_url()


class AwardCompetition(OfCompetitionPage):
    """Can this be awarded? Every rule of the gate, asked of the winning quote."""

    form_class = AwardToWinnerForm
    template_name = "contracts/award_competition.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request) if self.terms else redirect(self.record)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request) if self.terms else redirect(self.record)

    @cached_property
    def terms(self) -> Terms | None:
        is_ranked = self.record.state == Competition.State.SCORED
        return terms_of(self.record) if is_ranked else None

    @cached_property
    def found(self) -> Gathered:
        if self.terms is None:
            raise AssertionError("Only a ranked competition is shown.")
        return look(self.terms, by=self.user, on=clock.today())

    def form_options(self) -> dict[str, Any]:
        if self.request.method == "POST":
            return {}
        return {"initial": {"shown_value": self.found.facts.value}}

    def show(self, **more: Any) -> HttpResponse:
        form = more["form"]
        if form.is_bound:
            form.data = form.data.copy()
            form.data["shown_value"] = self.found.facts.value
        return super().show(**more)

    def content(self) -> dict[str, Any]:
        facts, checks = self.found.facts, checks_of(self.found)
        needs_more = [
            each for each in checks if each.refusal and each.refusal.field not in AT_THE_LAST_STEP
        ]
        return {
            "title": f"Award {self.record.reference}",
            "caption": self.record.service.name,
            "figures": self.figures(),
            "checks": checks,
            "may_award": not needs_more,
            "submit": f"Award {gbp(facts.value)} to {facts.supplier}",
            "consequences": [
                f"{gbp(facts.value)} is committed under the cap; "
                f"{gbp(facts.headroom - facts.value)} is then left.",
                "Everybody who quoted has a letter with its scores; the requester is told.",
            ],
            "back": Link(self.record.reference, self.record.get_absolute_url()),
            "actions": [
                each
                for each in other_ways(self.record.line, self.record.winner_id, checks, self.user)
                if "mini-competition" not in each.text
            ],
        }

    def figures(self) -> list[Row]:
        facts, competition = self.found.facts, self.record
        first = competition.ranking[0]
        return [
            Row("Supplier", facts.supplier),
            Row("Score", f"{first['score']} of 100"),
            Row("Units", count(facts.units, competition.service.get_unit_display())),
            Row("Price of one unit", gbp(facts.unit_price)),
            Row("Expected extras in all", gbp(facts.extras)),
            *share_rows(competition.line),
            Row("Value, ex VAT", gbp(facts.value)),
            Row("Delivery", f"{day(competition.starts_on)} to {day(competition.ends_on)}"),
            Row("Headroom before", gbp(facts.headroom)),
        ]

    def act(self, form: AwardToWinnerForm) -> str:
        if self.terms is None:
            raise AssertionError("Only a ranked competition is awarded.")
        data = form.cleaned_data
        reason = " ".join(each for each in (self.terms.reason, data["reason"]) if each)
        contract = award(
            self.terms.because(reason, data["bespoke"]),
            shown_value=data["shown_value"],
            by=self.user,
            on=clock.today(),
        )
        return reverse("contracts:awarded", args=[contract.pk])
