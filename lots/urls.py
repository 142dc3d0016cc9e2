"""Pages of the scheme, its lots and its admission rounds."""

from django.urls import path

from lots.pages import lot, rounds, versions
from lots.pages.extending import ExtendTerm
from lots.pages.scheme import SchemePage

app_name = "lots"
urlpatterns = [
    path("", SchemePage.as_view(), name="scheme"),
    path("lots/<int:pk>/", lot.LotPage.as_view(), name="lot"),
    path("lots/<int:pk>/rule/", lot.RulePage.as_view(), name="rule"),
    path("lots/<int:pk>/<slug:kind>/draft/", versions.DraftPage.as_view(), name="draft"),
    path(
        "lots/<int:pk>/<slug:kind>/put-in-force/",
        versions.PutInForcePage.as_view(),
        name="put-in-force",
    ),
    path("lots/<int:pk>/<slug:kind>/discard/", versions.DiscardPage.as_view(), name="discard"),
    path("versions/<int:pk>/", versions.VersionPage.as_view(), name="version"),
    path("rounds/", rounds.Rounds.as_view(), name="rounds"),
    path("rounds/new/", rounds.PlanRound.as_view(), name="plan-round"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/change/", rounds.ChangeRound.as_view(), name="change-round"),
    path("rounds/<int:pk>/cancel/", rounds.CancelRound.as_view(), name="cancel-round"),
    path("extend/", ExtendTerm.as_view(), name="extend"),
]
