"""A supplier is asked for its return, and somebody of it was told."""

from tests.build.monitoring import given_a_return
from tests.build.suppliers import given_a_provider, given_a_supplier


def given_a_return_of_somebody() -> None:
    """Of Severn Assessments; the provider is the usual one."""
    given_a_provider(given_a_supplier("Severn Assessments"))
    given_a_return()
