"""Pages of referrals. Addresses hold the request's own number, never the case's."""

from django.urls import path

from referrals.pages.draft import About, Basis, Need, Start, Tasks
from referrals.pages.list import FindCase, Requests
from referrals.pages.manager import Endorse, SendBack, Withdraw
from referrals.pages.record import RequestPage
from referrals.pages.services import AddService, Amount, RemoveService, Services
from referrals.pages.submit import Submit, Submitted

app_name = "referrals"
urlpatterns = [
    path("", Requests.as_view(), name="list"),
    path("find/", FindCase.as_view(), name="find-case"),
    path("new/", Start.as_view(), name="start"),
    path("<int:pk>/", RequestPage.as_view(), name="detail"),
    path("<int:pk>/tasks/", Tasks.as_view(), name="tasks"),
    path("<int:pk>/about/", About.as_view(), name="about"),
    path("<int:pk>/basis/", Basis.as_view(), name="basis"),
    path("<int:pk>/need/", Need.as_view(), name="need"),
    path("<int:pk>/services/", Services.as_view(), name="services"),
    path("<int:pk>/services/add/", AddService.as_view(), name="add-service"),
    path("<int:pk>/services/amount/", Amount.as_view(), name="amount"),
    path("<int:pk>/services/<int:line>/remove/", RemoveService.as_view(), name="remove-service"),
    path("<int:pk>/check/", Submit.as_view(), name="submit"),
    path("<int:pk>/submitted/", Submitted.as_view(), name="submitted"),
    path("<int:pk>/endorse/", Endorse.as_view(), name="endorse"),
    path("<int:pk>/return/", SendBack.as_view(), name="send-back"),
    path("<int:pk>/withdraw/", Withdraw.as_view(), name="withdraw"),
]
