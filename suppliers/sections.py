"""The parts of a supplier's page, for the council's people and for the provider itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from mdps.core import cells
from mdps.core.models import DecisionRecord
from mdps.core.money import gbp_short
from mdps.core.ui import Action, Cell, Heading, Link, Row, Section, Table, Tag
from mdps.core.words import day, moment
from suppliers import own_words
from suppliers.invite_contact import waiting_contacts
from suppliers.models import (
    Application,
    Clarification,
    ContactInvitation,
    Evidence,
    ProviderAccount,
    Supplier,
)
from suppliers.words import evidence_tag

EXPIRY_RULE = (
    "Where evidence that a lot requires has expired, nothing new is awarded under that lot until "
    "it is renewed."
)


@dataclass(frozen=True)
class Card:
    """Where a supplier stands on one lot, and what can be done about it."""

    title: str
    tag: Tag
    rows: Sequence[Row]
    actions: Sequence[Action] = ()


def decision_rows(decision: DecisionRecord) -> list[Row]:
    """Who decided, in consultation with whom and when, and why (CR 3)."""
    return [
        Row(
            "Decision", Cell(decision.reference, hint=f"{decision.subject} ({decision.authority})")
        ),
        Row("Decided", f"{day(decision.decided_on)} by {decision.decided_by}"),
        Row("Consulted", f"{decision.consulted}, on {day(decision.consulted_on)}"),
        Row("Reasons", decision.reasons),
    ]


def applications(supplier: Supplier) -> Section:
    """Every application it made, the newest first."""
    submitted = supplier.applications.filter(submitted_on__isnull=False)
    made = submitted.select_related("lot", "decision").order_by("-submitted_on", "-id")
    return Section(
        "Applications",
        "components/table.html",
        {
            "table": Table(
                headings=[
                    Heading("Application"),
                    Heading("Lot"),
                    Heading("State"),
                    Heading("Submitted"),
                    Heading("Decided"),
                    Heading("Reasons"),
                ],
                rows=[_application(each) for each in made],
                caption="Applications",
                empty="It has not applied for a lot yet.",
            )
        },
        id="applications",
    )


def answers(application: Application, *, enters: bool = False) -> list[Section]:
    """What the supplier said itself: about the lot, about itself, and when it was asked."""
    if not application.answers:  # recorded for it, from paper or the portal
        text = {"text": application.statement}
        return [
            Section("What is offered", "suppliers/text.html", text),
            *questions(application, enters=enters),
        ]
    said = own_words.lot_answers(application), *own_words.submitted_answers(application.answers)
    return [*questions(application, enters=enters), *said]


def questions(application: Application, *, enters: bool = False) -> list[Section]:
    """What the council asked about the application, and the answers.

    With `enters` the reader may enter an answer that came by e-mail.
    """
    asked = application.clarifications.select_related("asked_by", "answered_by", "criterion")
    rows = [_question(each, enters=enters) for each in asked.order_by("id")]
    if not rows:
        return []
    return [Section("Questions", "components/summary_list.html", {"rows": rows}, id="questions")]


def _question(asked: Clarification, *, enters: bool) -> Row:
    about = f"{asked.criterion}: " if asked.criterion else ""
    hint = f"Asked by {asked.asked_by} on {day(asked.asked_on)}"
    if asked.answered_on:
        how = f"entered from e-mail by {asked.answered_by}" if asked.by_email else "answered"
        hint += f", {how} on {day(asked.answered_on)}"
    elif asked.answer_by:
        hint += f", to be answered by {day(asked.answer_by)}"
    waits = enters and not asked.answered_on
    enter = Link("Enter the answer", reverse("suppliers:enter-answer", args=[asked.pk]))
    return Row(
        f"{about}{asked.question}",
        Cell(asked.answer or "Not answered yet", hint=hint),
        enter if waits else None,
    )


def own_applications(supplier: Supplier) -> Section:
    """Its applications as its own people see them, the newest first."""
    submitted = supplier.applications.filter(submitted_on__isnull=False)
    made = submitted.select_related("lot").order_by("-submitted_on", "-id")
    table = Table(
        headings=[Heading("Application"), Heading("Lot"), Heading("State"), Heading("Submitted")],
        rows=[_own_application(each) for each in made],
        caption="Applications",
        empty="You have not applied for a lot yet.",
    )
    return Section("Applications", "components/table.html", {"table": table}, id="applications")


def _own_application(application: Application) -> list[Cell]:
    return [
        Cell(application.reference, url=application.get_own_url()),
        Cell(application.lot.short),
        Cell("", tag=own_words.tag(application)),
        cells.date(application.submitted_on),
    ]


def _application(application: Application) -> list[Cell]:
    decision = application.decision
    return [
        Cell(application.reference, url=application.get_absolute_url()),
        Cell(application.lot.short),
        cells.state(application),
        cells.date(application.submitted_on),
        cells.date(application.decided_on),
        Cell(decision.reasons if decision else ""),
    ]


def evidence(supplier: Supplier, on: dt.date) -> Section:
    """What it has shown and sent in, what is to be verified first, then the first to expire."""
    shown = supplier.evidence.select_related("check_made__by", "lot").order_by("expires_on", "id")
    ordered = sorted(shown, key=lambda each: each.state != "offered")
    return _evidence_section("Evidence", ordered, on, note=EXPIRY_RULE)


def history_of_evidence(evidence: Evidence, on: dt.date) -> Section:
    """Everything of its kind that the supplier has shown, the newest first."""
    shown = evidence.supplier.evidence.filter(kind=evidence.kind)
    ordered = shown.select_related("check_made__by", "lot").order_by("-valid_from", "-id")
    title = f"Every {evidence.get_kind_display()} of {evidence.supplier}"
    return _evidence_section(title, list(ordered), on)


def _evidence_section(
    title: str, shown: Sequence[Evidence], on: dt.date, note: str = ""
) -> Section:
    return Section(
        title,
        "suppliers/evidence.html",
        {
            "note": note,
            "table": Table(
                headings=[
                    Heading("What"),
                    Heading("Valid from"),
                    Heading("Last valid day"),
                    Heading("Standing"),
                    Heading("Seen"),
                ],
                rows=[_evidence(each, on) for each in shown],
                caption=title,
                empty="No evidence is recorded yet.",
            ),
        },
        id="evidence",
    )


def _evidence(evidence: Evidence, on: dt.date) -> list[Cell]:
    check = getattr(evidence, "check_made", None)
    facts = [evidence.number, evidence.holder, evidence.lot.short if evidence.lot else ""]
    if evidence.amount is not None:
        facts.append(gbp_short(evidence.amount))
    return [
        Cell(
            evidence.get_kind_display(),
            url=evidence.get_absolute_url(),
            hint=", ".join(filter(None, facts)),
        ),
        cells.date(evidence.valid_from),
        Cell(day(evidence.expires_on) or "Does not expire", raw=evidence.expires_on),
        Cell("", tag=evidence_tag(evidence, on)),
        Cell(f"{day(check.on)} by {check.by}", hint=check.reason)
        if check
        else Cell(f"Sent in on {day(evidence.offered_on)}"),
    ]


def who_signs_in(supplier: Supplier, *, manages: bool, invites: bool) -> Section:
    """Whose accounts act for it, and who is invited to; those who manage suppliers can take the one
    away, those who may invite the other."""
    acting = supplier.accounts.select_related("user").order_by("user__name", "id")
    nobody = Row("Nobody", "No account acts for it yet.")
    rows = [_signs_in(each, manages=manages) for each in acting] or [nobody]
    rows += [_is_invited(each, invites=invites) for each in waiting_contacts(supplier)]
    return Section("Who signs in", "components/summary_list.html", {"rows": rows}, id="access")


def _signs_in(acting: ProviderAccount, *, manages: bool) -> Row:
    person = acting.user
    since = f"Last signed in {moment(person.last_login)}" if person.last_login else ""
    hint = (since or "Never signed in") if person.is_active else "The account is closed"
    take = Link("Take access away", reverse("suppliers:take-access", args=[acting.pk]))
    return Row(person.name, Cell(person.email, hint=hint), take if manages else None)


def _is_invited(invitation: ContactInvitation, *, invites: bool) -> Row:
    """Somebody who has not accepted yet."""
    hint = f"Invited by {invitation.invited_by}; can accept until {moment(invitation.expires_at)}"
    url = reverse("suppliers:withdraw-contact", args=[invitation.pk])
    withdraw = Link("Withdraw the invitation", url) if invites else None
    return Row(invitation.name, Cell(invitation.email, hint=hint), withdraw)


def details(supplier: Supplier) -> Section:
    """What it is and how to reach it."""
    rows = [
        Row("Kind", supplier.get_kind_display()),
        Row("Registered number", supplier.registered_number or "None needed"),
        Row("E-mail", supplier.email),
        Row("Telephone", supplier.phone or "Not given"),
        Row("Small or medium-sized", "Yes" if supplier.is_sme else "No"),
        Row("Voluntary, community or social enterprise", "Yes" if supplier.is_vcse else "No"),
    ]
    return Section("Details", "components/summary_list.html", {"rows": rows}, id="details")


def lots(cards: Sequence[Card]) -> Section:
    """One card a lot."""
    return Section("Lots", "suppliers/lots.html", {"cards": cards}, id="lots")
