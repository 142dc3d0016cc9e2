"""Measurements, started by `bin/bench`. Each is a module with `run(asked) -> Iterator[Outcome]`.

Goals are ratios of two things measured in turns, never seconds: a busy machine slows both. What is
compared with stands in the name of each outcome, as its floor; how much the floor itself swung
says how noisy the machine was.
"""
