"""Pages of referrals."""

from django.urls import path

from referrals.record_page import RequestPage

app_name = "referrals"
urlpatterns = [
    path("<int:pk>/", RequestPage.as_view(), name="detail"),
]
