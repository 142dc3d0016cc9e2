"""What has changed in the meeting while somebody looks at an item: asked for every few seconds.

It says who is where and never what anybody thinks: no view and no narrative is on it.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from mdps.core.pages import Page
from mdps.core.permissions import Permission
from panel.desk_words import mark_of, side_links
from panel.models import AgendaItem
from panel.queries import items_of, meetings_visible_to
from referrals.queries import requests_visible_to

NOTHING_NEW = 204
STOP_ASKING = 286  # htmx then no longer polls


class LiveItems(Page):
    """The list of items anew; with a note where the item one looks at has changed."""

    permissions = (Permission.PANEL_READ,)
    template_name = "panel/live.html"

    def find(self, **kwargs: Any) -> AgendaItem:
        visible = AgendaItem.objects.filter(
            pk=kwargs["pk"],
            meeting__in=meetings_visible_to(self.user),
            request__in=requests_visible_to(self.user),
        )
        return get_object_or_404(visible.select_related("meeting", "request"))

    def shown(self) -> Iterable[Any]:
        """No child's record: references and where each item stands, again and again."""
        return ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The part alone; whoever comes here otherwise is led to the whole desk."""
        if not request.htmx:  # type: ignore[attr-defined]
            return HttpResponseRedirect(self.record.get_absolute_url())
        items = list(items_of(self.record.meeting))
        item = next(each for each in items if each.pk == self.record.pk)
        if mark_of(items) == request.GET.get("meeting"):
            return HttpResponse(status=NOTHING_NEW)
        response = self.show(
            items=side_links(items, current=item),
            live_url=f"{request.path}?item={request.GET.get('item', '')}&meeting={mark_of(items)}",
            changed=mark_of([item]) != request.GET.get("item"),
            here=item.get_absolute_url(),
        )
        if self.record.meeting.state != self.record.meeting.State.OPEN:
            response.status_code = STOP_ASKING
        return response
