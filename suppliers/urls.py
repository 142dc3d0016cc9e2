"""Pages of suppliers."""

from django.urls import path

from suppliers.views import (
    access,
    applications,
    applying,
    assessing,
    changing,
    deciding,
    engaging,
    inviting,
    keeping,
    prices,
    register,
    supplier,
)

app_name = "suppliers"
urlpatterns = [
    path("", register.SupplierList.as_view(), name="list"),
    path("new/", register.RegisterPage.as_view(), name="register"),
    path("mine/", supplier.MyOrganisation.as_view(), name="mine"),
    path("<int:pk>/", supplier.SupplierPage.as_view(), name="detail"),
    path("<int:pk>/apply/", applying.ApplyPage.as_view(), name="apply"),
    path("<int:pk>/change/", changing.ChangePage.as_view(), name="change"),
    path("<int:pk>/give-access/", access.GiveAccessPage.as_view(), name="give-access"),
    path("access/<int:pk>/take/", access.TakeAccessPage.as_view(), name="take-access"),
    path("<int:pk>/price/", keeping.PricePage.as_view(), name="price"),
    path("<int:pk>/evidence/", keeping.EvidencePage.as_view(), name="evidence"),
    path("documents/<int:pk>/", keeping.DocumentPage.as_view(), name="document"),
    path("applications/", applications.ApplicationList.as_view(), name="applications"),
    path("applications/<int:pk>/", applications.ApplicationPage.as_view(), name="application"),
    path("applications/<int:pk>/start/", assessing.StartPage.as_view(), name="start"),
    path("applications/<int:pk>/assess/", assessing.AssessPage.as_view(), name="assess"),
    path("applications/<int:pk>/admit/", deciding.AdmitPage.as_view(), name="admit"),
    path("applications/<int:pk>/reject/", deciding.RejectPage.as_view(), name="reject"),
    path("applications/<int:pk>/withdraw/", applying.WithdrawPage.as_view(), name="withdraw"),
    path("admissions/<int:pk>/suspend/", deciding.SuspendPage.as_view(), name="suspend"),
    path("admissions/<int:pk>/reinstate/", deciding.ReinstatePage.as_view(), name="reinstate"),
    path("admissions/<int:pk>/remove/", deciding.RemovePage.as_view(), name="remove"),
    path("invitations/", inviting.Invitations.as_view(), name="invitations"),
    path("invitations/new/", inviting.InvitePage.as_view(), name="invite"),
    path("invitations/<int:pk>/", inviting.InvitationPage.as_view(), name="invitation"),
    path("events/", engaging.Events.as_view(), name="events"),
    path("events/new/", engaging.RecordEvent.as_view(), name="record-event"),
    path("events/<int:pk>/", engaging.EventPage.as_view(), name="event"),
    path("events/<int:pk>/change/", engaging.ChangeEvent.as_view(), name="change-event"),
    path("events/<int:pk>/guests/", engaging.Guests.as_view(), name="guests"),
    path("guests/<int:pk>/", engaging.GuestPage.as_view(), name="guest"),
    path("prices/", prices.PricesPage.as_view(), name="prices"),
    path("prices/<int:pk>/", prices.ComparisonPage.as_view(), name="comparison"),
]
