"""The first lot of the scheme."""

import pytest

from lots.models import Lot


@pytest.fixture
def lot(db: None) -> Lot:
    return Lot.objects.get(number=1)
