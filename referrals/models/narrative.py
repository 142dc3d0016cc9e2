"""What a request says about a child, and on what footing the support rests.

Shown only with Permission.NARRATIVE_READ, never mailed, logged or audited. A draft may leave
everything empty; what must be said before it is submitted is in referrals.submit_rules.
"""

from django.db import models

from mdps.core.cases.fields import EncryptedTextField
from mdps.core.one_of import OneOfField
from referrals.models.request import SupportRequest


class Narrative(models.Model):
    """The words of one request. None of them holds a name."""

    class Consent(models.TextChoices):
        GIVEN = "given", "Given"
        COURT = "court", "Not needed: the court directed it"
        REFUSED = "refused", "Refused"
        NOT_ASKED = "not_asked", "Not asked yet"

    class Advocacy(models.TextChoices):
        ACCEPTED = "accepted", "Offered and accepted"
        REFUSED = "refused", "Offered and refused"
        TOO_YOUNG = "too_young", "Not offered: too young to be represented"
        NOT_OFFERED = "not_offered", "Not offered yet"

    request = models.OneToOneField(
        SupportRequest, models.PROTECT, primary_key=True, related_name="narrative"
    )
    need = EncryptedTextField(case="request", blank=True)
    question = EncryptedTextField(case="request", blank=True, help_text="What the work must answer")
    tried = EncryptedTextField(case="request", blank=True, help_text="What was tried before")
    why_not_in_house = EncryptedTextField(case="request", blank=True, help_text="Nor by CAMHS")
    wishes = EncryptedTextField(
        case="request", blank=True, help_text="The child's wishes and feelings"
    )
    wishes_not_sought = EncryptedTextField(
        case="request", blank=True, help_text="Why they were not sought"
    )
    responsibility = EncryptedTextField(
        case="request", blank=True, help_text="Who holds parental responsibility"
    )
    consent = OneOfField(max_length=10, choices=Consent.choices, blank=True)
    consent_by = EncryptedTextField(case="request", blank=True, help_text="Who gave or refused it")
    advocacy = OneOfField(max_length=12, choices=Advocacy.choices, blank=True)
    outcome = EncryptedTextField(
        case="request", blank=True, help_text="What should be different afterwards"
    )
    measure = EncryptedTextField(case="request", blank=True, help_text="How that will be measured")
    supplier_reason = EncryptedTextField(
        case="request", blank=True, help_text="Why this supplier is preferred"
    )
    again_reason = EncryptedTextField(
        case="request", blank=True, help_text="Why it is asked for again"
    )

    def __str__(self) -> str:
        return f"What {self.request_id} says"
