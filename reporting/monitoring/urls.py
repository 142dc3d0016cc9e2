"""Pages of monitoring: of the council's people, of the provider, of the social worker."""

from django.urls import path

from reporting.pages.monitoring import answering, one_return, reading, returns, rounds

app_name = "monitoring"
urlpatterns = [
    path("", rounds.Rounds.as_view(), name="rounds"),
    path("open/", rounds.OpenRound.as_view(), name="open"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    path("returns/", returns.Returns.as_view(), name="returns"),
    path("returns/<int:pk>/", one_return.ReturnPage.as_view(), name="return"),
    path("returns/<int:pk>/tasks/", answering.Tasks.as_view(), name="tasks"),
    path("returns/<int:pk>/tasks/<slug:slug>/", answering.PartPage.as_view(), name="part"),
    path("returns/<int:pk>/submit/", answering.CheckReturn.as_view(), name="submit"),
    path("returns/<int:pk>/accept/", reading.AcceptReturn.as_view(), name="accept"),
    path("returns/<int:pk>/send-back/", reading.SendBackReturn.as_view(), name="send-back"),
    path("returns/<int:pk>/paper/", reading.PaperOfReturn.as_view(), name="paper"),
]
