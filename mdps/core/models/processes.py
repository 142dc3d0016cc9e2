"""The running processes, each by the name of what it does."""

from django.db import models


class RunningProcess(models.Model):
    """What a kind of process said when it last started: the database role it works as."""

    name = models.CharField(max_length=20, unique=True)
    database_role = models.CharField(max_length=63)
    started_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "running processes"

    def __str__(self) -> str:
        return self.name
