"""Lists: filter, sort, page by key, export. Use ListPage and Column; nothing else pages."""

from mdps.core.lists.columns import Column
from mdps.core.lists.view import ListPage

__all__ = ["Column", "ListPage"]
