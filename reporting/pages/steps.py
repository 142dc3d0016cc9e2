"""The steps of a report to its publication: commentary, review, sign-off, publish."""

from typing import Any

from mdps.core import clock
from mdps.core.permissions import Permission
from mdps.core.signing_in.again import AsksAgain
from mdps.core.ui import Cell, Row
from reporting.comment import comment, commentary_on
from reporting.forms import CommentaryForm, PublishForm, ReviewForm, SendBackForm, SignOffForm
from reporting.kinds import document_of
from reporting.models import Report
from reporting.pages.acts import ReportAct
from reporting.publish import publish
from reporting.review import review, send_back
from reporting.sign_off import sign_off
from reporting.versions import made


class Step(ReportAct):
    """A step of one version, with its figures before the eyes of who takes it."""

    title = ""
    consequences: tuple[str, ...] = ()

    def content(self) -> dict[str, Any]:
        report = self.record
        return {
            "title": self.title,
            "caption": report.reference,
            "lead": f"{report.title}, version {report.version}.",
            "figures": _key_figures(report),
            "consequences": self.consequences,
            "cancel": self.cancel,
        }


class WriteCommentary(Step):
    form_class = CommentaryForm
    title = "Commentary on this report"
    consequences = (
        "The figures and the PDF of the report stay as they are.",
        "When the report is signed off, the commentary becomes a PDF of its own.",
        "Whoever writes commentary does not sign off the report.",
    )

    def form_options(self) -> dict[str, Any]:
        said = commentary_on(self.record)
        return {"initial": {"text": said.text}} if said else {}

    def act(self, form: CommentaryForm) -> str:
        comment(self.record, text=form.cleaned_data["text"], by=self.user, on=clock.today())
        self.say("The commentary is saved")
        return self.record.get_absolute_url()


class ReviewReport(Step):
    permission = Permission.REPORT_REVIEW
    form_class = ReviewForm
    title = "Mark this report as reviewed"
    consequences = (
        "You say that you have read the figures and the commentary.",
        "The commentary cannot be changed unless the report is sent back.",
        "Those who sign off reports see that it waits for them.",
    )

    def act(self, form: ReviewForm) -> str:
        review(self.record, by=self.user, on=clock.today())
        self.say("The report is reviewed")
        return self.record.get_absolute_url()


class SendBackReport(Step):
    permission = Permission.REPORT_SIGN_OFF
    form_class = SendBackForm
    title = "Send this report back"
    consequences = (
        "It is a draft again, and its author is told.",
        "Figures do not change: where they are wrong, make a new version.",
    )

    def act(self, form: SendBackForm) -> str:
        send_back(self.record, why=form.cleaned_data["why"], by=self.user, on=clock.today())
        self.say("The report is sent back")
        return self.record.get_absolute_url()


class SignOffReport(AsksAgain, Step):
    permission = Permission.REPORT_SIGN_OFF
    form_class = SignOffForm
    title = "Sign off this report"
    consequences = (
        "You answer for what it says.",
        "The commentary is frozen as a PDF.",
        "The report can then be published.",
    )

    def act(self, form: SignOffForm) -> str:
        sign_off(self.record, by=self.user, on=clock.today())
        self.say("The report is signed off")
        return self.record.get_absolute_url()


class PublishReport(Step):
    form_class = PublishForm
    title = "Publish this report"

    def content(self) -> dict[str, Any]:
        return super().content() | {
            "consequences": [
                "Leadership, finance and the auditors are told, and team managers can read it.",
                *(
                    f"Version {earlier.version} is superseded."
                    for earlier in made(self.record).defer("figures").order_by("version")
                    if earlier.pk != self.record.pk and earlier.state != Report.State.SUPERSEDED
                ),
            ],
            "warning": "A published report cannot be taken back. A correction is a new version.",
        }

    def act(self, form: PublishForm) -> str:
        publish(self.record, by=self.user, on=clock.today())
        self.say(f"{self.record.get_kind_display()} for {self.record.period.words} is published")
        return self.record.get_absolute_url()


def _key_figures(report: Report) -> list[Row]:
    if not report.is_made:
        return []
    return [
        Row(figure.label, Cell(figure.value, hint=figure.note, numeric=True))
        for figure in document_of(report, report.figures or {}).key_figures
    ]
