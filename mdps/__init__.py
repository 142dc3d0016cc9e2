"""MDPS: a county council's Modified Dynamic Purchasing System."""

from mdps.celery import app as celery_app

__all__ = ["celery_app"]
