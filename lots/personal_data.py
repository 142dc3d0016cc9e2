"""The scheme and its lots know nothing of people, for the register of personal data."""

from mdps.core import personal
from mdps.core.personal import FIGURES, Nothing

PUBLISHED = Nothing("Published with the scheme")

personal.declare(
    "lots",
    {
        "AdmissionRound": {FIGURES: "title opens_at closes_at cancelled_at"},
        "Clause": {FIGURES: "number heading", PUBLISHED: "text"},
        "Lot": {FIGURES: "number name", PUBLISHED: "description"},
        "LotInRound": {FIGURES: "window"},
        "LotRule": {FIGURES: "opening effective_from recorded_at", PUBLISHED: "reason"},
        "LotVersion": {
            FIGURES: "kind number effective_from transition_until put_in_force_at",
            PUBLISHED: "reason",
        },
        "RequestCategory": {FIGURES: "name short_name position"},
        "Scheme": {
            FIGURES: (
                "name operational_from initial_term_ends extension_ends statutory_end cap "
                "cabinet_threshold planned_per_year committed"
            )
        },
        "SelectionCriterion": {
            FIGURES: "number text most_points least_points",
            PUBLISHED: "guidance",
        },
        "Service": {FIGURES: "name unit"},
        "VersionDraft": {FIGURES: "kind changed_at", PUBLISHED: "rows"},
    },
)
