"""Documents that a provider sends in: what they are, who sees them, and what is not taken."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import Notice, PrivateFile
from mdps.core.permissions import Forbidden
from suppliers.evidence import offer
from suppliers.models import Evidence
from tests.build.browsing import cost, posted, read_whole, signed_in, words
from tests.build.joining import PDF, given_a_joining_supplier, given_an_offer, provider_of
from tests.build.people import given_a
from tests.build.suppliers import given_a_provider, given_a_supplier, given_an_admission

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 6, 2)
URL = "join:evidence"
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _today(tmp_path):
    with clock.at(ON), override_settings(MDPS_FILES=tmp_path / "files"):
        yield


@pytest.fixture
def by():
    return provider_of(given_a_joining_supplier())


def typed(name: str = "dbs.pdf", content: bytes = PDF, **changes: object) -> dict[str, object]:
    document = {"upload": SimpleUploadedFile(name, content)}
    days = {"valid_from": (1, 6, 2026), "expires_on": (31, 5, 2027)} | changes
    parts = {
        f"{field}_{place}": part for field, day in days.items() for place, part in enumerate(day)
    }
    stands = {"kind": "dbs", "number": "001234567890"}
    stands |= {"holder": "Robin Hall", "level": "enhanced", "checker": "An umbrella body"}
    return stands | parts | document


def errors(client, data: dict[str, object]) -> dict[str, list[str]]:
    page = client.post(reverse(URL), data)
    assert PrivateFile.objects.count() == Evidence.objects.count() == 0
    return {field: list(said) for field, said in page.context["form"].errors.items()}


def test_a_document_is_sent_in_and_downloaded_again(by):
    client = signed_in(by)

    posted(client.post(reverse(URL), typed()))

    offered = Evidence.objects.get()
    answer = client.get(offered.get_file_url())
    assert read_whole(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="dbs.pdf"'
    assert "1 document sent in" in words(client.get(reverse("join:tasks")))


def test_a_file_that_is_not_what_its_name_says_is_refused(by):
    said = errors(signed_in(by), typed("dbs.pdf", b"MZ\x90\x00" + bytes(80)))

    assert "not what its name, ending in .pdf, says" in said["upload"][0]


def test_an_empty_file_is_refused(by):
    assert errors(signed_in(by), typed(content=b"")) == {
        "upload": ["The file is empty. Choose another one."]
    }


def test_a_file_of_200_mb_is_refused_with_both_sizes(by):
    client = signed_in(by)
    head, foot = multipart(typed())
    stream = Flood(head, 200 * MEGABYTE - len(PDF), foot)

    page = client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": reverse(URL),
            "CONTENT_TYPE": "multipart/form-data; boundary=edge",
            "CONTENT_LENGTH": str(stream.size),
            "wsgi.input": stream,
        }
    )

    assert page.context["form"].errors["upload"] == [
        "The file is 200 MB, but at most 10 MB is taken. Choose a smaller file."
    ]
    assert PrivateFile.objects.count() == 0


class Flood(io.RawIOBase):
    """A body that is made while it is read: `head`, `size` zero bytes, `foot`."""

    def __init__(self, head: bytes, size: int, foot: bytes):
        self.size = len(head) + size + len(foot)
        self._parts = [head, size, foot]

    def read(self, most: int = -1) -> bytes:
        while self._parts and not self._parts[0]:
            self._parts.pop(0)
        if not self._parts:
            return b""
        first = self._parts[0]
        if isinstance(first, int):
            given = min(first, most if most >= 0 else first)
            self._parts[0] = first - given
            return bytes(given)
        given = first[: most if most >= 0 else None]
        self._parts[0] = first[len(given) :]
        return given


def multipart(data: dict[str, object]) -> tuple[bytes, bytes]:
    """What stands before and after the content of the file in a form's body."""
    fields = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in data.items()
        if name != "upload"
    )
    opening = (
        '--edge\r\nContent-Disposition: form-data; name="upload"; filename="dbs.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return f"{fields}{opening}".encode() + PDF, b"\r\n--edge--\r\n"


@pytest.mark.parametrize(
    ("expires", "expected"),
    [((1, 6, 2026), "It expired on 1 June 2026"), ((31, 5, 2026), "before it is valid from")],
)
def test_what_has_expired_proves_nothing(by, expires, expected):
    said = errors(signed_in(by), typed(expires_on=expires))

    assert expected in said["expires_on"][0]


def test_the_last_day_still_counts(by):
    posted(signed_in(by).post(reverse(URL), typed(expires_on=(2, 6, 2026))))

    assert Evidence.objects.get().expires_on == ON


def test_only_its_own_people_and_the_council_open_a_document(by):
    url = given_an_offer(by, on=ON).get_file_url()
    rival = given_a_provider(given_a_supplier("Wye Therapies"))
    seen = {
        who: read_status(signed_in(user).get(url))
        for who, user in {
            "own": by,
            "rival": rival,
            "commissioner": given_a("commissioner"),
            "auditor": given_a("auditor"),
            "social worker": given_a("social_worker"),
        }.items()
    }

    assert seen == {
        "own": 200,
        "rival": 404,
        "commissioner": 200,
        "auditor": 200,
        "social worker": 404,
    }


def read_status(answer) -> int:
    if answer.streaming:
        read_whole(answer)
    return answer.status_code


def test_nobody_sends_in_for_another(by):
    other = given_a_supplier("Wye Therapies")

    with pytest.raises(Forbidden):
        offer(
            other,
            kind="dbs",
            number="1",
            holder="Robin Hall",
            level="enhanced",
            checker="An umbrella body",
            valid_from=ON,
            expires_on=ON,
            upload=SimpleUploadedFile("a.pdf", PDF),
            by=by,
            on=ON,
        )


def test_a_renewal_is_told_to_those_who_keep_the_register(lot):
    keeper = given_a("commissioner")
    supplier = given_a_supplier()
    given_an_admission(supplier, lot)

    given_an_offer(given_a_provider(supplier), on=ON)

    said = "Severn Assessments sent in: Public liability insurance"
    assert Notice.objects.filter(to=keeper, subject=said).count() == 1


def test_an_applicant_sends_in_without_a_notice_each(by):
    keeper = given_a("commissioner")

    given_an_offer(by, on=ON)

    assert Notice.objects.filter(to=keeper).count() == 0


def test_the_page_costs_the_same_for_one_and_for_three(by):
    client = signed_in(by)
    given_an_offer(by, on=ON)
    for_one = cost(client, reverse(URL))
    given_an_offer(by, on=ON)
    given_an_offer(by, on=ON)

    assert cost(client, reverse(URL)) == for_one
