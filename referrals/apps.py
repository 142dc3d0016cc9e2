"""Referrals: support requests and their lines."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
