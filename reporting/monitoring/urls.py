"""Pages of monitoring: of the council's people, of the provider, of the social worker."""

from django.urls import path

from reporting.pages.monitoring import one_return, returns, rounds

app_name = "monitoring"
urlpatterns = [
    path("", rounds.Rounds.as_view(), name="rounds"),
    path("open/", rounds.OpenRound.as_view(), name="open"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    path("returns/", returns.Returns.as_view(), name="returns"),
    path("returns/<int:pk>/", one_return.ReturnPage.as_view(), name="return"),
]
