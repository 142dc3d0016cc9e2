"""Templates ask only for what the views give: a name that is missing is noted, not overlooked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.base import FilterExpression, Variable, VariableDoesNotExist

OURS = str(Path(settings.ROOT) / "templates")


@contextmanager
def noting() -> Iterator[set[str]]:
    """Yields the names that templates of ours asked for and did not get.

    A name in a condition or with `|default` may be missing; that is how templates ask whether.
    """
    missing: set[str] = set()
    resolve = FilterExpression.resolve

    def strict(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        has_default = any(function.__name__ == "default" for function, _ in self.filters)
        if isinstance(self.var, Variable) and not ignore_failures and not has_default:
            try:
                self.var.resolve(context)
            except VariableDoesNotExist:
                template = getattr(context.render_context, "template", None)
                origin = str(getattr(getattr(template, "origin", None), "name", ""))
                if origin.startswith(OURS):
                    missing.add(f"{Path(origin).relative_to(OURS)}: {self.token}")
        return resolve(self, context, ignore_failures)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FilterExpression, "resolve", strict)
        yield missing
