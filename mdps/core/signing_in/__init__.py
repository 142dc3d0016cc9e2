"""Signing in: passwords, second factors, the council's single sign-on, and when a session ends.

django-allauth does the steps of a sign-in and keeps the second factors, django-axes counts what
failed; the pages, the words and the audit lines are the service's own (docs/signing-in.md).
"""
