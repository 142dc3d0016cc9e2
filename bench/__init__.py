"""Measurements, started by `bin/bench`. Each is a module with `run() -> Outcome`.

Goals are ratios of two things measured in turns, never seconds: a busy machine slows both.
"""
