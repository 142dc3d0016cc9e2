"""What is asked of each kind of evidence: which facts, whether it expires, and in which words.

A form shows the fields of its kind in this order, and the rules demand those that are needed.
"""

from dataclasses import dataclass
from types import MappingProxyType

from suppliers.models import Evidence

Kind = Evidence.Kind

DATES = ("valid_from", "expires_on")


@dataclass(frozen=True)
class Asked:
    """`needed` facts are refused when empty, `also` may be given; `number` is what it is called."""

    number: str = ""
    needed: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    expires: bool = True
    holder: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Every fact that the form asks for, in order."""
        numbered = ("number",) if self.number else ()
        return (*numbered, *self.needed, *self.also)


def _policy(**options: object) -> Asked:
    return Asked(needed=("valid_from",), expires=False, **options)  # type: ignore[arg-type]


_INSURANCE = Asked("Policy number", ("amount", *DATES))

ASKED = MappingProxyType(
    {
        Kind.DBS: Asked(
            "Certificate number",
            ("holder", "level", "checker", *DATES),
            ("update_service_on",),
            holder="Practitioner",
        ),
        Kind.REGISTRATION: Asked(
            "Registration number", ("body", "holder", *DATES), holder="Practitioner"
        ),
        Kind.PUBLIC_LIABILITY: _INSURANCE,
        Kind.EMPLOYERS_LIABILITY: _INSURANCE,
        Kind.INDEMNITY: _INSURANCE,
        Kind.UKAS: Asked("Accreditation number", ("scope", *DATES)),
        Kind.ICO: Asked("Registration number", DATES),
        Kind.SAFEGUARDING: Asked(
            needed=("holder", "valid_from"), expires=False, holder="Safeguarding lead"
        ),
        Kind.COMPLAINTS: _policy(),
        Kind.EQUALITY: _policy(),
        Kind.MODERN_SLAVERY: _policy(),
        Kind.REFERENCE: Asked(needed=("holder", "valid_from"), expires=False, holder="Referee"),
        Kind.CV: Asked(needed=("holder", "valid_from"), expires=False, holder="Practitioner"),
        Kind.SAMPLE_REPORT: _policy(),
        Kind.SOCIAL_VALUE: _policy(also=("scope",)),
    }
)
LABELS = MappingProxyType(
    {
        "level": "Level of the check",
        "checker": "Who asked for the check",
        "body": "Register",
        "amount": "What it covers, in pounds",
        "scope": "Scope, as the schedule says",
        "valid_from": "Date of the document",
        "expires_on": "Last valid day",
        "update_service_on": "Date of the update service check",
    }
)


def label(kind: str, field: str) -> str:
    """What `field` is called on evidence of `kind`."""
    asked = ASKED[Kind(kind)]
    return {"number": asked.number, "holder": asked.holder}.get(field) or LABELS[field]
