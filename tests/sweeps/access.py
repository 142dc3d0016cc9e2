"""Who may open which page. Written by hand from what each role is for; never made from the code.

200 the page, 302 led on, 403 may see such things but not do this, 404 as if it did not exist.
A page about a record is listed once for each record whose state or owner makes a difference.
"""

from dataclasses import dataclass
from typing import Any

from tests.sweeps.world import ANONYMOUS, COLLEAGUE, NEIGHBOUR, NEWCOMER, PERSONAE, RIVAL

SW, TM = "social_worker", "team_manager"
PM, PC, PA = "panel_member", "panel_chair", "panel_administrator"
HS = "head_of_service"
CO, CM, FO = "commissioner", "commissioning_manager", "finance_officer"
LE, AU, PR, SA = "leadership", "auditor", "provider", "system_administrator"

EVERYBODY = PERSONAE
REGISTER = (CO, CM, FO, AU)  # who sees suppliers and contracts
PANEL = (PM, PC, PA, HS, CO, CM, AU)  # who sees meetings
ASKING = (SW, TM, COLLEAGUE, NEIGHBOUR)  # who raises requests
REPORTS = (CM, FO, LE, AU)  # who reads drafts of reports
MANAGERS = (TM, NEIGHBOUR)
PUBLISHED = (*REPORTS, *MANAGERS, HS, PC)  # who reads published reports

SIGN_IN, DONE, NO, NOWHERE = 302, 302, 403, 404


@dataclass(frozen=True)
class Access:
    """One page about one set of records, and what each persona gets."""

    name: str
    records: tuple[str, ...]
    expected: dict[str, int]
    query: str = ""

    @property
    def openers(self) -> list[str]:
        """Those who see the page."""
        return [who for who, status in self.expected.items() if status == 200]

    def __str__(self) -> str:
        return " ".join((self.name, *self.records)).replace(" ", "-")


def page(
    name: str,
    *records: str,
    opens: tuple[str, ...] = (),
    refuses: tuple[str, ...] = (),
    hides_from: tuple[str, ...] = (),
    leads: tuple[str, ...] = (),
    others: int = NO,
    anonymous: int = SIGN_IN,
    query: str = "",
) -> Access:
    """`others` is what everybody gets who is not named."""
    expected = dict.fromkeys(PERSONAE, others)
    expected |= dict.fromkeys(opens, 200) | dict.fromkeys(leads, 302)
    expected |= dict.fromkeys(refuses, NO) | dict.fromkeys(hides_from, NOWHERE)
    return Access(name, records, expected | {ANONYMOUS: anonymous}, query)


CORE = (
    page("home", opens=EVERYBODY),
    page("sign-in", leads=EVERYBODY, anonymous=200),
    page("sign-in-demo", "a name", others=405, anonymous=405),
    page("account_login", leads=EVERYBODY, anonymous=200),
    page("sign-out", others=405),
    page("openid_connect_login", "council", others=NOWHERE, anonymous=NOWHERE),
    page("openid_connect_callback", "council", others=NOWHERE, anonymous=NOWHERE),
    page("mfa_authenticate", leads=EVERYBODY),
    page("confirm-it-is-you", opens=EVERYBODY),
    page("second-factor", opens=EVERYBODY),
    page("add-app", opens=EVERYBODY, leads=(FO,)),
    page("add-passkey", opens=EVERYBODY, leads=(FO,)),
    page("remove-factor", "factor", leads=(FO,), others=NOWHERE),
    page("recovery-codes", others=NOWHERE),
    page("recovery-codes-file", others=NOWHERE),
    page("new-recovery-codes", leads=(FO,), others=NOWHERE),
    page("reset-factors", "account with a factor", opens=(SA,)),
    page("forgot-password", opens=EVERYBODY, anonymous=200),
    page("password-link-sent", opens=EVERYBODY, anonymous=200),
    page("new-password", "whose", "link", opens=EVERYBODY, anonymous=200),
    page("notices", opens=EVERYBODY),
    page("open-notice", "notice", leads=(SW,), others=NOWHERE),
    page("paper", "paper", others=NOWHERE),
    page("paper-file", "paper", others=NOWHERE),
    page("audit", opens=(AU,)),
    page("audit-event", "audit event", opens=(AU,)),
    page("personal-data", opens=(AU, LE, SA)),
    page("my-account", opens=EVERYBODY),
    page("my-notices", opens=EVERYBODY),
    page("sign-out-elsewhere", opens=EVERYBODY),
    page("my-sessions", opens=EVERYBODY),
    page("end-session", "other session", opens=(FO,), others=NOWHERE),
    page("session", opens=EVERYBODY),
    page("draft-key", opens=EVERYBODY),
    page("end-sessions", "account", opens=(SA,)),
    page("save-filter", opens=REGISTER, others=NOWHERE, query="list=/suppliers/&query=name%3Dsev"),
    page("delete-filter", "saved filter", opens=(CO,), others=NOWHERE),
    page("accounts", opens=(SA,)),
    page("add-account", opens=(SA,)),
    page("account", "account", opens=(SA,)),
    page("account", "closed account", opens=(SA,)),
    page("change-account", "account", opens=(SA,)),
    page("give-password", "account", opens=(SA,)),
    page("close-account", "account", opens=(SA,)),
    page("open-account", "closed account", opens=(SA,)),
    page("health", opens=EVERYBODY, anonymous=200),
    page("health-live", opens=EVERYBODY, anonymous=200),
    page("health-detail", opens=(SA,), others=NOWHERE, anonymous=NOWHERE),
    page("metrics", opens=(SA,), others=NOWHERE, anonymous=NOWHERE),
    page("accessibility", opens=EVERYBODY, anonymous=200),
    page("privacy", opens=EVERYBODY, anonymous=200),
    page("cookies", opens=EVERYBODY, anonymous=200),
)

SEES_SCHEME = (PC, CO, CM, FO, LE, AU)
SCHEME = (
    page("lots:scheme", opens=SEES_SCHEME),
    page("lots:lot", "lot", opens=SEES_SCHEME),
    page("lots:rule", "lot", opens=(CM,)),
    page("lots:draft", "lot", "criteria", opens=(CM,)),
    page("lots:draft", "lot", "standards", opens=(CM,)),
    page("lots:draft", "lot", "nonsense", others=NOWHERE),
    page("lots:put-in-force", "lot", "criteria", opens=(CM,)),
    page("lots:discard", "lot", "criteria", opens=(CM,)),
    page("lots:version", "version", opens=SEES_SCHEME),
    page("lots:rounds", opens=SEES_SCHEME),
    page("lots:plan-round", opens=(CO, CM)),
    page("lots:round", "round", opens=SEES_SCHEME),
    page("lots:round", "past round", opens=SEES_SCHEME),
    page("lots:change-round", "round", opens=(CO, CM)),
    page("lots:cancel-round", "round", opens=(CO, CM)),
    page("lots:extend", opens=(CM,)),
)

SUPPLIERS = (
    page("suppliers:list", opens=REGISTER),
    page("suppliers:register", opens=(CO, CM)),
    page("suppliers:mine", opens=(PR, RIVAL), leads=(NEWCOMER,)),
    page("suppliers:detail", "supplier", opens=REGISTER, refuses=(PR,), others=NOWHERE),
    page("suppliers:apply", "supplier", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:change", "supplier", opens=(CO, CM, PR), refuses=(FO, AU), others=NOWHERE),
    page("suppliers:give-access", "supplier", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page(
        "suppliers:invite-contact",
        "supplier",
        opens=(CO, CM, PR),
        refuses=(FO, AU),
        others=NOWHERE,
    ),
    page(
        "suppliers:withdraw-contact",
        "contact",
        opens=(CO, CM, PR),
        refuses=(FO, AU),
        others=NOWHERE,
    ),
    page("suppliers:take-access", "acting", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:price", "supplier", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:extra", "supplier", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:cancel-price", "price", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:cancel-extra", "extra", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:import-suppliers", opens=(CM,)),
    page("suppliers:import-rates", opens=(CO, CM)),
    page("suppliers:proposals", opens=REGISTER),
    page("suppliers:proposal", "proposal", opens=(*REGISTER, PR), others=NOWHERE),
    page(
        "suppliers:accept-proposal",
        "proposal",
        opens=(CO, CM),
        refuses=(FO, AU, PR),
        others=NOWHERE,
    ),
    page(
        "suppliers:decline-proposal",
        "proposal",
        opens=(CO, CM),
        refuses=(FO, AU, PR),
        others=NOWHERE,
    ),
    page("suppliers:withdraw-proposal", "proposal", opens=(PR,), refuses=REGISTER, others=NOWHERE),
    page("suppliers:evidence", "supplier", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:document", "document", opens=(*REGISTER, PR), others=NOWHERE),
    page("suppliers:requirements", opens=REGISTER),
    page("suppliers:evidence-item", "document", opens=(*REGISTER, PR), others=NOWHERE),
    page(
        "suppliers:verify-evidence",
        "document",
        opens=(CO, CM),
        refuses=(FO, AU, PR),
        others=NOWHERE,
    ),
    page(
        "suppliers:refuse-evidence",
        "document",
        opens=(CO, CM),
        refuses=(FO, AU, PR),
        others=NOWHERE,
    ),
    page(
        "suppliers:renew-evidence", "document", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE
    ),
    page("suppliers:applications", opens=REGISTER),
    page("suppliers:application", "application", opens=(*REGISTER, PR), others=NOWHERE),
    page("suppliers:application", "started application", opens=REGISTER, others=NOWHERE),
    page("suppliers:start", "application", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    page("suppliers:ask", "started application", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE),
    page(
        "suppliers:assess", "started application", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE
    ),
    page("suppliers:worklist", opens=REGISTER),
    page(
        "suppliers:comment", "started application", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE
    ),
    page(
        "suppliers:extend", "started application", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE
    ),
    page(
        "suppliers:conflict",
        "started application",
        opens=(CO, CM),
        refuses=(FO, AU),
        others=NOWHERE,
    ),
    page(
        "suppliers:reassess",
        "assessed application",
        opens=(CO, CM),
        refuses=(FO, AU),
        others=NOWHERE,
    ),
    page(
        "suppliers:enter-answer",
        "question",
        opens=(CO, CM),
        refuses=(FO, AU, RIVAL),
        others=NOWHERE,
    ),
    page("suppliers:decide-round", "past round", opens=(CM,)),
    page(
        "suppliers:comply",
        "admission",
        "version",
        opens=(CO, CM),
        refuses=(FO, AU, PR),
        others=NOWHERE,
    ),
    page(
        "suppliers:admit", "assessed application", opens=(CM,), refuses=(CO, FO, AU), others=NOWHERE
    ),
    page(
        "suppliers:reject",
        "assessed application",
        opens=(CM,),
        refuses=(CO, FO, AU),
        others=NOWHERE,
    ),
    page("suppliers:withdraw", "application", opens=(CO, CM, PR), refuses=(FO, AU), others=NOWHERE),
    page("suppliers:suspend", "admission", opens=(CM,), refuses=(CO, FO, AU, PR), others=NOWHERE),
    page(
        "suppliers:reinstate",
        "suspended admission",
        opens=(CM,),
        refuses=(CO, FO, AU, RIVAL),
        others=NOWHERE,
    ),
    page("suppliers:remove", "admission", opens=(CM,), refuses=(CO, FO, AU, PR), others=NOWHERE),
    page("suppliers:keep", "admission", opens=(CM,), refuses=(CO, FO, AU, PR), others=NOWHERE),
    page(
        "suppliers:give-notice", "admission", opens=(CM,), refuses=(CO, FO, AU, PR), others=NOWHERE
    ),
    page("suppliers:leave", "admission", opens=(CO, CM, PR), refuses=(FO, AU), others=NOWHERE),
    page("suppliers:notice", "removal notice", opens=(*REGISTER, RIVAL), others=NOWHERE),
    page(
        "suppliers:statement",
        "removal notice",
        opens=(CO, CM, RIVAL),
        refuses=(FO, AU),
        others=NOWHERE,
    ),
    page(
        "suppliers:cancel-notice",
        "removal notice",
        opens=(CM,),
        refuses=(CO, FO, AU, RIVAL),
        others=NOWHERE,
    ),
    page("suppliers:on-a-day", opens=REGISTER),
    page("suppliers:admissions", opens=REGISTER),
    page("suppliers:invitations", opens=REGISTER),
    page("suppliers:invitation", "invitation", opens=REGISTER, others=NOWHERE),
    page("suppliers:invite", opens=(*ASKING, CO, CM)),
    page("suppliers:events", opens=REGISTER),
    page("suppliers:record-event", opens=(CO, CM)),
    page("suppliers:event", "event", opens=REGISTER, others=NOWHERE),
    page("suppliers:change-event", "event", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE),
    page("suppliers:guests", "event", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE),
    page("suppliers:guest", "guest", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE),
    page("suppliers:prices", opens=REGISTER),
    page("suppliers:comparison", "service", opens=REGISTER),
    page("suppliers:basket", opens=REGISTER),
    page("suppliers:basket", opens=REGISTER, query="units_{service}=12"),
)


def everybody(name: str, *records: str) -> Access:
    """A page that needs no account."""
    return page(name, *records, opens=EVERYBODY, anonymous=200)


def own(name: str, *records: str) -> Access:
    """A page about the provider's own organisation; one without is led to register it."""
    return page(name, *records, opens=(PR, RIVAL), leads=(NEWCOMER,))


def own_draft(name: str) -> Access:
    """A page about a lot that the provider is applying for; the council does not see drafts."""
    return page(name, "begun application", opens=(PR,), leads=(NEWCOMER,), others=NOWHERE)


JOINING = (
    everybody("join:lots"),
    everybody("join:account"),
    everybody("join:sent"),
    everybody("join:confirm", "sign-up link"),
    everybody("join:contact", "contact link"),
    everybody("join:invitation", "invitation link"),
    everybody("join:decline", "invitation link"),
    page("join:organisation", opens=(NEWCOMER,), leads=(PR, RIVAL)),
    own("join:tasks"),
    own("join:choose-lots"),
    own("join:part", "safeguarding"),
    own("join:grounds"),
    page("join:since", leads=(PR, RIVAL, NEWCOMER)),
    own_draft("join:lot"),
    own_draft("join:prices"),
    own("join:propose-price"),
    own("join:propose-extra"),
    own("join:evidence"),
    own("join:check"),
    own("join:submitted"),
    page(
        "join:answer",
        "question",
        opens=(RIVAL,),
        refuses=REGISTER,
        leads=(NEWCOMER,),
        others=NOWHERE,
    ),
    page(
        "join:application",
        "application",
        opens=(PR,),
        refuses=REGISTER,
        leads=(NEWCOMER,),
        others=NOWHERE,
    ),
)


def writing(name: str, *records: str, query: str = "") -> Access:
    """A page on which the requester writes a draft; others see the draft but do not write it."""
    return page(name, "draft", *records, opens=(SW,), refuses=(TM, AU), others=NOWHERE, query=query)


REQUESTS = (
    page("referrals:list", opens=(*ASKING, PM, PC, PA, HS, CO, CM, AU)),
    page("referrals:find-case", opens=(*ASKING, PM, PC, PA, HS, CO, CM, AU)),
    page("referrals:start", opens=ASKING),
    page("referrals:detail", "draft", opens=(SW, TM, AU), others=NOWHERE),
    page("referrals:detail", "submitted request", opens=(SW, TM, AU), others=NOWHERE),
    page("referrals:detail", "endorsed request", opens=(SW, TM, PC, PA, HS, AU), others=NOWHERE),
    page(
        "referrals:detail",
        "decided request",
        opens=(SW, TM, PM, PC, PA, HS, CO, CM, AU),
        others=NOWHERE,
    ),
    writing("referrals:tasks"),
    writing("referrals:about"),
    writing("referrals:basis"),
    writing("referrals:court"),
    writing("referrals:direction"),
    writing("referrals:letter"),
    writing("referrals:wishes"),
    writing("referrals:consent"),
    writing("referrals:need"),
    writing("referrals:tried"),
    writing("referrals:outcome"),
    writing("referrals:again"),
    writing("referrals:dates"),
    writing("referrals:supplier"),
    writing("referrals:funding"),
    writing("referrals:documents"),
    writing("referrals:add-document"),
    writing("referrals:remove-document", "draft document"),
    page("referrals:document", "draft", "draft document", opens=(SW, TM), others=NOWHERE),
    writing("referrals:services"),
    writing("referrals:add-service"),
    writing("referrals:amount", query="service={service}&units=3"),
    writing("referrals:remove-service", "draft line"),
    writing("referrals:submit"),
    page("referrals:submitted", "submitted request", opens=(SW,), refuses=(TM, AU), others=NOWHERE),
    page("referrals:endorse", "submitted request", opens=(TM,), refuses=(SW, AU), others=NOWHERE),
    page("referrals:send-back", "submitted request", opens=(TM,), refuses=(SW, AU), others=NOWHERE),
    page("referrals:decline", "submitted request", opens=(TM,), refuses=(SW, AU), others=NOWHERE),
    page("referrals:take-back", "submitted request", opens=(SW,), refuses=(TM, AU), others=NOWHERE),
    page("referrals:emergencies", opens=(*MANAGERS, HS, AU)),
    page("referrals:open-in-emergency", opens=(*ASKING, HS)),
    page(
        "referrals:review-emergency",
        "emergency",
        opens=(TM, HS),
        refuses=(SW, AU),
        others=NOWHERE,
    ),
    page("referrals:deputies", opens=MANAGERS),
    page("referrals:name-deputy", opens=MANAGERS),
    page("referrals:end-deputy", "deputy", opens=(TM,), others=NOWHERE),
    page("referrals:withdraw", "submitted request", opens=(SW,), refuses=(TM, AU), others=NOWHERE),
)


def chairing(name: str, record: str) -> Access:
    """An act of who leads a meeting: a chair, else the administrator; the others look on."""
    return page(name, record, opens=(PC, PA), refuses=(PM, HS, CO, CM, AU), others=NOWHERE)


def arranging(name: str) -> Access:
    """An act on the agenda of a meeting."""
    looking_on = (PM, HS, CO, CM, AU)
    return page(name, "planned meeting", opens=(PC, PA), refuses=looking_on, others=NOWHERE)


MEETINGS = (
    page("panel:list", opens=PANEL),
    page("panel:plan", opens=(PC, PA)),
    page("panel:detail", "meeting", opens=PANEL, others=NOWHERE),
    page("panel:detail", "planned meeting", opens=PANEL, others=NOWHERE),
    page("panel:detail", "closed meeting", opens=PANEL, others=NOWHERE),
    arranging("panel:build"),
    arranging("panel:arrange"),
    arranging("panel:change"),
    arranging("panel:cancel"),
    chairing("panel:open", "planned meeting"),
    chairing("panel:close", "meeting"),
    page(
        "panel:correct-minutes",
        "closed meeting",
        opens=(PC, PA),
        refuses=(PM, HS, CO, CM, AU),
        others=NOWHERE,
    ),
    page("panel:sheet", "closed meeting", opens=PANEL, others=NOWHERE),
    page(
        "panel:attendance",
        "planned meeting",
        opens=(PM, PC, PA),
        refuses=(HS, CO, CM, AU),
        others=NOWHERE,
    ),
    page("panel:desk", "meeting", leads=PANEL, others=NOWHERE),
    page(
        "panel:take-chair", "meeting", opens=(PC, PA), refuses=(PM, HS, CO, CM, AU), others=NOWHERE
    ),
    page("panel:calendar", opens=PANEL),
    page("panel:subscription", opens=PANEL),
    page("panel:feed", "feed token", opens=EVERYBODY, anonymous=200),
    page("panel:feed", "a token", others=NOWHERE, anonymous=NOWHERE),
    page("panel:meeting-file", "planned meeting", opens=PANEL, others=NOWHERE),
    page("panel:members", opens=PANEL),
    page("panel:seat", "member", opens=(PC, PA)),
    page("panel:rules", opens=(PC,)),
    page("panel:item", "item", opens=(PM, PC, PA, HS, AU), others=NOWHERE),
    page("panel:item", "planned item", opens=(PM, PC, PA, HS, AU), others=NOWHERE),
    page("panel:live", "item", leads=(PM, PC, PA, HS, AU), others=NOWHERE),
    page("panel:open-item", "item", opens=(PC,), refuses=(PM, PA, HS, AU), others=NOWHERE),
    page("panel:close-item", "item", opens=(PC,), refuses=(PM, PA, HS, AU), others=NOWHERE),
    page("panel:reopen-item", "item", opens=(PC,), refuses=(PM, PA, HS, AU), others=NOWHERE),
    page("panel:give-view", "planned item", opens=(PM, PC), refuses=(PA, HS, AU), others=NOWHERE),
    page("panel:declare", "planned item", opens=(PM, PC), refuses=(PA, HS, AU), others=NOWHERE),
)


def of_request(name: str, record: str, *, opens: tuple[str, ...], seen_by: tuple[str, ...]) -> Any:
    """An act about a request, for some of those who see it."""
    refused = tuple(who for who in seen_by if who not in opens)
    return page(name, record, opens=opens, refuses=refused, others=NOWHERE)


ENDORSED_BY = (SW, TM, PC, PA, HS, AU)  # who sees an endorsed request
BEFORE_PANEL = (*ENDORSED_BY, PM)
TO_BUY = (*BEFORE_PANEL, CO, CM)

DECISIONS = (
    of_request("panel:urgent", "endorsed line", opens=(HS,), seen_by=ENDORSED_BY),
    of_request("panel:endorse", "decision in principle", opens=(PC,), seen_by=BEFORE_PANEL),
    of_request("panel:send-back", "decision in principle", opens=(PC,), seen_by=BEFORE_PANEL),
    of_request("panel:extend", "line", opens=(PC,), seen_by=TO_BUY),
    of_request("panel:condition", "condition", opens=(CO,), seen_by=TO_BUY),
    page("panel:review", "package", opens=PANEL, refuses=(SW, TM), others=NOWHERE),
)

BUDGETING = (PM, PC, HS, CO, CM, FO, LE, AU)  # who sees budgets


def budgeting(name: str, record: str) -> Access:
    """An act on a budget, of finance; the others who see budgets look on."""
    looking_on = tuple(who for who in BUDGETING if who != FO)
    return page(name, record, opens=(FO,), refuses=looking_on, others=NOWHERE)


BUDGETS = (
    page("panel:budgets", opens=BUDGETING),
    page("panel:set-budget", opens=(FO,)),
    page("panel:budget", "budget", opens=BUDGETING, others=NOWHERE),
    page("panel:budget-lines", "budget", opens=BUDGETING, others=NOWHERE),
    budgeting("panel:change-budget", "budget"),
    budgeting("panel:custodian", "budget"),
    budgeting("panel:end-custody", "custody"),
)


def buying(name: str, **options: tuple[str, ...]) -> Access:
    """An act on a line that the panel approved, of those who award."""
    return page(name, "line", **({"opens": (CO, CM)} | options))


def of_call_off(name: str, *, opens: tuple[str, ...] = (CO, CM), **options: Any) -> Access:
    """An act on a call-off: of the officers, or of its supplier's people too."""
    refused = tuple(who for who in (FO, AU, PR) if who not in opens)
    return page(name, "contract", opens=opens, refuses=refused, others=NOWHERE, **options)


ANSWERING = (CO, CM, PR)


def competing(name: str, record: str) -> Access:
    """An act of an officer on a mini-competition; its requester and custodian only look at it."""
    looking = (FO, AU) if record == "draft competition" else (SW, FO, AU)
    return page(name, record, opens=(CO, CM), refuses=looking, others=NOWHERE)


def quoting(name: str) -> Access:
    """What an invited supplier's people do about their invitation."""
    return page(name, "invitation to quote", opens=(PR,), others=NOWHERE)


COMPETITIONS = (
    page("contracts:competitions", opens=REGISTER),
    buying("contracts:start-competition"),
    page("contracts:competition", "draft competition", opens=REGISTER, others=NOWHERE),
    page("contracts:competition", "competition", opens=(*REGISTER, SW), others=NOWHERE),
    page("contracts:competition", "opened competition", opens=(*REGISTER, SW), others=NOWHERE),
    page("contracts:competition", "ranked competition", opens=(*REGISTER, SW), others=NOWHERE),
    competing("contracts:change-competition", "draft competition"),
    competing("contracts:invite-to-quote", "draft competition"),
    competing("contracts:open-quotes", "competition"),
    competing("contracts:declare-interest", "opened competition"),
    competing("contracts:settle-ranking", "opened competition"),
    competing("contracts:score-again", "ranked competition"),
    competing("contracts:award-competition", "ranked competition"),
    competing("contracts:end-competition", "competition"),
    competing("contracts:answer-question", "quote question"),
    page("contracts:quote", "quote", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE),
    page("contracts:decide-quote", "quote", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE),
    page("contracts:quote-document", "quote", others=NOWHERE),
    page("contracts:invitations", opens=(PR, RIVAL, NEWCOMER)),
    quoting("contracts:invited"),
    quoting("contracts:give-quote"),
    quoting("contracts:withdraw-quote"),
    quoting("contracts:ask-question"),
    competing("contracts:enter-quote", "invitation to quote"),
)

CONTRACTS = (
    page("contracts:list", opens=REGISTER),
    page("contracts:safeguards", opens=REGISTER),
    page("contracts:safeguard", "safeguard", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE),
    page(
        "contracts:safeguard-owner", "safeguard", opens=(CO, CM), refuses=(FO, AU), others=NOWHERE
    ),
    page("contracts:detail", "contract", opens=(*REGISTER, PR), others=NOWHERE),
    page(
        "contracts:supplement",
        "contract",
        opens=(SW, CO, CM),
        refuses=(FO, AU),
        others=NOWHERE,
    ),
    page("contracts:awarded", "contract", opens=(CO, CM), refuses=(FO, AU, PR), others=NOWHERE),
    of_call_off("contracts:accept", opens=ANSWERING),
    of_call_off("contracts:decline", opens=ANSWERING),
    of_call_off("contracts:deliver", opens=ANSWERING),
    of_call_off("contracts:complete"),
    of_call_off("contracts:terminate"),
    of_call_off("contracts:unaward"),
    of_call_off("contracts:release"),
    of_call_off("contracts:invoice", opens=(CO, CM, FO)),
    page("contracts:invoices", opens=REGISTER),
    page("contracts:pay", "invoice", opens=(CO, CM, FO), refuses=(AU,), others=NOWHERE),
    of_call_off("contracts:increase"),
    of_call_off("contracts:check-increase", opens=(), leads=(CO, CM)),
    of_call_off("contracts:decrease"),
    of_call_off("contracts:change-dates"),
    of_call_off("contracts:novate"),
    page("contracts:to-award", opens=(CO, CM)),
    buying("contracts:award"),
    buying("contracts:check-award", opens=(), leads=(CO, CM)),
    buying("contracts:record-spot"),
    buying("contracts:record-cabinet", opens=(CM,)),
    page("contracts:ledger", opens=REGISTER),
    page("contracts:spot-purchases", opens=REGISTER),
    page("contracts:record-found", opens=(CO, CM)),
    page("contracts:import-contracts", opens=(CM,)),
    page("contracts:import-spot", opens=(CO, CM)),
    page("contracts:import-invoices", opens=(CO, CM, FO)),
    page("contracts:leakage", opens=REGISTER),
    page("contracts:spot", "spot purchase", opens=REGISTER, others=NOWHERE),
    page("contracts:authorities", opens=REGISTER),
    page("contracts:grant", opens=(CM,)),
    page("contracts:cabinet-decisions", opens=REGISTER),
    buying("contracts:authorise", opens=(CM,)),
    buying("contracts:separate"),
    buying("contracts:ask-cabinet"),
    page("contracts:direct-awards", opens=REGISTER),
    page("contracts:separate-records", opens=REGISTER),
    page("contracts:cabinet-requests", opens=REGISTER),
    page("contracts:cabinet-request", "cabinet request", opens=REGISTER),
    page("contracts:publish-notice", "cabinet request", opens=(CM,)),
    page("contracts:withdraw-cabinet", "cabinet request", opens=(CO, CM)),
    page("contracts:limits", opens=REGISTER),
    page("contracts:set-route", opens=(CM,)),
    page("contracts:set-limits", opens=(CM,)),
    page("contracts:change-limits", opens=(CM,)),
    page("contracts:headroom", opens=(PM, PC, PA, HS, CO, CM, FO, LE, AU)),
    page("contracts:endings", opens=REGISTER),
)


def making(name: str, record: str) -> Access:
    """An act on a report that is not published."""
    return page(name, record, opens=(CM,), refuses=(FO, LE, AU), others=NOWHERE)


REPORTING = (
    page("reporting:list", opens=PUBLISHED),
    page("reporting:new", opens=(CM,)),
    page("reporting:cap", opens=(PM, PC, PA, HS, CO, CM, FO, LE, AU)),
    page("reporting:panel-lines", opens=(PM, PC, PA, HS, CO, CM, FO, LE, AU)),
    page("reporting:panel-waits", opens=(PM, PC, PA, HS, CO, CM, FO, LE, AU)),
    page("reporting:panel-urgent", opens=(PM, PC, PA, HS, CO, CM, FO, LE, AU)),
    page("reporting:panel-conditions", opens=(PM, PC, PA, HS, CO, CM, FO, LE, AU)),
    page("reporting:prices-compared", opens=REGISTER),
    page("reporting:panel", opens=(PM, PC, PA, HS, CO, CM, FO, LE, AU)),
    page("reporting:direct-awards", opens=REPORTS),
    page("reporting:direct-awards-pdf", "2025-26", opens=REPORTS),
    page("reporting:reg-84", "contract", opens=REGISTER, refuses=(PR,), others=NOWHERE),
    page("reporting:open-data", opens=REPORTS),
    page("reporting:open-ocds", opens=REPORTS),
    page("reporting:open-register", "2026Q1", opens=REPORTS),
    page("reporting:open-spend", "2026Q1", opens=REPORTS),
    page("reporting:detail", "published report", opens=PUBLISHED, others=NOWHERE),
    page("reporting:detail", "draft report", opens=REPORTS, others=NOWHERE),
    page("reporting:progress", "queued report", opens=REPORTS, others=NOWHERE),
    page("reporting:pdf", "published report", opens=PUBLISHED, others=NOWHERE),
    page("reporting:pdf", "draft report", opens=REPORTS, others=NOWHERE),
    page("reporting:figures", "published report", opens=PUBLISHED, others=NOWHERE),
    page("reporting:csv", "published report", opens=PUBLISHED, others=NOWHERE),
    page("reporting:xlsx", "published report", opens=PUBLISHED, others=NOWHERE),
    page("reporting:detail", "panel activity", opens=REPORTS, others=NOWHERE),
    making("reporting:publish", "draft report"),
    making("reporting:comment", "draft report"),
    page("reporting:review", "draft report", opens=(CM, FO), refuses=(LE, AU), others=NOWHERE),
    page("reporting:sign-off", "draft report", opens=(CM, LE), refuses=(FO, AU), others=NOWHERE),
    page("reporting:send-back", "draft report", opens=(CM, LE), refuses=(FO, AU), others=NOWHERE),
    page(
        "reporting:annex",
        "published report",
        opens=REPORTS,
        refuses=(*MANAGERS, HS, PC),
        others=NOWHERE,
    ),
    making("reporting:cancel", "queued report"),
    making("reporting:retry", "queued report"),
)

MONITORS = (CO, CM, LE, AU)  # who sees monitoring rounds and returns


def completing(name: str, *records: str) -> Access:
    """Completing a return: its provider, and the officers who enter it from its e-mail."""
    return page(name, *records, opens=(CO, CM, PR), refuses=(LE, AU), others=NOWHERE)


def managing(name: str, *records: str) -> Access:
    """An act of the commissioners on a return."""
    return page(name, *records, opens=(CO, CM), refuses=(LE, AU), others=NOWHERE)


MONITORING = (
    page("monitoring:rounds", opens=MONITORS),
    page("monitoring:open", opens=(CO, CM)),
    page("monitoring:round", "monitoring round", opens=MONITORS, others=NOWHERE),
    page("monitoring:returns", opens=MONITORS),
    page("monitoring:said", opens=MONITORS),
    page("monitoring:return", "return", opens=(*MONITORS, PR), others=NOWHERE),
    completing("monitoring:tasks", "return"),
    completing("monitoring:part", "return", "narrative"),
    completing("monitoring:part", "return", "equality-age"),
    completing("monitoring:part", "return", "staffing"),
    page("monitoring:part", "return", "alone", others=NOWHERE),
    completing("monitoring:submit", "return"),
    managing("monitoring:accept", "submitted return"),
    managing("monitoring:send-back", "submitted return"),
    page("monitoring:paper", "submitted return", opens=MONITORS, others=NOWHERE),
    page("monitoring:paper", "return", others=NOWHERE),
    page("monitoring:rate", "return", opens=(CO, CM), refuses=(LE, AU, PR), others=NOWHERE),
    page("monitoring:set-action", "return", opens=(CO, CM), refuses=(LE, AU, PR), others=NOWHERE),
    page("monitoring:actions", opens=MONITORS),
    completing("monitoring:done", "monitoring action"),
    page("monitoring:packages", opens=ASKING),
    page("monitoring:rate-package", "ended package", opens=(SW, TM), others=NOWHERE),
)

KEEPERS = (PA, HS)
KEEPING = (
    page("keeping:due", opens=KEEPERS),
    page("keeping:propose", opens=(PA,)),
    page("keeping:hold", opens=(PA,)),
    page("keeping:lift", "hold", opens=(HS,)),
    page("keeping:disposal", "disposal", opens=KEEPERS),
    page("keeping:approve", "disposal", opens=(HS,)),
    page("keeping:refuse", "disposal", opens=(HS,)),
    page("keeping:subject-access", opens=(HS,)),
)

PAGES = (
    *CORE,
    *SCHEME,
    *SUPPLIERS,
    *JOINING,
    *REQUESTS,
    *MEETINGS,
    *DECISIONS,
    *BUDGETS,
    *CONTRACTS,
    *COMPETITIONS,
    *REPORTING,
    *MONITORING,
    *KEEPING,
)
