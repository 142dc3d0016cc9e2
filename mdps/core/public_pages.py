"""Pages for people who have no account: nothing on them is about a record they may not see."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from mdps.core import rates
from mdps.core.pages import ActionPage, Page


@method_decorator(login_not_required, name="dispatch")
class PublicPage(Page):
    """A page that everybody may see, signed in or not."""

    rate = rates.PUBLIC_PAGE


@method_decorator(login_not_required, name="dispatch")
class PublicForm(ActionPage):
    """A form that everybody may send, signed in or not."""

    rate = rates.PUBLIC_PAGE

    def check_permission(self) -> None:
        """Nobody needs a permission."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rates.use(rates.PUBLIC_FORM, request)
        return super().post(request, *args, **kwargs)
