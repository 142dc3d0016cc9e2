"""Pages of contracts."""

from django.urls import path

from contracts.pages import authorities, award, contracts, invoices, ledger, life, spot, varying

app_name = "contracts"
urlpatterns = [
    path("", contracts.Contracts.as_view(), name="list"),
    path("<int:pk>/", contracts.Contract.as_view(), name="detail"),
    path("<int:pk>/awarded/", award.Awarded.as_view(), name="awarded"),
    path("<int:pk>/accept/", life.Accept.as_view(), name="accept"),
    path("<int:pk>/decline/", life.Decline.as_view(), name="decline"),
    path("<int:pk>/deliver/", life.Deliver.as_view(), name="deliver"),
    path("<int:pk>/complete/", life.Complete.as_view(), name="complete"),
    path("<int:pk>/end-early/", life.Terminate.as_view(), name="terminate"),
    path("<int:pk>/unaward/", life.Unaward.as_view(), name="unaward"),
    path("<int:pk>/release/", life.Release.as_view(), name="release"),
    path("<int:pk>/invoice/", invoices.EnterInvoice.as_view(), name="invoice"),
    path("invoices/", invoices.Invoices.as_view(), name="invoices"),
    path("invoices/<int:pk>/pay/", invoices.RecordPayment.as_view(), name="pay"),
    path("<int:pk>/increase/", varying.IncreaseTerms.as_view(), name="increase"),
    path("<int:pk>/increase/check/", varying.CheckIncrease.as_view(), name="check-increase"),
    path("<int:pk>/decrease/", varying.Decrease.as_view(), name="decrease"),
    path("<int:pk>/dates/", varying.ChangeDates.as_view(), name="change-dates"),
    path("<int:pk>/transfer/", varying.Novate.as_view(), name="novate"),
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
