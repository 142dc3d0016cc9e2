"""What holds for every model and every list, asked of the models, the database and the lists."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils.text import slugify

from mdps.core.lists import ListPage
from mdps.core.models import AuditEvent, Notice, OneTimeKey
from mdps.core.roles import ROLES
from tests.factories.people import UserFactory
from tests.sweeps.constraints import missing

# Their tables are kept by their own rules; an account, which they all hang on, is never deleted.
THEIRS = ("django.", "allauth.", "axes.")
OURS = [model for model in apps.get_models() if not model.__module__.startswith(THEIRS)]
MAY_GO_WITH_ITS_PERSON = {Notice, OneTimeKey}

every_model = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)


@every_model
def test_an_amount_is_kept_to_the_penny(model: type[models.Model]) -> None:
    kinds = {
        (field.max_digits, field.decimal_places)
        for field in model._meta.fields
        if isinstance(field, models.DecimalField) and field.name != "percent"
    }
    assert kinds <= {(12, 2)}


@every_model
def test_nothing_is_kept_as_a_float(model: type[models.Model]) -> None:
    assert [f.name for f in model._meta.fields if isinstance(f, models.FloatField)] == []


@pytest.mark.django_db
def test_the_database_keeps_amounts_to_the_penny_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT data_type, numeric_precision, numeric_scale
            FROM information_schema.columns
            WHERE table_schema = 'public'
              AND data_type IN ('numeric', 'money', 'real', 'double precision')
              AND column_name <> 'percent'
            """
        )
        assert cursor.fetchall() == [("numeric", 12, 2)]


@pytest.mark.django_db
def test_what_the_models_say_of_the_database_is_so() -> None:
    assert missing(OURS) == []


@every_model
def test_a_model_with_a_state_has_its_steps_and_its_diagram(model: type[models.Model]) -> None:
    has_state = any(field.name == "state" for field in model._meta.fields)
    diagram = Path(settings.ROOT) / "docs" / "states" / f"{slugify(model._meta.verbose_name)}.md"
    assert (hasattr(model, "TRANSITIONS"), diagram.exists()) == (has_state, has_state)


@every_model
def test_no_record_goes_with_the_person_who_made_it(model: type[models.Model]) -> None:
    taken_along = [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
        and field.related_model._meta.label == "core.User"
    ]
    assert (taken_along == []) is (model not in MAY_GO_WITH_ITS_PERSON)


@every_model
def test_a_day_is_no_moment_and_the_other_way_round(model: type[models.Model]) -> None:
    moments = {f.name for f in model._meta.fields if isinstance(f, models.DateTimeField)}
    odd = {n for n in moments if not (n == "at" or n.endswith(("_at", "last_login")))}
    days = {f.name for f in model._meta.fields if type(f) is models.DateField}
    assert (odd, {name for name in days if name.endswith("_at")}) == (set(), set())


def lists() -> list[type[ListPage]]:
    """Every list that an address leads to; loading the addresses loads the lists."""
    assert get_resolver().url_patterns
    found, to_look_at = [], [ListPage]
    while to_look_at:
        below = to_look_at.pop().__subclasses__()
        found += below
        to_look_at += below
    whole = [each for each in found if each.rows is not ListPage.rows]
    return [each for each in whole if not each.__module__.startswith("tests.")]


@pytest.mark.django_db
@pytest.mark.parametrize("listing", lists(), ids=lambda listing: listing.__name__)
def test_a_list_is_sorted_by_what_has_an_index_and_is_never_empty(
    listing: type[ListPage],
) -> None:
    view = listing()
    view.setup(RequestFactory().get("/"))
    view.request.user = UserFactory.create(roles=list(ROLES))
    view.record = None
    rows = view.rows()
    sorts = {view.sort.removeprefix("-"), *(each.sort for each in view.columns if each.sort)}
    assert [name for name in sorted(sorts) if not is_ordered_by_an_index(rows, name)] == []


def is_ordered_by_an_index(rows: models.QuerySet, name: str) -> bool:
    """A field that is never null in `rows`, with an index that ends in it and the id."""
    field = rows.model._meta.get_field(name)
    indexes = [[f.removeprefix("-") for f in index.fields] for index in rows.model._meta.indexes]
    indexed = field.unique or any(index[-2:] == [name, "id"] for index in indexes)
    return indexed and (not field.null or f'"{name}" IS NOT NULL' in str(rows.query))


def test_the_audit_trail_can_be_taken_along_by_nothing() -> None:
    assert [field.name for field in AuditEvent._meta.fields if field.is_relation] == []
