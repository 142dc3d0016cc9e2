"""What the panel's audit lines say on a timeline."""

from mdps.core import timeline

timeline.says(
    {
        "panelmeeting.planned": "Planned",
        "panelmeeting.changed": "Changed: {changed}",
        "panelmeeting.open": "Opened",
        "panelmeeting.closed": "Closed",
        "panelmeeting.cancelled": "Cancelled",
        "agenda.added": "{request} put on the agenda as item {position}",
        "agenda.moved": "{request} moved to item {position}",
        "agenda.taken_off": "{request} taken off the agenda",
        "panel.approve": "The panel approved {amount} for {service}",
        "panel.approve_in_part": "The panel approved {amount} in part for {service}",
        "panel.defer": "The panel deferred {service} to a later meeting",
        "panel.decline": "The panel declined {service}",
    }
)
