"""Pages of the panel."""

from django.urls import path

from panel.pages.agenda import ArrangeAgenda, BuildAgenda
from panel.pages.chairing import CloseMeeting, OpenMeeting
from panel.pages.changing import CancelMeeting, ChangeMeeting
from panel.pages.desk import Desk
from panel.pages.meetings import Meeting, Meetings, PlanMeeting
from panel.pages.sheet import DecisionSheet

app_name = "panel"
urlpatterns = [
    path("", Meetings.as_view(), name="list"),
    path("plan/", PlanMeeting.as_view(), name="plan"),
    path("<int:pk>/", Meeting.as_view(), name="detail"),
    path("<int:pk>/requests/", BuildAgenda.as_view(), name="build"),
    path("<int:pk>/arrange/", ArrangeAgenda.as_view(), name="arrange"),
    path("<int:pk>/change/", ChangeMeeting.as_view(), name="change"),
    path("<int:pk>/cancel/", CancelMeeting.as_view(), name="cancel"),
    path("<int:pk>/open/", OpenMeeting.as_view(), name="open"),
    path("<int:pk>/close/", CloseMeeting.as_view(), name="close"),
    path("<int:pk>/decisions/", DecisionSheet.as_view(), name="sheet"),
    path("items/<int:pk>/", Desk.as_view(), name="item"),
]
