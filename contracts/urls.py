"""Pages of contracts."""

from django.urls import path

from contracts.pages import authorities, award, contracts, ledger, spot

app_name = "contracts"
urlpatterns = [
    path("", contracts.Contracts.as_view(), name="list"),
    path("<int:pk>/", contracts.Contract.as_view(), name="detail"),
    path("<int:pk>/awarded/", award.Awarded.as_view(), name="awarded"),
    path("to-award/", award.LinesToAward.as_view(), name="to-award"),
    path("to-award/<int:pk>/", award.AwardTerms.as_view(), name="award"),
    path("to-award/<int:pk>/check/", award.CheckAward.as_view(), name="check-award"),
    path("to-award/<int:pk>/spot/", spot.RecordSpot.as_view(), name="record-spot"),
    path(
        "to-award/<int:pk>/cabinet/",
        authorities.RecordCabinetDecision.as_view(),
        name="record-cabinet",
    ),
    path("ledger/", ledger.Ledger.as_view(), name="ledger"),
    path("spot-purchases/", spot.SpotPurchases.as_view(), name="spot-purchases"),
    path("spot-purchases/<int:pk>/", spot.Spot.as_view(), name="spot"),
    path("authorities/", authorities.Authorities.as_view(), name="authorities"),
    path("authorities/give/", authorities.GrantAuthority.as_view(), name="grant"),
    path("cabinet-decisions/", authorities.CabinetDecisions.as_view(), name="cabinet-decisions"),
]
