"""Pages of monitoring: of the council's people, of the provider, of the social worker."""

from django.urls import path

from reporting.pages.monitoring import (
    answering,
    judging,
    one_return,
    rating_packages,
    reading,
    returns,
    rounds,
    what_returns_say,
)

app_name = "monitoring"
urlpatterns = [
    path("", rounds.Rounds.as_view(), name="rounds"),
    path("open/", rounds.OpenRound.as_view(), name="open"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    path("returns/", returns.Returns.as_view(), name="returns"),
    path("returns/numbers/", what_returns_say.WhatReturnsSay.as_view(), name="said"),
    path("returns/<int:pk>/", one_return.ReturnPage.as_view(), name="return"),
    path("returns/<int:pk>/tasks/", answering.Tasks.as_view(), name="tasks"),
    path("returns/<int:pk>/tasks/<slug:slug>/", answering.PartPage.as_view(), name="part"),
    path("returns/<int:pk>/submit/", answering.CheckReturn.as_view(), name="submit"),
    path("returns/<int:pk>/accept/", reading.AcceptReturn.as_view(), name="accept"),
    path("returns/<int:pk>/send-back/", reading.SendBackReturn.as_view(), name="send-back"),
    path("returns/<int:pk>/paper/", reading.PaperOfReturn.as_view(), name="paper"),
    path("returns/<int:pk>/rate/", judging.RatePage.as_view(), name="rate"),
    path("returns/<int:pk>/action/", judging.SetAction.as_view(), name="set-action"),
    path("actions/", judging.Actions.as_view(), name="actions"),
    path("actions/<int:pk>/", judging.FinishAction.as_view(), name="done"),
    path("packages/", rating_packages.EndedPackages.as_view(), name="packages"),
    path("packages/<int:pk>/", rating_packages.RatePackage.as_view(), name="rate-package"),
]
