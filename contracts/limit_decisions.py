"""Reading Cabinet's decisions on the cap and the threshold."""

import datetime as dt

from lots.models import Scheme


def limits_since(scheme: Scheme) -> dt.date:
    """Since when the present cap and threshold hold: the last decision, or the first day."""
    newest = scheme.limit_decisions.order_by("-recorded_on", "-id").first()
    return newest.recorded_on if newest else scheme.operational_from
