"""The page of an import: a file is chosen, tried and shown row by row, then imported as it was."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from mdps.core import clock
from mdps.core.forms import PageForm
from mdps.core.imports.rows import Fate, Outcome, run
from mdps.core.imports.sheets import Column, Line, as_rows, of_rows, read
from mdps.core.lists.export import lines_as_csv
from mdps.core.pages import ActionPage
from mdps.core.rules import Refusal, Refused
from mdps.core.ui import Cell, Heading, Link, Table, Tag
from mdps.core.uploads import TABLES, UploadField
from mdps.core.words import count

SALT = "mdps.core.imports"
SHOWN = 200
MOST_CARRIED = 2 * 1024 * 1024  # characters; Django takes a form of 2.5 MB
COLOURS = {Outcome.NEW: "green", Outcome.KNOWN: "grey", Outcome.REFUSED: "red"}


class FileForm(PageForm):
    """Which file."""

    submit = "Check the file"

    file = UploadField(
        label="File",
        help_text="CSV or Excel (.xlsx), its headings in the first line.",
        accept=TABLES,
        error_messages={"required": "Choose a file"},
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
    )


class CheckedForm(PageForm):
    """The rows that were checked, signed, so that these and no others are imported."""

    submit = "Import the rows"

    checked = forms.CharField(widget=forms.HiddenInput)

    def clean_checked(self) -> list[Line]:
        try:
            return of_rows(signing.loads(self.cleaned_data["checked"], salt=SALT, max_age=86_400))
        except signing.BadSignature as error:
            raise forms.ValidationError(
                "Choose the file again: it was checked too long ago"
            ) from error


class ImportPage(ActionPage):
    """A subclass gives `permission`, `columns` and `done_url()`, and does a row with `row()`.

    `headings` name the column of a field that a refusal of the act is about.
    """

    form_class: type[PageForm] = FileForm
    template_name = "pages/import.html"
    columns: Sequence[Column] = ()
    headings: Mapping[str, str] = MappingProxyType({})
    title = ""
    lead = ""

    def row(self, line: Line) -> str:
        """Do one row by the real action, and say what it made. Raises Refused or Known."""
        raise NotImplementedError

    def done_url(self) -> str:
        """Where an import leads."""
        raise NotImplementedError

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "lead": self.lead,
            "columns": Table(
                headings=[Heading("Heading"), Heading("Example"), Heading("Needed")],
                rows=[
                    [Cell(each.heading), Cell(each.example), Cell("Yes" if each.required else "No")]
                    for each in self.columns
                ],
                caption="What the file holds",
            ),
            "headings_file": Link("Download a file with the headings", "?as=csv"),
            "back": Link("Back", self.done_url()),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or a file with nothing but the headings, to be filled in."""
        if request.GET.get("as") == "csv":
            columns = [each.heading for each in self.columns]
            return lines_as_csv(columns, [], name=slugify(self.title))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "checked" in request.POST:
            self.form_class = CheckedForm
            return super().post(request, *args, **kwargs)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form=form)
        try:
            lines = read(form.cleaned_data["file"].read(), self.columns)
            carried = _carried(lines)
        except Refused as refused:
            return self.show(form=form, refusals=self._place(refused, form))
        fates = run(lines, self.row, headings=self.headings, keep=False)
        return self.checked(carried, fates)

    def checked(self, carried: str, fates: list[Fate]) -> HttpResponse:
        """The dry run: what becomes of each row, and the button where all can be imported."""
        number = {each: sum(fate.outcome == each for fate in fates) for each in Outcome}
        shown = {
            "fates": fate_table(fates),
            "summary": ", ".join(
                f"{each.value.lower()}: {number[each]}" for each in Outcome if number[each]
            ),
        }
        if number[Outcome.REFUSED]:
            return self.show(
                form=FileForm(),
                warning=f"Nothing was imported. Mend "
                f"{count(number[Outcome.REFUSED], 'row')}, then check the file again.",
                **shown,
            )
        submit = f"Import {count(number[Outcome.NEW], 'row')}"
        return self.show(form=CheckedForm(initial={"checked": carried}), submit=submit, **shown)

    def act(self, form: Any) -> str:
        fates = run(form.cleaned_data["checked"], self.row, headings=self.headings, keep=True)
        new = sum(each.outcome == Outcome.NEW for each in fates)
        self.say(f"{count(new, 'row')} imported, {len(fates) - new} were there already.")
        return self.done_url()

    @property
    def who_and_when(self) -> dict[str, Any]:
        return {"by": self.user, "on": clock.today()}


def _carried(lines: list[Line]) -> str:
    """The lines, signed, as the page carries them. Raises Refused for too much text."""
    carried = signing.dumps(as_rows(lines), salt=SALT, compress=True)
    if len(carried) > MOST_CARRIED:
        message = (
            "The file holds more text than can be imported at once. Split it, or take out the "
            "columns that are not needed."
        )
        raise Refused([Refusal("too-much-text", message, field="file")])
    return carried


def fate_table(fates: Sequence[Fate]) -> Table:
    """The rows that are refused first; of many the first ones."""
    order = sorted(fates, key=lambda each: (each.outcome != Outcome.REFUSED, each.number))
    more = f", the first {SHOWN} of {len(fates):,}" if len(fates) > SHOWN else ""
    return Table(
        headings=[Heading("In the file"), Heading("Becomes"), Heading("What, or why not")],
        rows=[
            [
                Cell(f"Row {each.number}"),
                Cell("", tag=Tag(each.outcome.value, COLOURS[each.outcome])),
                Cell(" ".join(each.words)),
            ]
            for each in order[:SHOWN]
        ],
        caption=f"What becomes of each row{more}",
    )
