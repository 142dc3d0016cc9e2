"""Using the pages as a person does, without a browser."""

import html
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mdps.core.models import User


def signed_in(user: User) -> Client:
    """A client on which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    """The words of a page, for `in`."""
    return response.content.decode()


def posted(response: HttpResponse) -> str:
    """Where a form led; fails with the page's refusals when it did not lead on."""
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def words(response: Any) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<[^>]*>", " ", text_of(response))
    return " ".join(html.unescape(text).split())


def cost(client: Client, url: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def read_whole(answer: Any) -> bytes:
    """The content of a download; the client closes it at its end."""
    return b"".join(answer.streaming_content)


def tried_file(client: Client, url: str, content: bytes, name: str = "rows.csv") -> str:
    """The page of an import after its file was checked: what becomes of each row."""
    return text_of(client.post(url, {"file": SimpleUploadedFile(name, content)}))


def kept_file(client: Client, url: str, page: str) -> Any:
    """Press the button of that page."""
    fields = re.findall(r'name="(checked|one_time_key)" value="([^"]*)"', page)
    return client.post(url, {key: html.unescape(value) for key, value in fields})
