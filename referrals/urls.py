"""Pages of referrals. Addresses hold the request's own number, never the case's."""

from django.urls import include, path

from referrals.pages import answers, court, documents
from referrals.pages.deputies import Deputies, EndDeputy, NameDeputy
from referrals.pages.draft import Start, Tasks
from referrals.pages.emergency import Emergencies, OpenInEmergency, ReviewEmergency
from referrals.pages.list import FindCase, Requests
from referrals.pages.manager import Decline, Endorse, SendBack, TakeBack, Withdraw
from referrals.pages.record import RequestPage
from referrals.pages.services import AddService, Amount, RemoveService, Services
from referrals.pages.submit import Submit, Submitted

app_name = "referrals"
writing = [
    path("tasks/", Tasks.as_view(), name="tasks"),
    path("about/", answers.About.as_view(), name="about"),
    path("basis/", answers.Basis.as_view(), name="basis"),
    path("court/", court.Court.as_view(), name="court"),
    path("court/order/", court.Direction.as_view(), name="direction"),
    path("court/letter/", court.Letter.as_view(), name="letter"),
    path("wishes/", answers.Wishes.as_view(), name="wishes"),
    path("consent/", answers.Consent.as_view(), name="consent"),
    path("need/", answers.Need.as_view(), name="need"),
    path("tried/", answers.Tried.as_view(), name="tried"),
    path("outcome/", answers.Outcome.as_view(), name="outcome"),
    path("before/", answers.Again.as_view(), name="again"),
    path("dates/", answers.Dates.as_view(), name="dates"),
    path("supplier/", answers.PreferredSupplier.as_view(), name="supplier"),
    path("funding/", answers.Funding.as_view(), name="funding"),
    path("services/", Services.as_view(), name="services"),
    path("services/add/", AddService.as_view(), name="add-service"),
    path("services/amount/", Amount.as_view(), name="amount"),
    path("services/<int:line>/remove/", RemoveService.as_view(), name="remove-service"),
    path("documents/", documents.Documents.as_view(), name="documents"),
    path("documents/add/", documents.AddDocument.as_view(), name="add-document"),
    path("documents/<int:attachment>/", documents.Download.as_view(), name="document"),
    path(
        "documents/<int:attachment>/remove/",
        documents.RemoveDocument.as_view(),
        name="remove-document",
    ),
    path("check/", Submit.as_view(), name="submit"),
    path("submitted/", Submitted.as_view(), name="submitted"),
]
acts = [
    path("endorse/", Endorse.as_view(), name="endorse"),
    path("return/", SendBack.as_view(), name="send-back"),
    path("decline/", Decline.as_view(), name="decline"),
    path("take-back/", TakeBack.as_view(), name="take-back"),
    path("withdraw/", Withdraw.as_view(), name="withdraw"),
]
urlpatterns = [
    path("", Requests.as_view(), name="list"),
    path("find/", FindCase.as_view(), name="find-case"),
    path("new/", Start.as_view(), name="start"),
    path("emergency/", Emergencies.as_view(), name="emergencies"),
    path("emergency/open/", OpenInEmergency.as_view(), name="open-in-emergency"),
    path("emergency/<int:pk>/review/", ReviewEmergency.as_view(), name="review-emergency"),
    path("deputies/", Deputies.as_view(), name="deputies"),
    path("deputies/name/", NameDeputy.as_view(), name="name-deputy"),
    path("deputies/<int:pk>/end/", EndDeputy.as_view(), name="end-deputy"),
    path("<int:pk>/", RequestPage.as_view(), name="detail"),
    path("<int:pk>/", include(writing)),
    path("<int:pk>/", include(acts)),
]
