"""The kinds of pages, as views: what they ask for, in one order, everywhere.

find() the record (404 where it is not visible), require() the permission (403 with the
reason), then show or act. An app's view names its permission and says what is on the page.
"""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from mdps.core import navigation, once, rates, viewing
from mdps.core.forms import PageForm
from mdps.core.models import User
from mdps.core.permissions import Forbidden, Permission, reason_against, require
from mdps.core.rules import Refused


class Page(View):
    """A page that somebody with any of `permissions` may see; none means everybody signed in.

    `tabs` are the pages beside it, shown as sub navigation to those who may open them. What costs
    much to make names the `rate` at which one may ask for it. `viewing` is what looking at it is
    called on the audit trail where it shows a child's record, `authority` under what it may be seen
    where that follows from the page and not from who the person is to the child.
    """

    permissions: tuple[Permission, ...] = ()
    template_name = "pages/record.html"
    viewing = viewing.VIEWED
    authority = ""
    tabs: tuple[navigation.Entry, ...] = ()
    rate: rates.Rate | None = None
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.record = self.find(**kwargs)
        self.check_permission()
        if self.rate:
            rates.use(self.rate, request)
        viewing.note(request, self.shown(), action=self.viewing, under=self.authority)
        return super().dispatch(request, *args, **kwargs)

    def shown(self) -> Iterable[Any]:
        """The records it is about: of those that lead to a case the view is written down."""
        return (self.record,)

    @property
    def user(self) -> User:
        return self.request.user  # type: ignore[return-value]

    def find(self, *args: Any, **kwargs: Any) -> Any:
        """The record of the page, from what the user may see; raises Http404."""
        return None

    def check_permission(self) -> None:
        """Raise Forbidden unless the user holds one of `permissions` on the record."""
        reasons = [reason_against(self.user, each, self.record) for each in self.permissions]
        if reasons and all(reasons):
            raise Forbidden(reasons[0])

    def content(self) -> dict[str, Any]:
        """What the template shows."""
        return {}

    def show(self, **more: Any) -> HttpResponse:
        subnav = navigation.tabs(self.tabs, self.user, self.request.path)
        context = {"subnav": subnav} | self.content() | more
        return render(self.request, self.template_name, context)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show()


class ActionPage(Page):
    """A form that does one act, once. Refusals are shown where it was tried; nothing is lost.

    A subclass names `permission` and `form_class`, and gives `content()` and `act(form)`.
    A refusal with a `field` appears at that field, the others above the form.
    """

    permission: Permission
    form_class: type[PageForm] = PageForm
    template_name = "pages/form.html"
    acted = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A form posted again leads where it led before, whatever has become of the record.

        The first post may also come to its end while this one is checked: what would be answered
        is then about a record that is no longer as the form found it, so it is asked once more.
        """
        key = request.POST.get("one_time_key", "")
        if before := self._led_before(key):
            return before
        try:
            answer = super().dispatch(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            if meanwhile := self._led_before(key):
                return meanwhile
            raise
        return answer if self.acted else self._led_before(key) or answer

    def _led_before(self, key: str) -> HttpResponse | None:
        """The way to where the form of `key` led when it was posted before."""
        done = self.done_before(key) if key else None
        return HttpResponseRedirect(done) if done else None

    @property
    def actor(self) -> User | None:
        """Who sends the form; None where nobody is signed in."""
        return self.user if self.user.is_authenticated else None

    def check_permission(self) -> None:
        require(self.user, self.permission, on=self.record)

    def act(self, form: Any) -> str:
        """Do it, and return the URL to go to. May raise Refused."""
        raise NotImplementedError

    def done_before(self, key: str) -> str | None:
        """Where the form of `key` led when it was posted before; None when it was not."""
        return once.outcome(key, by=self.actor)

    def run(self, form: PageForm) -> str:
        """Do the act once, and return where it led."""
        key = form.cleaned_data["one_time_key"] or uuid4()
        return once.run(key, lambda: self.act(form), by=self.actor)

    def form_options(self) -> dict[str, Any]:
        """What the form's constructor needs besides the posted data."""
        return {}

    def say(self, sentence: str) -> None:
        """Tell the person, on the next page, what was done."""
        messages.success(self.request, sentence)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(form=self.form_class(**self.form_options()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.form_options())
        if not form.is_valid():
            return self.show(form=form)
        try:
            led_to = self.run(form)
        except Refused as refused:
            refused.remember(by=self.actor)
            return self.show(form=form, refusals=self._place(refused, form))
        self.acted = True
        return HttpResponseRedirect(led_to)

    def _place(self, refused: Refused, form: PageForm) -> list[Any]:
        """Put each refusal at its field; return those that have none."""
        above = [each for each in refused.refusals if each.field not in form.fields]
        for each in refused.refusals:
            if each.field in form.fields:
                form.add_error(each.field, each.message)
        return above
