"""The pages of signing in. Some have a second name, by which django-allauth knows them."""

from django.urls import path

from mdps.core.signing_in.draft_key import DraftKey
from mdps.core.signing_in.factor_pages import (
    AddApp,
    AddPasskey,
    CodesFile,
    NewCodes,
    RecoveryCodes,
    RemoveFactor,
    SecondFactor,
)
from mdps.core.signing_in.reset_factors import ResetFactors
from mdps.core.signing_in.reset_pages import ForgotPassword, LinkSent, NewPassword
from mdps.core.signing_in.session_limits import SessionLeft
from mdps.core.signing_in.session_pages import EndSession, MySessions
from mdps.core.signing_in.sign_in import SignIn, SignInToDemonstration
from mdps.core.signing_in.sign_out import SignOut
from mdps.core.signing_in.single_sign_on import SignedOn, SignOn
from mdps.core.signing_in.steps import ConfirmItIsYou, SecondStep

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-in/<str:username>/", SignInToDemonstration.as_view(), name="sign-in-demo"),
    path("single-sign-on/<str:provider_id>/", SignOn.as_view(), name="openid_connect_login"),
    path(
        "single-sign-on/<str:provider_id>/back/",
        SignedOn.as_view(),
        name="openid_connect_callback",
    ),
    path("second-step/", SecondStep.as_view(), name="mfa_authenticate"),
    path("confirm-it-is-you/", ConfirmItIsYou.as_view(), name="confirm-it-is-you"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
    path("new-password/", ForgotPassword.as_view(), name="forgot-password"),
    path("new-password/sent/", LinkSent.as_view(), name="password-link-sent"),
    path("new-password/<str:whose>/<str:token>/", NewPassword.as_view(), name="new-password"),
    path("my-account/sessions/", MySessions.as_view(), name="my-sessions"),
    path("my-account/sessions/<int:pk>/end/", EndSession.as_view(), name="end-session"),
    path("session/", SessionLeft.as_view(), name="session"),
    path("session/draft-key/", DraftKey.as_view(), name="draft-key"),
    path("my-account/second-step/", SecondFactor.as_view(), name="second-factor"),
    path("my-account/second-step/app/", AddApp.as_view(), name="add-app"),
    path("my-account/second-step/passkey/", AddPasskey.as_view(), name="add-passkey"),
    path("my-account/second-step/<int:pk>/remove/", RemoveFactor.as_view(), name="remove-factor"),
    path("my-account/second-step/codes/", RecoveryCodes.as_view(), name="recovery-codes"),
    path("my-account/second-step/codes/file/", CodesFile.as_view(), name="recovery-codes-file"),
    path("my-account/second-step/codes/new/", NewCodes.as_view(), name="new-recovery-codes"),
    path("accounts/<int:pk>/second-step/", ResetFactors.as_view(), name="reset-factors"),
]
