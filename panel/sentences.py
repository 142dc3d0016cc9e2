"""What the panel's audit lines say on a timeline."""

from mdps.core import timeline

timeline.says(
    {
        "panelmeeting.planned": "Planned",
        "panelmeeting.changed": "Changed: {changed}",
        "panelmeeting.open": "Opened",
        "panelmeeting.closed": "Closed",
        "panelmeeting.cancelled": "Cancelled",
        "panelmeeting.chaired": "{chair} took the chair",
        "panelmeeting.reopened": "Item {item}, {request}, reopened to correct it",
        "agendaitem.waiting": "{subject} waits",
        "agendaitem.open": "{subject} opened",
        "agendaitem.closed": "{subject} closed",
        "agendaitem.not_reached": "{subject} not reached",
        "attendance.present": "{name} present",
        "attendance.apologies": "Apologies of {name}",
        "attendance.left": "{name} left",
        "panel.seated": "{subject} speaks for {area}{deputy}",
        "conflict.declared": "{name} declared an interest in {request}",
        "view.given": "View given on {request}",
        "view.voided": "The request was changed, so the views of it are void",
        "decision.entered": "Entered for {request}, {service}: {outcome}",
        "agenda.added": "{request} put on the agenda as item {position}",
        "agenda.moved": "{request} moved to item {position}",
        "agenda.taken_off": "{request} taken off the agenda",
        "panel.approve": "The panel approved {amount} for {service}",
        "panel.approve_in_part": "The panel approved {amount} in part for {service}",
        "panel.defer": "The panel deferred {service} to a later meeting",
        "panel.decline": "The panel declined {service}",
    }
)
