"""Settling the ranking of a mini-competition, taking it up again, and awarding to its winner."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from contracts.award import look
from contracts.competition.awarding import terms_of
from contracts.competition.bids import bids_of, ranking
from contracts.competition.score_forms import (
    AwardToWinnerForm,
    SettleForm,
    TakeUpForm,
)
from contracts.competition.scoring import tied_first
from contracts.competition.settle import settle, take_up_again
from contracts.facts import Gathered
from contracts.joint import share_rows
from contracts.models import Competition
from contracts.pages.competing import OfCompetitionPage
from contracts.pages.competitions import find_competition
from contracts.pages.last_step import LastStep
from contracts.terms import Terms
from mdps.core import clock
from mdps.core.money import gbp
from mdps.core.ui import Cell, Link, Row
from mdps.core.words import count, day
from referrals.models import RequestLine


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


class AwardCompetition(LastStep):
    """Can this be awarded? Every rule of the gate, asked of the winning quote."""

    form_class = AwardToWinnerForm
    told = "Everybody who quoted has a letter with its scores; the requester is told."

    def find(self, pk: int) -> Competition:
        return find_competition(self, pk)

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

    @property
    def line(self) -> RequestLine:
        return self.record.line

    @property
    def supplier_id(self) -> int | None:
        return self.record.winner_id

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "title": f"Award {self.record.reference}",
            "caption": self.record.service.name,
            "figures": self.figures(),
            "back": Link(self.record.reference, self.record.get_absolute_url()),
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
        return self.award(self.terms.because(reason, data["bespoke"]), form)
