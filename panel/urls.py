"""Pages of the panel."""

from django.urls import path

from panel.pages.agenda import ArrangeAgenda, BuildAgenda
from panel.pages.approvals import EndorseDecision, ExtendApproval, SendBackDecision, TickCondition
from panel.pages.attendance import Attend
from panel.pages.budgets import (
    BudgetLines,
    BudgetPage,
    Budgets,
)
from panel.pages.calendar import Calendar, Feed, MeetingFile, Subscription
from panel.pages.chairing import CloseMeeting, OpenMeeting, TakeChair
from panel.pages.changing import CancelMeeting, ChangeMeeting
from panel.pages.correcting import CorrectMinutes
from panel.pages.desk import Desk, MeetingDesk
from panel.pages.item_acts import CloseItem, DeclareInterest, GiveView, OpenItem, ReopenItem
from panel.pages.keeping_budgets import ChangeBudget, EndCustody, NameCustodian, SetBudget
from panel.pages.live import LiveItems
from panel.pages.meetings import Meeting, Meetings, PlanMeeting
from panel.pages.members import Members, Seat
from panel.pages.reviews import ReviewPackage
from panel.pages.rules import SetRules
from panel.pages.sheet import DecisionSheet
from panel.pages.urgent import DecideUrgently

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
    path("<int:pk>/minutes/correct/", CorrectMinutes.as_view(), name="correct-minutes"),
    path("calendar/", Calendar.as_view(), name="calendar"),
    path("calendar/subscription/", Subscription.as_view(), name="subscription"),
    path("calendar/<str:token>.ics", Feed.as_view(), name="feed"),
    path("<int:pk>/calendar.ics", MeetingFile.as_view(), name="meeting-file"),
    path("<int:pk>/desk/", MeetingDesk.as_view(), name="desk"),
    path("<int:pk>/attendance/", Attend.as_view(), name="attendance"),
    path("<int:pk>/chair/", TakeChair.as_view(), name="take-chair"),
    path("items/<int:pk>/", Desk.as_view(), name="item"),
    path("items/<int:pk>/open/", OpenItem.as_view(), name="open-item"),
    path("items/<int:pk>/close/", CloseItem.as_view(), name="close-item"),
    path("items/<int:pk>/reopen/", ReopenItem.as_view(), name="reopen-item"),
    path("items/<int:pk>/view/", GiveView.as_view(), name="give-view"),
    path("items/<int:pk>/interest/", DeclareInterest.as_view(), name="declare"),
    path("items/<int:pk>/live/", LiveItems.as_view(), name="live"),
    path("members/", Members.as_view(), name="members"),
    path("members/<int:pk>/", Seat.as_view(), name="seat"),
    path("members/rules/", SetRules.as_view(), name="rules"),
    path("lines/<int:pk>/urgent/", DecideUrgently.as_view(), name="urgent"),
    path("lines/<int:pk>/extend/", ExtendApproval.as_view(), name="extend"),
    path("decisions/<int:pk>/endorse/", EndorseDecision.as_view(), name="endorse"),
    path("decisions/<int:pk>/send-back/", SendBackDecision.as_view(), name="send-back"),
    path("conditions/<int:pk>/met/", TickCondition.as_view(), name="condition"),
    path("packages/<int:pk>/", ReviewPackage.as_view(), name="review"),
    path("budgets/", Budgets.as_view(), name="budgets"),
    path("budgets/set/", SetBudget.as_view(), name="set-budget"),
    path("budgets/<int:pk>/", BudgetPage.as_view(), name="budget"),
    path("budgets/<int:pk>/lines/", BudgetLines.as_view(), name="budget-lines"),
    path("budgets/<int:pk>/change/", ChangeBudget.as_view(), name="change-budget"),
    path("budgets/<int:pk>/custodian/", NameCustodian.as_view(), name="custodian"),
    path("budgets/custodians/<int:pk>/end/", EndCustody.as_view(), name="end-custody"),
]
