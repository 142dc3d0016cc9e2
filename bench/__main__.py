"""Runs the measurements named on the command line, or all; ends with 1 when a goal is missed."""

import sys

import django

django.setup()

from bench import (  # noqa: E402 - Django must be ready first
    lost_workers,
    register_at_two_sizes,
    report_of_many,
    requests_at_two_sizes,
)

MEASUREMENTS = {
    "register_at_two_sizes": register_at_two_sizes.run,
    "requests_at_two_sizes": requests_at_two_sizes.run,
    "lost_workers": lost_workers.run,
    "report_of_many": report_of_many.run,
}


def main(names: list[str]) -> int:
    """Run each and say how it went."""
    if unknown := set(names) - set(MEASUREMENTS):
        print(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}")
        return 2
    outcomes = [MEASUREMENTS[name]() for name in names or MEASUREMENTS]
    return 0 if all(outcome.met for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
