"""Every page, for everybody: who may open it, and whether it is drawn as a page should be."""

import logging
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from typing import Any
from urllib.parse import urljoin

import pytest
from celery import Task
from django.core.cache import cache
from django.db import connection
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import get_resolver, reverse
from playwright.sync_api import Browser
from prometheus_client import generate_latest

from mdps.core import clock, outbox, stores, timeline
from mdps.core.cases import streams
from mdps.core.models import AuditEvent, OutboxMessage, PrivateFile, SavedFilter, User
from mdps.core.tasks import seal
from mdps.core.templatetags.mdps import error_links
from referrals.models import Narrative, SupportRequest
from suppliers.models import Supplier
from tests.core.page_reader import PageReader
from tests.sweeps import viewing
from tests.sweeps.access import JOINING, NO, NOWHERE, PAGES, SIGN_IN, Access
from tests.sweeps.canaries import (
    READ,
    Canaries,
    addresses,
    in_refusals,
    lying_in_the_database,
    read_without_right,
    text_of,
)
from tests.sweeps.drawn import LABELLED, is_page, problems, title
from tests.sweeps.inside import content_of
from tests.sweeps.looking import otherwise, unlisted
from tests.sweeps.planted import differences, extras
from tests.sweeps.posting import Form, forms, taken_back, unaudited
from tests.sweeps.relations import LOOKS, RELATIONS
from tests.sweeps.shapes import shape
from tests.sweeps.spreadsheets import FORMULA, runs, texts
from tests.sweeps.states import states
from tests.sweeps.strict import noting
from tests.sweeps.window import Window, opened
from tests.sweeps.world import (
    ANONYMOUS,
    NEWCOMER,
    PERSONAE,
    RELATED,
    RIVAL,
    World,
    read,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("refusals_in_brief")]


OPENED = [each for each in PAGES if each.openers]
ACTS = [each for each in PAGES if each.name not in LOOKS and each.openers]


def test_every_address_is_in_the_table_and_nothing_else_is() -> None:
    assert unlisted(get_resolver(), PAGES) == []


@pytest.mark.parametrize("access", PAGES, ids=str)
def test_everybody_gets_what_the_table_says(
    world: World, canaries: Canaries, access: Access
) -> None:
    """And reads nothing about a child without a right to, nor any of it in an address or title;
    each look at a child's record is written down once, with its authority.
    """
    assert otherwise(world, access) == {}
    url = world.url(access.name, access.records, access.query)
    got = {who: world.look(who, url) for who in (*PERSONAE, ANONYMOUS)}
    assert read_without_right(canaries, got) == {}
    assert in_refusals(canaries, got) == set()
    assert viewing.otherwise(world, access, canaries) == {}
    assert [address for address in (url, *addresses(got)) if canaries.in_(address)] == []


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Window]:
    with opened(browser) as window:
        yield window


@pytest.fixture(scope="module")
def known() -> set[tuple[str, ...]]:
    """What stood on any of the pages that were looked at closely."""
    return set()


@pytest.mark.parametrize("access", OPENED, ids=str)
def test_whatever_stands_on_a_page_can_be_used_by_everybody(
    world: World, window: Window, known: set[tuple[str, ...]], access: Access
) -> None:
    """Each page in Chromium; and of the same as all who may open it, and with its errors, those on
    which something stands in a place in which it stood on none before (tests.sweeps.window)."""
    found, looked = {}, False
    for who, answer in states(world, access):
        fresh = shape(answer.text) - known
        if fresh or not looked:
            looked = True
            known |= fresh
            if wrong := window.problems(answer, closely=bool(fresh)):
                found[who] = wrong
    assert found == {}


def test_no_page_leads_its_reader_to_where_they_may_not_go(world: World) -> None:
    """Of the links to pages that were looked at as the same person."""
    wrong = set()
    for (who, url), answer in list(world.pages.items()):
        for link in links(answer.text) if answer.status_code == 200 and is_page(answer) else ():
            led = world.pages.get((who, urljoin(url, link).partition("#")[0]))
            if led is not None and led.status_code in (NO, NOWHERE):
                wrong.add(f"{who} from {url} to {link}: {led.status_code}")
    assert sorted(wrong) == []


def test_every_answer_says_what_it_is_and_in_which_letters(world: World) -> None:
    """Of all that was looked at; the pages of errors are in tests/core/test_web.py."""
    said = {answer.get("Content-Type", "") for answer in world.pages.values()}
    texts = {each for each in said if each.startswith("text/") or not each}
    assert {each for each in texts if "charset=utf-8" not in each} == set()


def test_every_relation_is_of_an_address_and_everybody_related_is_in_the_table() -> None:
    known = {each.name for each in PAGES}
    assert {each[0] for relation in RELATIONS.values() for each in relation} - known == set()
    assert (set(RELATIONS), LOOKS - {each.name for each in PAGES}) == (set(RELATED), set())


def test_everybody_related_to_a_record_gets_what_the_table_says(world: World) -> None:
    wrong = {}
    for who, relation in RELATIONS.items():
        for (name, *records), expected in relation.items():
            url = world.url(name, tuple(records))
            got = world.look(who, url)
            if got.status_code != expected:
                wrong[who, name, *records] = got.status_code
            elif not viewing.fits(name, who, got, world.views[who, url], world):
                wrong[who, name, *records] = [each.authority for each in world.views[who, url]]
            elif expected == SIGN_IN:
                assert got.url.partition("?")[0] == reverse("sign-in")
    assert wrong == {}


def test_only_acts_take_a_post(world: World) -> None:
    taken = {}
    for access in (each for each in PAGES if each.openers):
        url = world.url(access.name, access.records, access.query)
        taken[str(access)] = world.send_nothing(access.openers[0], url).status_code != 405
    assert taken == {str(each): each.name not in LOOKS for each in PAGES if each.openers}


def test_nothing_is_done_by_any_other_method(world: World) -> None:
    wrong = []
    for access in {each.name: each for each in PAGES}.values():
        url = world.url(access.name, access.records, access.query)
        client = world.clients[(*access.openers, "commissioning_manager")[0]]
        with taken_back() as written:
            got = {client.put(url).status_code, client.delete(url).status_code}
        if written.statements or got - {302, 403, 404, 405}:
            wrong.append((str(access), got, written.tables))
    assert wrong == []


def drawn(world: World, access: Access) -> list[tuple[str, Form]]:
    """The forms of a page as those see it who may, and where each is sent."""
    url = world.url(access.name, access.records, access.query)
    found = forms(world.look(access.openers[0], url)) if access.openers else []
    own = [form for form in found if form.action.partition("?")[0] in ("", url.partition("?")[0])]
    return [(form.action or url, form) for form in own] or [(url, Form(""))]


def test_who_may_not_do_an_act_changes_nothing_with_its_filled_form(world: World) -> None:
    """They get what they get when they look, or are told that the address takes no POST."""
    wrong, tried = [], 0
    for access in PAGES:
        for url, form in drawn(world, access):
            for who in refused_by(access):
                with taken_back() as written:
                    status = read(world.clients[who].post(url, form.filled())).status_code
                tried += 1
                fitting = (access.expected[who], *([405] if access.name in LOOKS else []))
                if status not in fitting or written.statements:
                    wrong.append((str(access), who, status, written.tables))
    assert (tried > 3000, wrong) == (True, [])


def refused_by(access: Access) -> list[str]:
    """Those who do not see the page; nobody signed in is one of them unless it is public."""
    expected = access.expected.items()
    refused = [who for who, status in expected if status in (NO, NOWHERE)]
    return refused + [ANONYMOUS] * (access.expected[ANONYMOUS] == SIGN_IN)


def test_who_is_related_otherwise_changes_nothing_with_the_filled_form(world: World) -> None:
    acts = {(each.name, *each.records): each for each in ACTS}
    wrong = []
    for who, relation in RELATIONS.items():
        for page, expected in relation.items():
            for url, form in drawn(world, acts[page]) if page in acts and expected != 200 else ():
                with taken_back() as written:
                    status = world.clients[who].post(url, form.filled()).status_code
                if status != expected or written.statements:
                    wrong.append((page, who, status, written.tables))
    assert wrong == []


def test_a_form_sets_what_it_asks_for_and_nothing_else(world: World, canaries: Canaries) -> None:
    """Each act is done twice, the second time with every field of every model beside its own.

    Whatever it writes to a table that is followed has its event in the same transaction. Its answer
    says nothing about a child that the person may not read.
    """
    planted, wrong, done = extras(), [], []
    for access in ACTS:
        client = world.clients[access.openers[0]]
        for url, form in drawn(world, access):
            with taken_back() as plain:
                answer = read(client.post(url, form.filled()))
            if told := read_without_right(canaries, {access.openers[0]: answer}):
                wrong.append((str(access), told))
            if not plain.statements:
                continue
            if tables := unaudited(plain):
                wrong.append((str(access), "without an event", tables))
            more = {name: value for name, value in planted.items() if name not in form.data}
            with taken_back() as laden:
                read(client.post(url, form.filled(**more)))
            done.append(str(access))
            if differing := differences(plain.statements, laden.statements):
                wrong.append((str(access), differing))
    assert wrong == []
    assert len(set(done)) > len(ACTS) / 3


@pytest.mark.parametrize("access", PAGES, ids=str)
def test_a_post_without_its_token_does_nothing(world: World, access: Access) -> None:
    url = world.url(access.name, access.records, access.query)
    for who in access.openers[:1]:
        browser = Client(enforce_csrf_checks=True)
        browser.cookies = world.clients[who].cookies
        assert browser.post(url).status_code in (403, 405)


@pytest.mark.parametrize("access", [each for each in PAGES if each.openers], ids=str)
def test_a_page_is_drawn_as_a_page_should_be(world: World, access: Access) -> None:
    url = world.url(access.name, access.records, access.query)
    wrong = {
        who: found
        for who in access.openers
        if is_page(answer := world.look(who, url)) and (found := problems(answer.text))
    }
    assert wrong == {}


@pytest.mark.parametrize("access", [each for each in PAGES if each.openers], ids=str)
def test_an_empty_form_says_what_is_missing_at_its_fields_and_above(
    world: World, access: Access
) -> None:
    url = world.url(access.name, access.records, access.query)
    answer = world.send_nothing(access.openers[0], url)
    form = (answer.context or {}).get("form")
    if answer.status_code != 200 or not getattr(form, "errors", None):
        return
    page = PageReader(answer.text)
    linked = {link.attributes.get("href", "") for link in page.named("a")}
    assert problems(answer.text) == []
    assert title(answer.text).startswith("Error: ")
    assert len(page.classed("govuk-error-summary")) == 1
    assert {target for target, _ in error_links(form) if f"#{target}" not in linked} == set()


@pytest.mark.parametrize("access", [each for each in PAGES if each.records], ids=str)
@pytest.mark.parametrize("pk", [10**9, 10**30])
def test_a_record_that_is_not_there_is_not_found(world: World, access: Access, pk: int) -> None:
    if access.name == "sign-in-demo":
        return
    url = reverse(access.name, args=[pk] * len(access.records))
    for who in (*access.openers, *PERSONAE)[:1]:
        assert (
            world.clients[who].get(f"{url}?{access.query.format_map(world.ids)}").status_code == 404
        )


STRANGE = (
    "after=nonsense&before=%00&sort=-password&as=nothing&page=-1&next=//away.example/&back=https:"
    "//away.example/&url=//away.example/&list=//away.example/",
    "search=%00&reference=%F0%9F%92%A9&state=nonsense&lot=-1&kind=999999999999999999999&since=x",
)


def markup_of(answer: Any) -> str:
    """What is written on a page; nothing of a file."""
    return answer.text if is_page(answer) else ""


SCRIPT = "<script>alert(1)</script>"
STRANGE_INPUT = (
    SCRIPT,
    "\x00",
    "-1",
    "9" * 400,
    "1e309",
    "²٣",
    "💩" * 5000,
    "2026-02-30",
    "' OR 1=1 --",
    "=HYPERLINK(A1)",
)


@pytest.mark.parametrize("access", [each for each in PAGES if each.openers], ids=str)
@pytest.mark.parametrize("query", STRANGE)
def test_a_strange_address_breaks_nothing(world: World, access: Access, query: str) -> None:
    url = world.url(access.name, access.records, f"{access.query}&{query}".lstrip("&"))
    answer = read(world.clients[access.openers[0]].get(url))
    assert answer.status_code in (200, 302, 404)
    led_to = answer.get("Location", "").partition("?")[0]
    links = re.findall(r"""(?:href|action|src)=["'](?:https?:)?//away""", markup_of(answer))
    assert ("away.example" in led_to, links) == (False, [])


@pytest.mark.parametrize("access", [each for each in PAGES if each.openers], ids=str)
def test_strange_input_breaks_nothing_and_is_never_part_of_the_page(
    world: World, access: Access
) -> None:
    url = world.url(access.name, access.records, access.query)
    who = access.openers[0]
    answer = world.look(who, url)
    for method, names in fields_of(answer.text).items() if is_page(answer) else ():
        for typed in STRANGE_INPUT:
            sent = read(getattr(world.clients[who], method)(url, dict.fromkeys(names, typed)))
            assert sent.status_code in (200, 302, 403, 404, 405, 429)
            assert SCRIPT not in sent.text


def test_joining_tells_nothing_of_a_child_and_nothing_of_others(world: World) -> None:
    """There are requests and other suppliers in this world, so that something could be told."""
    cases = set(SupportRequest.objects.values_list("case_reference", flat=True))
    told = []
    for who in ("provider", RIVAL, NEWCOMER):
        others = Supplier.objects.exclude(accounts__user=world.people[who])
        secrets = cases | {each.name for each in others} | {each.reference for each in others}
        for access in JOINING:
            # Whoever holds a letter that invites them reads for whom.
            if access.expected[who] == 200 and access.name != "join:contact":
                page = world.look(who, world.url(access.name, access.records, access.query)).text
                told += [(who, access.name, each) for each in secrets if each in page]
    assert (len(cases) > 0, told) == (True, [])


def test_whatever_was_done_in_this_world_can_be_said(world: World) -> None:
    done = set(AuditEvent.objects.values_list("action", flat=True))
    assert (len(done) > 20, sorted(done - timeline.known_actions())) == (True, [])


def test_templates_ask_only_for_what_they_are_given(world: World) -> None:
    with noting() as missing:
        for access in PAGES:
            for who in access.openers[:1]:
                url = world.url(access.name, access.records, access.query)
                read(world.clients[who].get(url))
                read(world.clients[who].post(url))
    assert sorted(missing) == []


def test_who_decides_about_a_child_reads_what_is_said(world: World, canaries: Canaries) -> None:
    """So that the others could have read it: the words are in this world, and on pages."""
    for name, record, who, wanted in READ:
        page = text_of(world.look(who, world.url(name, (record,))))
        assert wanted - canaries.in_(page) == set()


def test_the_database_holds_nothing_readable_about_a_child(
    world: World, canaries: Canaries
) -> None:
    """Neither the records nor the audit trail, notices, the outbox, sessions or reports."""
    assert (len(canaries.planted) > 15, lying_in_the_database()) == (True, [])
    SavedFilter.objects.update(name="A Kestrelaa")
    cache.set("a-key", {"said": "A Kestrelaa"})
    assert lying_in_the_database() == ["core_cache, in a value", "core_savedfilter"]
    cache.delete("a-key")


def test_files_of_a_case_lie_encrypted(world: World) -> None:
    begin = set()
    for file in PrivateFile.objects.exclude(case_key=None):
        with stores.current().open(file.path) as stored:
            begin.add(stored.read(len(streams.MAGIC)))
    assert begin == {streams.MAGIC}


def whole(mail: Message) -> str:
    """An e-mail as it leaves: its headers, and every part of it decoded."""
    parts = [part for part in mail.walk() if not part.is_multipart()]
    said = [part.get_payload(decode=True).decode(errors="replace") for part in parts]
    heads = [str(make_header(decode_header(str(each)))) for each in mail.values()]
    return " ".join([*heads, *(str(part.get_filename()) for part in parts), *said])


def test_what_is_mailed_says_nothing_about_a_child(
    world: World, canaries: Canaries, mailoutbox
) -> None:
    waiting = OutboxMessage.objects.filter(sent_at=None)
    waiting.filter(topic__in=("paper", "report")).update(sent_at=clock.now())
    waiting.update(due_at=clock.now())
    while outbox.send_due():
        pass
    sent = [whole(mail.message()) for mail in mailoutbox]
    assert (len(sent) > 5, [each for each in sent if canaries.in_(each)]) == (True, [])


def test_logs_and_error_pages_say_nothing_about_a_child(
    world: World, canaries: Canaries, monkeypatch
) -> None:
    said = Narrative.objects.exclude(need="").first()
    assert said is not None

    def broken(*_: object) -> None:
        words = said.need
        raise ValueError(f"{len(words)} letters")

    monkeypatch.setattr("mdps.core.audit_page.details", broken)
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", False)
    browser = Client(raise_request_exception=False)
    browser.cookies = world.clients["auditor"].cookies
    answer = browser.get("/audit/")
    log = canaries.log.lines
    assert (answer.status_code, canaries.in_(text_of(answer))) == (500, set())
    assert any("letters" in line for line in log)
    assert [line for line in log if canaries.in_(line)] == []
    assert canaries.in_(generate_latest().decode()) == set()


def test_what_is_handed_to_workers_says_nothing_about_a_child(
    world: World, canaries: Canaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the acts of this world left for after their commit, done now."""
    sent: list[str] = []

    def note(task: Task, *given: object, **named: object) -> None:
        sent.append(f"{task.name} {given} {named}")

    monkeypatch.setattr(Task, "apply_async", note)
    for _, left, _ in list(connection.run_on_commit):
        left()
    assert (bool(sent), [each for each in sent if canaries.in_(each)]) == (True, [])
    said = Narrative.objects.exclude(need="").first()
    assert said is not None
    seal.apply_async(args=[said.need])
    assert canaries.in_(sent[-1]) == {"referrals_narrative.need"}


def test_a_log_line_with_a_childs_words_is_found(world: World, canaries: Canaries) -> None:
    said = Narrative.objects.exclude(need="").first()
    assert said is not None
    logging.getLogger("mdps").warning("A request says: %s", said.need)
    assert canaries.in_(canaries.log.lines.pop()) == {"referrals_narrative.need"}


def links(html: str) -> set[str]:
    """Where a page leads."""
    return {each.attributes.get("href", "") for each in PageReader(html).named("a")}


def fields_of(html: str) -> dict[str, set[str]]:
    """The names of what a person fills in or chooses, by the method that sends them; keys and
    tokens are left as they are.
    """
    found: dict[str, set[str]] = {}
    method = "get"
    for element in PageReader(html).elements:
        given = element.attributes
        if element.name == "form":
            method = given.get("method", "get").lower()
        elif element.name in LABELLED and "name" in given and given.get("type") != "hidden":
            found.setdefault(method, set()).add(given["name"])
    return found


def test_no_file_holds_what_a_spreadsheet_would_run(world: World, canaries: Canaries) -> None:
    """Suppliers and people are named by a formula; whatever can be downloaded is, in both kinds.

    Nor does a file say anything about a child that the person may not read.
    """
    shown, running = 0, []
    with taken_back():
        Supplier.objects.update(name=Concat(Value(FORMULA), Cast("pk", CharField())))
        User.objects.update(name=Concat(Value(FORMULA), Cast("pk", CharField())))
        for access in {each.name: each for each in PAGES if each.openers}.values():
            for kind in ("csv", "xlsx"):
                query = f"{access.query}&as={kind}".lstrip("&")
                url = world.url(access.name, access.records, query)
                answer = read(world.clients[access.openers[0]].get(url))
                lines = texts(content_of(answer), answer.headers["Content-Type"]) or []
                told = read_without_right(canaries, {access.openers[0]: answer})
                running += [(str(access), each) for each in told]
                shown += any(FORMULA in line for line in lines)
                running += [(str(access), each) for each in runs(lines)]
    assert (shown > 20, running) == (True, [])
