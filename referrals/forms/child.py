"""Who a request is for, on what basis, and what is said about the child."""

from django import forms

from lots.models import RequestCategory
from mdps.core.forms import DayField, PageForm
from referrals.draft_rules import REQUIRED
from referrals.forms.base import (
    AnswersForm,
    CategoryField,
    case_reference_field,
    choice_field,
    words_field,
)
from referrals.models import Narrative, SupportRequest


class StartForm(PageForm):
    """Who the request is for, what kind of support, and by when."""

    case_reference = case_reference_field()
    year_of_birth = forms.IntegerField(
        label="What year was the child born?",
        help_text="The child of the case, also where the support is for a parent. "
        "Before birth, the year it is expected.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": REQUIRED["year_of_birth"],
            "invalid": "Enter the year with four digits, like 2015",
        },
    )
    subject = choice_field(
        "Who is the support for?", SupportRequest.Subject.choices, REQUIRED["subject"]
    )
    category = CategoryField(
        label="What kind of support is it?",
        queryset=RequestCategory.objects.all(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of support"},
    )
    needed_by = DayField(
        label="When is it needed by?",
        help_text="For example, 27 3 2027",
        missing="Enter the day by which the support is needed",
    )


class AboutForm(AnswersForm, StartForm):
    """The first page, once the draft exists."""


class BasisForm(AnswersForm):
    """The section of the Children Act 1989 that the request rests on, and the child's status."""

    legal_basis = choice_field(
        "Which section of the Children Act 1989?",
        SupportRequest.LegalBasis.choices,
        REQUIRED["legal_basis"],
    )
    legal_status = choice_field(
        "What is the child's legal status?",
        SupportRequest.LegalStatus.choices,
        REQUIRED["legal_status"],
    )


class NeedForm(AnswersForm):
    need = words_field("What is needed, and why?", REQUIRED["need"])
    question = words_field(
        "What question must be answered?",
        REQUIRED["question"],
        hint="What the assessment, test or support must tell you or change.",
    )


class TriedForm(AnswersForm):
    tried = words_field(
        "What was tried before?",
        REQUIRED["tried"],
        hint="Also what came of it, and what happens without this support.",
    )
    why_not_in_house = words_field(
        "Why can this not be done in-house or by CAMHS?",
        REQUIRED["why_not_in_house"],
        hint="Whom you asked, and what they said.",
    )


class WishesForm(AnswersForm):
    """One of the two is enough (Children Act 1989, sections 17(4A), 20(6), 22(4) and 47(5A))."""

    wishes = words_field(
        "What are the child's wishes and feelings about this?",
        hint="As they said them, given their age and understanding.",
    )
    wishes_not_sought = words_field(
        "If they were not sought, why not?", hint="Leave this empty if you asked the child."
    )


class ConsentForm(AnswersForm):
    responsibility = words_field(
        "Who holds parental responsibility?",
        REQUIRED["responsibility"],
        hint="By relationship, like mother and local authority.",
    )
    consent = choice_field(
        "Has consent been given?", Narrative.Consent.choices, REQUIRED["consent"]
    )
    consent_by = words_field(
        "Who gave or refused it?", hint="By relationship, like mother, or the young person."
    )
    advocacy = choice_field(
        "Has the child been offered an advocate?",
        Narrative.Advocacy.choices,
        REQUIRED["advocacy"],
    )


class OutcomeForm(AnswersForm):
    outcome = words_field("What should be different afterwards?", REQUIRED["outcome"])
    measure = words_field(
        "How will that be measured?",
        REQUIRED["measure"],
        hint="How you and the panel will know that it worked.",
    )


class AgainForm(AnswersForm):
    again_reason = words_field(
        "Why is it needed again?",
        "Enter why it is needed again",
        hint="What has changed since. Shown to your manager and the panel.",
    )


class DatesForm(AnswersForm):
    needed_from = DayField(
        label="When should it start?",
        help_text="For example, 27 3 2027",
        missing=REQUIRED["needed_from"],
    )
    needed_by = DayField(
        label="When is it needed by?",
        help_text="The day by which the report is there, or the support has begun to work.",
        missing="Enter the day by which the support is needed",
    )
