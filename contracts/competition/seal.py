"""The seal: the one place that reads what quotes say.

Before the quotes are opened, a supplier's own people read their own quote, and nobody else any.
"""

from django.db.models import QuerySet

from contracts.models import Competition, CompetitionInvitation, Quote, QuoteContent
from mdps.core.models import PrivateFile, User
from mdps.core.permissions import Forbidden


def standing_quotes(competition: Competition) -> QuerySet[Quote]:
    """The envelopes of the quotes that count: not replaced, not withdrawn. By supplier's name."""
    return (
        Quote.objects.filter(
            invitation__competition=competition, replaced_by=None, is_withdrawal=False
        )
        .select_related("invitation__supplier", "invitation__competition")
        .order_by("invitation__supplier__name", "pk")
    )


def standing_quote(invitation: CompetitionInvitation) -> Quote | None:
    """The latest envelope of a supplier, a withdrawal too; None where it has given none."""
    return invitation.quotes.filter(replaced_by=None).first()


def contents(competition: Competition) -> dict[int, QuoteContent]:
    """What the quotes that count say, by the id of the quote.

    Raises Forbidden while they are sealed.
    """
    if competition.opened_at is None:
        raise Forbidden(f"The quotes of {competition.reference} are sealed until they are opened.")
    found = QuoteContent.objects.filter(quote__in=standing_quotes(competition))
    return {each.quote_id: each for each in found.select_related("document")}


def sealed_documents() -> QuerySet[PrivateFile]:
    """The papers of quotes that are not opened: nobody is given them before."""
    sealed = QuoteContent.objects.exclude(QuoteContent.OPENED)
    return PrivateFile.objects.filter(pk__in=sealed.values("document"))


def own_content(invitation: CompetitionInvitation, user: User) -> QuoteContent | None:
    """What the quote of the supplier says, to its own people only; None where there is none.

    Raises Forbidden for everybody else.
    """
    if not invitation.supplier.accounts.filter(user=user).exists():
        raise Forbidden("Only its own supplier reads a quote before it is opened.")
    return QuoteContent.objects.filter(
        quote__invitation=invitation, quote__replaced_by=None
    ).first()


def put(quote: Quote, **said: object) -> QuoteContent:
    """Put what a quote says under the seal."""
    return QuoteContent.objects.create(quote=quote, **said)
