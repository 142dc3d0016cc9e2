"""The task list of an application: what is asked, where, and how far each has got."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from mdps.core.ui import Tag
from mdps.core.words import count
from suppliers.answers import answers_of
from suppliers.draft import criteria_asked, drafts_of
from suppliers.models import Application, SharedAnswers, Supplier
from suppliers.questions import parts_for, unanswered

DONE = "Completed"
NOT_DONE = Tag("Incomplete", "blue")


@dataclass(frozen=True)
class Item:
    """One task: its page, what is already known, and whether it is done. One that `can_wait` does
    not hold up the application."""

    title: str
    url: str
    done: bool
    hint: str = ""
    can_wait: bool = False

    @property
    def status(self) -> str:
        return DONE if self.done else "Can wait" * self.can_wait

    @property
    def tag(self) -> Tag | None:
        return None if self.done or self.can_wait else NOT_DONE


@dataclass(frozen=True)
class Items:
    """Tasks under one heading."""

    title: str
    items: Sequence[Item]
    note: str = ""


def task_list(supplier: Supplier) -> list[Items]:
    """Everything that is asked of `supplier`, for the lots it has chosen."""
    drafts = list(drafts_of(supplier).prefetch_related("criterion_answers", "proposed_prices"))
    return [_start(supplier, drafts), _shared(supplier), *map(_of_lot, drafts)]


def _start(supplier: Supplier, drafts: Sequence[Application]) -> Items:
    lots = ", ".join(draft.lot.short for draft in drafts)
    details = f"{supplier.get_kind_display()}, {supplier.email}"
    return Items(
        "Start",
        [
            Item("Your details", reverse("suppliers:change", args=[supplier.pk]), True, details),
            Item("Lots", reverse("join:choose-lots"), bool(drafts), lots or "None chosen yet"),
        ],
    )


def _shared(supplier: Supplier) -> Items:
    shared = answers_of(supplier)
    items = []
    for part in parts_for(supplier.kind):
        left = len(unanswered(part, shared.answers))
        hint = f"{count(left, 'question')} to answer" if left else ""
        items.append(Item(part.title, reverse("join:part", args=[part.slug]), not left, hint))
    alone = supplier.kind == Supplier.Kind.SOLE_TRADER
    return Items(
        "About you" if alone else "About your organisation",
        [*items, _grounds(shared), _documents(supplier)],
        "You answer these once, whatever the lots."
        + (" You work alone, so we leave out what is about staff." if alone else ""),
    )


def _grounds(shared: SharedAnswers) -> Item:
    declared = shared.grounds or {}
    done = shared.grounds is not None and all(declared.values())
    hint = f"{count(len(declared), 'ground')} declared" if declared else ""
    return Item("Exclusion grounds", reverse("join:grounds"), done, hint)


def _documents(supplier: Supplier) -> Item:
    """They may follow later, so they never hold up the application."""
    sent = supplier.evidence.count()
    hint = f"{count(sent, 'document')} sent in" if sent else "We ask if one is missing"
    return Item("Documents", reverse("join:evidence"), bool(sent), hint, can_wait=True)


def _of_lot(draft: Application) -> Items:
    answered = {each.criterion_id for each in draft.criterion_answers.all() if each.text}
    asked = {criterion.pk for criterion in criteria_asked(draft)}
    prices = len(draft.proposed_prices.all())
    return Items(
        str(draft.lot),
        [
            Item(
                "What you offer, and how you meet the criteria",
                reverse("join:lot", args=[draft.pk]),
                bool(draft.statement) and asked <= answered,
            ),
            Item(
                "Prices",
                reverse("join:prices", args=[draft.pk]),
                bool(prices),
                count(prices, "price") if prices else "",
            ),
        ],
    )
