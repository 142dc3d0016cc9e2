"""Factories of records that no action makes: people and their teams, many at a time.

Everything else is built by the real actions (`tests/build/`), so that no test starts from a
record that could not exist.
"""
