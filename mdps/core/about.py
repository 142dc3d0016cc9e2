"""Pages about the service itself, linked at the foot of every page and open to everybody.

The headings of the accessibility statement are those that the Public Sector Bodies (Websites and
Mobile Applications) (No. 2) Accessibility Regulations 2018 ask for, in the words of the model
statement (regulation 8). What a test does not see is said to be untested.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import path

from mdps.core import addresses, words
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.public_pages import PublicPage
from mdps.core.ui import Link

PREPARED_ON = dt.date(2026, 11, 30)  # the day the statement was last gone through


class About(PublicPage):
    """Words that are the same for everybody; `title` is also the text of its link."""

    title = ""

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "contact": settings.MDPS_CONTACT,
            "prepared_on": words.day(PREPARED_ON),
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "token_cookie": settings.CSRF_COOKIE_NAME,
        }


class Accessibility(About):
    title = "Accessibility statement"
    template_name = "about/accessibility.html"


class Privacy(About):
    title = "Privacy notice"
    template_name = "about/privacy.html"


class Cookies(About):
    title = "Cookies"
    template_name = "about/cookies.html"


PAGES = {"accessibility": Accessibility, "privacy": Privacy, "cookies": Cookies}


def links(user: User | None) -> list[Link]:
    """What stands at the foot of every page; the register of personal data for who may read it."""
    found = [Link(page.title, addresses.of_page(name)) for name, page in PAGES.items()]
    if user and Permission.PERSONAL_DATA_READ in user.permissions:
        found.append(Link("Personal data", addresses.of_page("personal-data")))
    return found


urlpatterns = [path(f"{name}/", page.as_view(), name=name) for name, page in PAGES.items()]
