"""Celery: the worker and beat. Tasks live in each app's tasks.py and carry ids only."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mdps.settings")

app = Celery("mdps")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
