"""One's own sessions: where one is signed in, and ending one of them there."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from mdps.core.forms import PageForm
from mdps.core.models import OpenSession
from mdps.core.pages import ActionPage
from mdps.core.signing_in import open_sessions
from mdps.core.signing_in.again import AsksAgain
from mdps.core.signing_in.factor_pages import OwnPage
from mdps.core.ui import Link, Row
from mdps.core.words import moment


class MySessions(OwnPage):
    """Where I am signed in."""

    template_name = "core/my_sessions.html"

    def content(self) -> dict[str, Any]:
        return {
            "title": "Where you are signed in",
            "breadcrumbs": [Link("My account", reverse("my-account"))],
            "lead": "If you do not know one of them, end it, and change your password.",
            "rows": [self.row(each) for each in open_sessions.of(self.user)],
            "everywhere": Link("Sign out everywhere else", reverse("sign-out-elsewhere")),
        }

    def row(self, session: OpenSession) -> Row:
        is_this = session.key == self.request.session.session_key
        where = f" from {session.address}" if session.address else ""
        said = f"Signed in {moment(session.began_at)}{where}. Last used {moment(session.seen_at)}."
        if is_this:
            return Row(f"{session.device} (this one)", said)
        return Row(session.device, said, Link("End it", reverse("end-session", args=[session.pk])))


class EndSession(AsksAgain, ActionPage):
    """Ends one session of one's own, in another browser."""

    record: OpenSession

    def find(self, pk: int) -> OpenSession:
        others = (each for each in open_sessions.of(self.user) if each.pk == pk)
        found = next(others, None)
        if found is None or found.key == self.request.session.session_key:
            raise Http404
        return found

    def check_permission(self) -> None:
        """It is one's own, or not found."""

    def content(self) -> dict[str, Any]:
        return {
            "title": f"End the session in {self.record.device}",
            "consequences": [
                "Whoever uses that browser has to sign in again.",
                "If somebody else may know your password, change it instead.",
            ],
            "submit": "End it",
            "cancel": Link("Back to your sessions", reverse("my-sessions")),
        }

    def act(self, form: PageForm) -> str:
        open_sessions.end(self.record, by=self.user)
        self.say("It is ended.")
        return reverse("my-sessions")
