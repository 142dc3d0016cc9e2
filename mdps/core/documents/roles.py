"""Who may do what: the roles and their permissions as one table."""

from collections.abc import Iterator

from mdps.core.documents.markdown import capital, table
from mdps.core.permissions import Permission
from mdps.core.roles import ROLES


def pages() -> Iterator[tuple[str, str]]:
    """The one page of roles."""
    roles = list(ROLES.values())
    described = table(("Role", "What for"), ((role.name, role.description) for role in roles))
    rows = (
        (capital(may), ", ".join(role.name for role in roles if may in role.permissions))
        for may in Permission
    )
    yield (
        "roles.md",
        "# Roles\n\n"
        "A person may hold several roles and then may do what any of them allows. Beyond the role, "
        "a record decides: what a person may not see is not found, what they may see but not do is "
        "refused with the reason. Two-person rules hold whatever the roles.\n\n"
        f"{described}\n\n## Permissions\n\n{table(('May', 'Roles'), rows)}",
    )
