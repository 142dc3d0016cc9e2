"""My notices: what I was told, newest first; opening one marks it as read."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View

from mdps.core import clock, words
from mdps.core.lists import Column, ListPage
from mdps.core.models import Notice
from mdps.core.ui import Cell, Empty, Tag


def _subject(notice: Notice) -> Cell:
    url = reverse("open-notice", args=[notice.pk])
    return Cell(notice.subject, url=url, tag=None if notice.read_at else Tag("New", "blue"))


class Notices(ListPage):
    title = "Notices"
    sort = "-created_at"
    empty = Empty("No notices yet", "You are told here when something reaches you or is decided.")
    columns = (
        Column("Notice", _subject),
        Column("When", lambda notice: words.moment(notice.created_at), sort="created_at"),
    )

    def rows(self) -> QuerySet:
        return Notice.objects.filter(to=self.user)


class OpenNotice(View):
    """Mark a notice of mine as read and go where it leads."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = get_object_or_404(Notice, pk=pk, to=request.user.pk)
        Notice.objects.filter(pk=pk, read_at=None).update(read_at=clock.now())
        return redirect(notice.url)
