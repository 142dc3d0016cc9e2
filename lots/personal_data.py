"""The scheme and its lots know nothing of people."""

from mdps.core import personal

personal.nothing_personal(
    {
        "lots.AdmissionRound": "title opens_at closes_at cancelled_at",
        "lots.Clause": "number heading text",
        "lots.Lot": "number name description",
        "lots.LotInRound": "window",
        "lots.LotRule": "opening effective_from reason recorded_at",
        "lots.LotVersion": ("kind number effective_from transition_until reason put_in_force_at"),
        "lots.RequestCategory": "name short_name position",
        "lots.Scheme": (
            "name operational_from initial_term_ends extension_ends statutory_end cap "
            "cabinet_threshold planned_per_year committed"
        ),
        "lots.SelectionCriterion": "number text guidance most_points least_points",
        "lots.Service": "name unit",
        "lots.VersionDraft": "kind rows changed_at",
    }
)
