"""Pages of keeping."""

from django.urls import path

from keeping.pages import access, disposals

app_name = "keeping"
urlpatterns = [
    path("", disposals.Due.as_view(), name="due"),
    path("propose/", disposals.Propose.as_view(), name="propose"),
    path("hold/", disposals.PlaceHold.as_view(), name="hold"),
    path("holds/<int:pk>/lift/", disposals.LiftHold.as_view(), name="lift"),
    path("<int:pk>/", disposals.DisposalPage.as_view(), name="disposal"),
    path("<int:pk>/approve/", disposals.Approve.as_view(), name="approve"),
    path("<int:pk>/refuse/", disposals.Refuse.as_view(), name="refuse"),
    path("subject-access/", access.SubjectAccess.as_view(), name="subject-access"),
]
