"""People and teams, numbered."""

import factory
from factory.django import DjangoModelFactory

from mdps.core.models import Team, User


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda number: f"Team {number}")


class UserFactory(DjangoModelFactory):
    """Somebody who cannot sign in with a password; `build` needs no database."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"person.{number}")
    name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.org")
    password = "!"
    roles = factory.LazyFunction(list)
