"""The look at a page in Chromium notices what is wrong: the control of a sweep in test_pages.py."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser

from tests.sweeps.shapes import shape
from tests.sweeps.window import opened

BAD = """<title></title><img src='data:,'><p style='width: 500px'>x</p>
    <div class='govuk-error-summary'><a href='#nothing'>Wrong</a></div>
    <button style='outline: none; width: 20px; height: 20px; padding: 0'>a</button>
    <button style='outline: none; width: 20px; height: 20px; padding: 0'>b</button>
    <div style='width: 70rem'>x</div><details><img src='data:,'></details>
    <script>broken(</script>"""
ALWAYS = [
    "the error “Wrong” leads to nothing that takes the focus",
    "with its text twice as large 2248 pixels wide",
    "on a phone of 320 pixels 1128 pixels wide",
]


@pytest.mark.parametrize("closely", [True, False], ids=["closely", "at a glance"])
def test_the_look_itself_notices_what_is_wrong(browser: Browser, closely: bool) -> None:
    with opened(browser) as window:
        answer = SimpleNamespace(text=BAD, headers={"Content-Type": "text/html; charset=utf-8"})
        found = window.problems(answer, closely=closely)
    by_axe = ["document-title", "html-has-lang", "image-alt", "target-size", "no focus to be seen"]
    assert [each.partition(":")[0] for each in found] == [
        *(by_axe if closely else []),
        *ALWAYS,
        *(["target-size"] if closely else []),
        "error",
    ]


def test_a_page_differs_by_what_stands_on_it_and_not_by_what_it_says() -> None:
    page = "<main><p class='a'>Some <b>words</b></p><a href='/1'>One</a></main>"
    same = "<main><p class='a'>Other <b>words</b></p><a href='/2'>Two</a></main>"
    others = [
        page.replace("class='a'", "class='b'"),
        page.replace("One", " "),
        page.replace("<b>words</b>", "<i>words</i>"),
        page.replace("<a ", "<a hidden "),
    ]
    assert shape(same) == shape(page)
    assert [shape(each) <= shape(page) for each in others] == [False] * 4
