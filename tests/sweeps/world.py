"""One small world with a record of every kind, made by the real actions, and who is in it.

A persona is a role's key, or one of the OUTSIDERS: the same role, but of another team or
another organisation. It is 2 June 2026, and stays so.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from contracts import spot
from contracts.competition import seal
from contracts.end import terminate
from contracts.models import CallOffContract
from keeping.hold import place
from keeping.propose import propose
from lots.models import Lot, Service
from mdps.core import accounts, clock, notices, papers, saved_filters
from mdps.core.letters import Letter
from mdps.core.models import AuditEvent, Notice, Paper, User
from mdps.core.roles import ROLES
from mdps.core.signing_in import reset
from panel import agenda, conflicts, feed, meetings
from panel.answers import NewCondition
from panel.decide import decide
from panel.models import AgendaItem, Budget, Custodian
from referrals.attach import attach
from referrals.deputise import deputise
from referrals.emergency import open_in_emergency
from referrals.models import Deputy, FundingSource, SupportRequest
from referrals.withdraw import withdraw
from reporting.models import Report
from reporting.monitoring.act import set_action
from reporting.monitoring.open_round import open_round
from suppliers import assess, links
from suppliers.conflicts import declare_conflict
from suppliers.extras import set_extra
from suppliers.models import Application, Supplier
from suppliers.queries import own_supplier
from suppliers.suspend import suspend
from tests.build.competitions import (
    INVITED,
    given_a_planned_competition,
    given_a_question_about,
    given_a_ranking,
    given_an_open_competition,
    given_opened_quotes,
)
from tests.build.contracts import (
    given_a_cabinet_request,
    given_a_running_call_off,
    given_an_admitted_supplier,
    given_an_award,
    given_an_invoice,
    given_an_officer,
    given_it_is_accepted,
)
from tests.build.deciding import given_a_decision_in_principle, given_a_package
from tests.build.joining import (
    given_a_draft_application,
    given_a_question,
    given_a_sign_up,
    given_an_event,
    given_an_invitation,
    given_an_invited_contact,
    given_an_offer,
)
from tests.build.lots import given_a_round, given_a_version, text
from tests.build.monitoring import given_it_is_submitted
from tests.build.panel import (
    given_a_chair,
    given_a_meeting,
    given_it_is_closed,
    given_it_is_open,
)
from tests.build.people import given_a, given_a_team
from tests.build.referrals import (
    a_pdf,
    given_a_court_directed_request,
    given_a_manager_of,
    given_a_request,
    given_a_submitted_request,
    given_an_endorsed_request,
)
from tests.build.reporting import given_a_draft, given_a_published_report, given_a_queued_report
from tests.build.signing_in import given_an_app
from tests.build.suppliers import (
    consulted,
    given_a_notice,
    given_a_proposal,
    given_a_provider,
    given_a_supplier,
    given_a_suspension,
    given_an_admission,
    given_an_application,
    given_an_assessed_application,
)
from tests.sweeps.posting import taken_back

TODAY = dt.date(2026, 6, 2)
NEXT_WEEK = TODAY + dt.timedelta(days=7)
COLLEAGUE, NEIGHBOUR, RIVAL, NEWCOMER = "colleague", "neighbour", "rival", "newcomer"
OUTSIDERS = {
    COLLEAGUE: "social_worker",
    NEIGHBOUR: "team_manager",
    RIVAL: "provider",
    NEWCOMER: "provider",
}
PERSONAE = (*ROLES, *OUTSIDERS)
TEAMMATE, DEPUTY, BARRED = "teammate", "deputy", "barred member"
CONFLICTED, PARTNER, LEAVER = "conflicted commissioner", "partner", "leaver"
ON_DUTY = "on duty"
RELATED = (TEAMMATE, DEPUTY, BARRED, CONFLICTED, PARTNER, LEAVER, ON_DUTY)
ANONYMOUS = "anonymous"
VIEWS = ("request.viewed", "request.document_read")
WRITES_AN_EVENT = f'INSERT INTO "{AuditEvent._meta.db_table}"'


@dataclass
class World:
    """`ids` holds the id of each record by the name that the table of pages uses."""

    people: dict[str, User]
    ids: dict[str, Any]
    clients: dict[str, Client]
    pages: dict[tuple[str, str], HttpResponse] = field(default_factory=dict)
    views: dict[tuple[str, str], list[AuditEvent]] = field(default_factory=dict)
    sent: dict[tuple[str, str], HttpResponse] = field(default_factory=dict)

    def url(self, name: str, records: tuple[str, ...], query: str = "") -> str:
        """The address of a page about the records of those names."""
        address = reverse(name, args=[self.ids.get(record, record) for record in records])
        return f"{address}?{query.format_map(self.ids)}" if query else address

    def look(self, persona: str, url: str) -> Any:
        """What the persona gets at an address, asked for once."""
        if (persona, url) not in self.pages:
            with looked() as views:
                self.pages[persona, url] = read(self.clients[persona].get(url))
            self.views[persona, url] = views
        return self.pages[persona, url]

    def send_nothing(self, persona: str, url: str) -> Any:
        """What the persona gets who sends a form without a word; sent once, and taken back."""
        if (persona, url) not in self.sent:
            with taken_back():
                self.sent[persona, url] = read(self.clients[persona].post(url))
        return self.sent[persona, url]


@contextmanager
def looked() -> Iterator[list[AuditEvent]]:
    """The events of views that are written inside, once it is over: nobody is asked for any
    where nothing was written.
    """
    newest: list[int] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not newest and str(sql).startswith(WRITES_AN_EVENT):
            newest.append(AuditEvent.objects.aggregate(newest=Max("pk"))["newest"] or 0)
        return execute(sql, params, many, context)

    views: list[AuditEvent] = []
    with connection.execute_wrapper(note):
        yield views
    if newest:
        views += AuditEvent.objects.filter(pk__gt=newest[0], action__in=VIEWS).order_by("pk")


def build() -> World:
    """Everything that the table of pages asks about."""
    with clock.at(TODAY):
        people = {role: given_a(role) for role in ROLES if role not in ("social_worker",)}
        ids: dict[str, Any] = lots() | suppliers(people) | joining(people) | requests(people)
        ids |= awards(people) | reports(people) | monitoring()
        ids |= competitions(people) | keeping(people)
        for name, role in OUTSIDERS.items():
            people.setdefault(name, given_a(role, name=name, team=given_a_team("Elsewhere")))
        notices.tell([people["social_worker"]], "SR-000001 was endorsed", url=reverse("home"))
        ids["notice"] = Notice.objects.get(subject="SR-000001 was endorsed").pk
        kept = saved_filters.save(
            path="/suppliers/", query="name=sev", name="Severn", by=people["commissioner"]
        )
        ids["saved filter"] = kept.pk
        submitted = AuditEvent.objects.filter(action="supportrequest.submitted").latest("pk")
        ids["audit event"] = submitted.pk
        ids["paper"] = _paper(people["auditor"]).pk
        ids["account"] = people["colleague"].pk
        ids["closed account"] = closed_account().pk
        ids["factor"] = given_an_app(people["finance_officer"]).pk
        ids["account with a factor"] = people["finance_officer"].pk
        people |= related(people, ids)
        clients = {persona: browser_of(people[persona]) for persona in (*PERSONAE, *RELATED)}
        browser_of(people["finance_officer"])
        ids["other session"] = people["finance_officer"].open_sessions.latest("pk").pk
        accounts.close(people[LEAVER], by=people["system_administrator"])
        ids["whose"], ids["link"] = reset.parts(people["colleague"])
    return World(people, ids, clients | {ANONYMOUS: Client()})


def read(answer: Any) -> Any:
    """The answer, to its end where it is a file; what it said is kept."""
    if answer.streaming:
        answer.said = b"".join(answer.streaming_content)
    return answer


def browser_of(person: User) -> Client:
    """A browser in which somebody is signed in."""
    browser = Client()
    browser.force_login(person)
    return browser


def related(people: dict[str, User], ids: dict[str, Any]) -> dict[str, User]:
    """Those who are more or less to a record than their role says."""
    team = SupportRequest.objects.get(pk=ids["draft"]).team
    barred = given_a("panel_member", name="Interested Member")
    conflicted = given_a("commissioner", name="Conflicted Commissioner")
    partner = given_a_provider(Supplier.objects.get(pk=ids["supplier"]), "Second Provider")
    item = AgendaItem.objects.get(pk=ids["planned item"])
    conflicts.declare(item, words="I know the family.", by=barred, at=clock.noon(TODAY))
    started = Application.objects.get(pk=ids["started application"])
    declare_conflict(started, reason="I worked there.", by=conflicted)
    on_duty = given_a("social_worker", name="On Duty", team=given_a_team("Out of hours"))
    opened = open_in_emergency(
        SupportRequest.objects.get(pk=ids["submitted request"]).reference,
        reason="The police ask tonight which support there is.",
        by=on_duty,
    )
    ids["emergency"] = opened.pk
    return {
        ON_DUTY: on_duty,
        TEAMMATE: given_a("social_worker", name="Team Mate", team=team),
        DEPUTY: Deputy.objects.get(pk=ids["deputy"]).deputy,
        BARRED: barred,
        CONFLICTED: conflicted,
        PARTNER: partner,
        LEAVER: given_a("social_worker", name="Leaves Today", team=team),
    }


def closed_account() -> User:
    person = given_a("social_worker", name="Long Gone")
    User.objects.filter(pk=person.pk).update(is_active=False)
    return person


def _paper(subject: User) -> Paper:
    """A letter of a kind for which nobody was named as its reader."""
    words = Letter(title="A letter", date="2 June 2026", reference="PA", blocks=[])
    return papers.write("core.nobody", subject=subject, document=words, name="a.pdf", by=None)


def lots() -> dict[str, int]:
    """A lot with a version to come, a round that is planned and one that is over."""
    lot, other = Lot.objects.get(number=1), Lot.objects.get(number=3)
    version = given_a_version(
        lot,
        "criteria",
        text(1, "Method", most_points=10, least_points=6),
        on=TODAY,
        from_=NEXT_WEEK,
    )
    week = dt.timedelta(days=7)
    begins = clock.noon(TODAY) - 3 * week
    return {
        "lot": lot.pk,
        "version": version.pk,
        "round": given_a_round(
            lot, opens=clock.noon(NEXT_WEEK), closes=clock.noon(NEXT_WEEK) + week
        ).pk,
        "past round": given_a_round(
            other, opens=begins, closes=begins + week, title="An earlier round"
        ).pk,
    }


def suppliers(people: dict[str, User]) -> dict[str, int]:
    """A supplier on Lot 1 with a price, one that is suspended, and applications on their way."""
    lot, other_lot = Lot.objects.get(number=1), Lot.objects.get(number=2)
    supplier = given_an_admitted_supplier()
    people["provider"] = given_a_provider(supplier)
    rival = given_a_supplier("Wye Therapies")
    people[RIVAL] = given_a_provider(rival)
    suspended = given_an_admission(rival, other_lot)
    manager = people["commissioning_manager"]
    suspend(suspended, consultation=consulted(TODAY), by=manager, on=TODAY)
    notice = given_a_notice(suspended, TODAY)
    started = given_an_application(given_a_supplier("Dean Mentors", kind="charity"), lot)
    assess.start(started, by=people["commissioner"], on=TODAY)
    asked = given_a_question(given_an_application(rival, lot))
    third = given_a_supplier("Frome Families", kind="cic")
    price = supplier.rate_lines.get()
    extra = set_extra(
        supplier, "travel", Decimal("0.45"), by=people["commissioner"], effective_from=NEXT_WEEK
    )
    proposal = given_a_proposal(supplier, price.service, "410.00", on=TODAY)
    return {
        "price": price.pk,
        "extra": extra.pk,
        "proposal": proposal.pk,
        "supplier": supplier.pk,
        "acting": supplier.accounts.get().pk,
        "admission": supplier.admissions.get().pk,
        "suspended admission": suspended.pk,
        "removal notice": notice.pk,
        "application": given_an_application(supplier, other_lot).pk,
        "started application": started.pk,
        "question": asked.pk,
        "assessed application": given_an_assessed_application(third, lot).pk,
        "service": Service.objects.get(name="Psychological assessment").pk,
    }


def joining(people: dict[str, User]) -> dict[str, Any]:
    """A provider's draft, somebody who wants an account, and an invitation."""
    draft = given_a_draft_application(people["provider"], Lot.objects.get(number=3), on=TODAY)
    invitation = given_an_invitation(Lot.objects.get(number=2), on=TODAY)
    event = given_an_event(Lot.objects.get(number=2), "Wye Therapies", on=TODAY)
    contact = given_an_invited_contact(own_supplier(people["provider"]), by=people["provider"])
    return {
        "contact": contact.pk,
        "contact link": links.token(contact),
        "begun application": draft.pk,
        "document": given_an_offer(people["provider"], on=TODAY).pk,
        "sign-up link": links.token(given_a_sign_up()),
        "invitation link": links.token(invitation),
        "invitation": invitation.pk,
        "event": event.pk,
        "guest": event.attendances.get().pk,
    }


def requests(people: dict[str, User]) -> dict[str, Any]:
    """Requests of one social worker in every state, and meetings planned, in progress, closed."""
    draft = given_a_court_directed_request(on=TODAY)
    people["social_worker"] = draft.requester
    document = attach(draft, kind="order", upload=a_pdf(), by=draft.requester, on=TODAY)
    manager = people["team_manager"] = given_a_manager_of(draft)
    stands_in = given_a("team_manager", name="Stands In", team=given_a_team("A third team"))
    deputy = deputise(deputy=stands_in, starts_on=TODAY, ends_on=TODAY, by=manager, on=TODAY)
    people["panel_chair"] = given_a_chair()
    planned, running = given_a_meeting(on=NEXT_WEEK), given_a_meeting(on=TODAY)
    administrator, chair = people["panel_administrator"], people["panel_chair"]

    def on_agenda(meeting: Any) -> AgendaItem:
        on = min(meeting.held_on, TODAY)
        request = given_an_endorsed_request(on=on)
        return agenda.add_item(meeting, request, by=administrator, on=on)

    yesterday = TODAY - dt.timedelta(days=1)
    closed = given_a_meeting(on=yesterday)
    decided = on_agenda(closed)
    given_it_is_open(closed, on=yesterday)
    line = decided.request.lines.get()
    condition = NewCondition(words="The school agrees.", before_award=False)
    decide(
        decided,
        line,
        kind="approve_with_conditions",
        reasons="Needed.",
        conditions=(condition,),
        by=chair,
        on=yesterday,
    )
    given_it_is_closed(decided, by=chair, on=yesterday)
    meetings.close_meeting(closed, by=chair, on=yesterday)
    package = given_a_package(line, on=TODAY)
    in_principle = given_a_decision_in_principle(on=TODAY - dt.timedelta(days=2))
    planned_item = on_agenda(planned)
    item = on_agenda(running)
    given_it_is_open(running)
    return {
        "draft": draft.pk,
        "draft line": draft.lines.get().pk,
        "draft document": document.pk,
        "deputy": deputy.pk,
        "condition": line.decisions.get().conditions.get().pk,
        "decision in principle": in_principle.pk,
        "package": package.pk,
        "budget": Budget.objects.get(fund=FundingSource.SECTION_17).pk,
        "custody": Custodian.objects.get(budget__fund=FundingSource.SECTION_17).pk,
        "submitted request": given_a_submitted_request(on=TODAY).pk,
        "endorsed request": (endorsed := given_an_endorsed_request(on=TODAY)).pk,
        "endorsed line": endorsed.lines.get().pk,
        "decided request": decided.request.pk,
        "line": line.pk,
        "planned meeting": planned.pk,
        "meeting": running.pk,
        "closed meeting": closed.pk,
        "item": item.pk,
        "planned item": planned_item.pk,
        "member": people["panel_member"].pk,
        "feed token": feed.token_of(feed.renew(by=people["panel_member"])),
    }


def keeping(people: dict[str, User]) -> dict[str, int]:
    """A case whose time is over, proposed for disposal, and one that is held."""
    long_ago, keeper = dt.date(2012, 6, 1), people["panel_administrator"]
    old = given_a_request(on=long_ago, year_of_birth=1995, case_reference="LCS-1231231")
    withdraw(old, by=old.requester, on=long_ago)
    disposal = propose(old.case_reference, reason="Long over.", by=keeper, on=TODAY)
    held = place("LCS-4821937", kind="inquiry", reason="It asks.", by=keeper, on=TODAY)
    return {"disposal": disposal.pk, "hold": held.pk}


def awards(people: dict[str, User]) -> dict[str, int]:
    """A call-off contract by the commissioner, and a spot purchase."""
    officer = given_an_officer(on=TODAY)
    people["commissioner"] = officer
    contract = given_an_award(
        by=officer, on=TODAY, starts_on=NEXT_WEEK, ends_on=NEXT_WEEK, line=_line()
    )
    bought = spot.record(
        _line(),
        provider_name="Somebody Else",
        units=1,
        amount=Decimal("10.00"),
        reason="not_admitted",
        explanation="Named by the court.",
        authorised_by=people["commissioning_manager"],
        by=officer,
        on=TODAY,
    )
    troubled = given_an_admitted_supplier("Taff Assessments")
    given_an_award(by=officer, on=TODAY, line=_line(), supplier=troubled)
    suspension = given_a_suspension(troubled.admissions.get(), TODAY)
    return {
        "cabinet request": given_a_cabinet_request(by=officer, on=TODAY).pk,
        "contract": contract.pk,
        "safeguard": suspension.packages.get().pk,
        "invoice": given_an_invoice(given_a_running_call_off(on=TODAY), by=officer).pk,
        "spot purchase": bought.pk,
    }


def competitions(people: dict[str, User]) -> dict[str, int]:
    """Mini-competitions that are a draft, open, opened and ranked, of the provider's lot."""
    officer, hour = people["commissioner"], dt.timedelta(hours=1)
    names = ("Severn Assessments", "Avon Assessments")
    short = {
        "closes_at": INVITED + hour,
        "questions_until": TODAY,
        "shorter_because": "All agreed.",
        "at": INVITED + hour / 2,
        "after": INVITED + 1.5 * hour,
    }
    running = given_an_open_competition(_line(), *names, by=officer)
    asked = given_a_question_about(running, names[0])
    prices = dict.fromkeys(names, "1150.00")
    opened = given_opened_quotes(prices, by=officer, line=_line(), **short)
    quote = seal.standing_quotes(opened).get(invitation__supplier__name=names[0])
    return {
        "draft competition": given_a_planned_competition(_line(), by=officer).pk,
        "competition": running.pk,
        "quote question": asked.pk,
        "invitation to quote": asked.invitation_id,
        "opened competition": opened.pk,
        "quote": quote.pk,
        "ranked competition": given_a_ranking(prices, by=officer, line=_line(), **short).pk,
    }


def _line() -> Any:
    """An approved line of one unit."""
    request = given_an_endorsed_request(on=TODAY)
    meeting = given_a_meeting(on=TODAY)
    item = agenda.add_item(meeting, request, by=given_a("panel_administrator"), on=TODAY)
    line = request.lines.get()
    decide(item, line, kind="approve", reasons="Needed.", by=given_a_chair(), on=TODAY)
    given_it_is_closed(item)
    line.refresh_from_db()
    return line


def reports(people: dict[str, User]) -> dict[str, int]:
    """A published report, a draft, and one that a worker has not taken yet."""
    return {
        "published report": given_a_published_report(on=TODAY).pk,
        "draft report": given_a_draft(Report.Kind.MONITORING, on=TODAY).pk,
        "panel activity": given_a_draft(Report.Kind.PANEL_ACTIVITY, on=TODAY).pk,
        "queued report": given_a_queued_report(on=TODAY).pk,
    }


def monitoring() -> dict[str, int]:
    """A round of the half year that has just ended; Severn Assessments delivered in it."""
    earlier = TODAY - dt.timedelta(days=30)
    given_an_award(
        by=given_an_officer(on=TODAY),
        on=TODAY,
        line=_line(),
        starts_on=earlier,
        ends_on=NEXT_WEEK,
        reason="Begun before it was awarded.",
    )
    given_an_award(
        by=given_an_officer(on=TODAY),
        on=TODAY,
        line=_line(),
        supplier=given_an_admitted_supplier("Usk Assessments"),
        starts_on=earlier,
        ends_on=NEXT_WEEK,
        reason="Begun before it was awarded.",
    )
    opened = open_round(dt.date(2026, 5, 31), by=given_a("commissioner"), on=TODAY)
    action = set_action(
        opened.returns.get(supplier__name="Severn Assessments"),
        text="Send reports in time.",
        owner=given_a("commissioner"),
        due_on=NEXT_WEEK,
        by=given_a("commissioner"),
        on=TODAY,
    )
    return {
        "monitoring action": action.pk,
        "ended package": _ended_package().pk,
        "monitoring round": opened.pk,
        "return": opened.returns.get(supplier__name="Severn Assessments").pk,
        "submitted return": given_it_is_submitted(
            opened.returns.get(supplier__name="Usk Assessments"),
            by=given_a("commissioner"),
            on=TODAY,
        ).pk,
    }


def _ended_package() -> CallOffContract:
    """A call-off of the social worker's request that has ended early."""
    officer = given_an_officer(on=TODAY)
    contract = given_an_award(
        by=officer, on=TODAY, line=_line(), starts_on=TODAY, ends_on=NEXT_WEEK
    )
    given_it_is_accepted(contract, on=TODAY)
    contract.refresh_from_db()
    terminate(contract, reasons="Moved away.", by=officer, on=TODAY)
    return contract
