"""What waits for whoever keeps the cases: disposals to decide."""

from collections.abc import Iterator

from django.urls import reverse

from keeping.models import Disposal
from mdps.core.models import User
from mdps.core.permissions import Permission
from mdps.core.worklist import Task, Waiting, source


@source(Permission.DISPOSAL_APPROVE)
def disposals_to_decide(user: User) -> Iterator[Waiting]:
    """Disposals that somebody else proposed."""
    proposed = Disposal.objects.filter(state=Disposal.State.PROPOSED).exclude(proposed_by=user)

    def tasks(each: Disposal) -> Iterator[Task]:
        yield Task(
            title=f"Decide the disposal {each.reference}",
            url=each.get_absolute_url(),
            why=each.basis.capitalize(),
            since=each.proposed_on,
            group="Disposals to decide",
            all_url=reverse("keeping:due"),
        )

    yield Waiting(proposed.order_by("proposed_on", "id"), tasks)
