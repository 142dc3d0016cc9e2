"""Pages that belong to no app."""

from django.urls import path

from mdps.core import about, health
from mdps.core.account_pages import AccountPage, AddAccount, ChangeAccount, GivePassword
from mdps.core.accounts_page import AccountList, CloseAccount, EndSessions, OpenAccount
from mdps.core.audit_event_page import AuditEventPage
from mdps.core.audit_page import AuditPage
from mdps.core.home import Home
from mdps.core.my_account import MyAccount, MyNotices, SignOutElsewhere
from mdps.core.notices_page import Notices, OpenNotice
from mdps.core.papers_page import PaperFile, PaperPage
from mdps.core.personal.page import PersonalDataPage
from mdps.core.saved_filters_page import DeleteFilter, SaveFilter
from mdps.core.signing_in import urls as signing_in

urlpatterns = [
    path("", Home.as_view(), name="home"),
    *signing_in.urlpatterns,
    path("my-account/", MyAccount.as_view(), name="my-account"),
    path("my-account/sign-out/", SignOutElsewhere.as_view(), name="sign-out-elsewhere"),
    path("my-account/notices/", MyNotices.as_view(), name="my-notices"),
    path("notices/", Notices.as_view(), name="notices"),
    path("notices/<int:pk>/", OpenNotice.as_view(), name="open-notice"),
    path("filters/save/", SaveFilter.as_view(), name="save-filter"),
    path("filters/<int:pk>/delete/", DeleteFilter.as_view(), name="delete-filter"),
    path("papers/<int:pk>/", PaperPage.as_view(), name="paper"),
    path("papers/<int:pk>/pdf/", PaperFile.as_view(), name="paper-file"),
    path("audit/", AuditPage.as_view(), name="audit"),
    path("audit/<int:pk>/", AuditEventPage.as_view(), name="audit-event"),
    path("personal-data/", PersonalDataPage.as_view(), name="personal-data"),
    path("accounts/", AccountList.as_view(), name="accounts"),
    path("accounts/new/", AddAccount.as_view(), name="add-account"),
    path("accounts/<int:pk>/", AccountPage.as_view(), name="account"),
    path("accounts/<int:pk>/change/", ChangeAccount.as_view(), name="change-account"),
    path("accounts/<int:pk>/password/", GivePassword.as_view(), name="give-password"),
    path("accounts/<int:pk>/close/", CloseAccount.as_view(), name="close-account"),
    path("accounts/<int:pk>/sign-out/", EndSessions.as_view(), name="end-sessions"),
    path("accounts/<int:pk>/open/", OpenAccount.as_view(), name="open-account"),
    *about.urlpatterns,
    *health.urlpatterns,
]
