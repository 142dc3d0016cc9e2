"""Pages of the provider: joining, applying, and where its applications stand."""

from django.urls import path

from suppliers.views import proposing, sending_evidence
from suppliers.views.joining import (
    account,
    contact,
    invited,
    lots,
    organisation,
    parts,
    prices,
    standing,
    submitting,
    tasks,
)

app_name = "join"
urlpatterns = [
    path("", lots.Lots.as_view(), name="lots"),
    path("account/", account.MakeAccount.as_view(), name="account"),
    path("account/sent/", account.Sent.as_view(), name="sent"),
    path("confirm/<str:token>/", account.Confirm.as_view(), name="confirm"),
    path("invitation/<str:token>/", invited.Invited.as_view(), name="invitation"),
    path("invitation/<str:token>/decline/", invited.Decline.as_view(), name="decline"),
    path("contact/<str:token>/", contact.AcceptContact.as_view(), name="contact"),
    path("organisation/", organisation.Register.as_view(), name="organisation"),
    path("application/", tasks.Tasks.as_view(), name="tasks"),
    path("application/lots/", tasks.ChooseLots.as_view(), name="choose-lots"),
    path("application/part/<slug:slug>/", parts.PartPage.as_view(), name="part"),
    path("application/exclusion/", parts.Grounds.as_view(), name="grounds"),
    path("application/exclusion/since/", parts.Since.as_view(), name="since"),
    path("application/<int:pk>/", parts.LotPage.as_view(), name="lot"),
    path("application/<int:pk>/prices/", prices.Prices.as_view(), name="prices"),
    path("prices/", proposing.ProposePage.as_view(), name="propose-price"),
    path("extras/", proposing.ProposeExtraPage.as_view(), name="propose-extra"),
    path("documents/", sending_evidence.SendIn.as_view(), name="evidence"),
    path("application/check/", submitting.Check.as_view(), name="check"),
    path("application/submitted/", submitting.Submitted.as_view(), name="submitted"),
    path("questions/<int:pk>/", standing.AnswerPage.as_view(), name="answer"),
    path("applications/<int:pk>/", standing.OwnApplication.as_view(), name="application"),
]
