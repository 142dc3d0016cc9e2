"""What the audit trail of lots says to a person."""

from mdps.core import timeline

timeline.says(
    {
        "lot.rule_set": "{opening} from {since:day}",
        "lot.version_set": "Version {number} of the {what} in force from {since:day}",
        "lot.version_drafted": "Draft of the {what} saved",
        "lot.version_discarded": "Draft of the {what} thrown away",
        "scheme.extended": "The term is extended to {until:day}",
        "round.planned": "Planned for {lots}, from {opens} to {closes}",
        "round.changed": "Changed: {lots}, from {opens} to {closes}",
        "round.cancelled": "Cancelled for {lots}",
    }
)
