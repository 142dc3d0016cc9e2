"""Which pages show the record of a child, and under which authority each persona sees it.

Written by hand, like the table of pages. A page that is not here shows none: it leaves no view.
"""

from typing import Any

from tests.sweeps.access import Access
from tests.sweeps.canaries import OF_NO_CASE, Canaries, text_of
from tests.sweeps.world import (
    ANONYMOUS,
    BARRED,
    DEPUTY,
    ON_DUTY,
    PARTNER,
    PERSONAE,
    World,
)

SHOWN = 200


def _of(app: str, names: str) -> set[str]:
    return {f"{app}:{name}" for name in names.split()}


# A page about one request, or about what was decided or bought for it: one view of one record.
SHOWS_ONE = (
    _of(
        "referrals",
        "detail tasks about basis court direction letter wishes consent need tried outcome again"
        " dates supplier funding documents add-document remove-document document services"
        " add-service amount remove-service submit submitted endorse send-back decline take-back"
        " withdraw review-emergency",
    )
    | _of(
        "panel",
        "item open-item close-item reopen-item give-view declare urgent endorse send-back extend"
        " condition review",
    )
    | _of(
        "contracts",
        "detail supplement awarded accept decline deliver complete terminate unaward release"
        " invoice pay increase decrease change-dates novate award record-spot record-cabinet"
        " authorise separate ask-cabinet start-competition competition change-competition"
        " invite-to-quote open-quotes declare-interest settle-ranking score-again"
        " award-competition end-competition answer-question invited safeguard safeguard-owner"
        " spot cabinet-request publish-notice withdraw-cabinet quote",
    )
    | _of("monitoring", "rate-package")
    | _of("reporting", "reg-84")
)
# Lists on which something is said about children, and sheets: a view of each record in them.
SHOWS_EACH = _of("referrals", "emergencies") | _of("panel", "sheet")
# The requests of one case together.
SHOWS_A_CASE = _of("keeping", "disposal approve refuse lift")

AUTHORITY = {
    "social_worker": "Allocated worker, who raised it",
    "team_manager": "Manager of its team",
    "panel_member": "Panel member, of the panel's business",
    "panel_chair": "Panel chair, of the panel's business",
    "panel_administrator": "Panel administrator, of the panel's business",
    "head_of_service": "Head of service",
    "commissioner": "Commissioner, of what is to be bought",
    "commissioning_manager": "Commissioning manager, of what is to be bought",
    "finance_officer": "Finance officer",
    "auditor": "Auditor",
    "provider": "Provider",
    BARRED: "Panel member, of the panel's business",
    PARTNER: "Provider",
    DEPUTY: "Deputy of its team's manager",
    ON_DUTY: "Emergency access",
}
OF_THE_PAGE = "Disposal of records"


def otherwise(world: World, access: Access, canaries: Canaries) -> dict[str, Any]:
    """Whose view was not written down exactly once as the table says, and what was; empty is good.

    Whatever the table says: who reads a word about a child leaves a view.
    """
    url = world.url(access.name, access.records, access.query)
    wrong = {}
    for who in (*PERSONAE, ANONYMOUS):
        answer = world.look(who, url)
        views = world.views[who, url]
        if not fits(access.name, who, answer, views, world) or (
            who != ANONYMOUS and reads_of_a_child(answer, canaries) and not views
        ):
            wrong[who] = [f"{each.subject} under {each.authority}" for each in views]
    return wrong


def reads_of_a_child(answer: Any, canaries: Canaries) -> bool:
    """Whether a word that is encrypted for a case is in the answer."""
    return any(not place.startswith(OF_NO_CASE) for place in canaries.in_(text_of(answer)))


def fits(name: str, who: str, answer: Any, views: list[Any], world: World) -> bool:
    """Whether the views of an answer are those of its page, by this person, from here."""
    is_of_case = name in SHOWS_A_CASE
    shows = name in SHOWS_ONE | SHOWS_EACH | SHOWS_A_CASE and answer.status_code == SHOWN
    if not shows or (name in SHOWS_EACH and not views):  # a list of none; the words would tell
        return not views
    said = {(each.actor_id, each.address, each.detail["page"], each.authority) for each in views}
    under = OF_THE_PAGE if is_of_case else AUTHORITY.get(who)
    records = [each.subject_id for each in views]
    return (
        said == {(world.people[who].pk, "127.0.0.1", name, under)}
        and len(records) == len(set(records))
        and (len(records) == 1 or name not in SHOWS_ONE)
    )
