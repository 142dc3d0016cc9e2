"""What the audit actions of reporting mean, in words."""

from mdps.core import timeline

timeline.says(
    {
        "report.requested": "Asked for, {period}",
        "report.running": "Making it began, attempt {attempt}",
        "report.gathered": "Figures read from {source}",
        "report.queued": "Waiting to be made again",
        "report.draft": "A draft",
        "report.commented": "Commentary written, {characters} characters",
        "report.reviewed": "Reviewed",
        "report.signed_off": "Signed off",
        "report.cancelled": "Stopped",
        "report.failed": "Could not be made",
        "report.published": "Published",
        "report.superseded": "Superseded by a later version",
        "monitoring.opened": "Round opened for {period}: {suppliers}",
        "monitoring.added": "{supplier} is asked too",
        "monitoringreturn.answered": "{part} saved",
        "monitoringreturn.submitted": "Submitted",
        "monitoringreturn.returned": "Sent back with questions",
        "monitoringreturn.accepted": "Accepted",
        "monitoring.rated": "Rated {grade}",
        "monitoring.action_set": "Action {task} set for {owner}, due {due}",
        "monitoring.action_given": "Action {task} given to {owner}",
        "monitoring.action_done": "Action {task} done",
        "package.rated": "Rated by its social worker",
        "panel_history.imported": "Panel history imported: {lines} lines",
    }
)
