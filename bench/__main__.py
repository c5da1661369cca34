"""Measures, and prints a table of figures, each next to a baseline of the same run.

python -m bench [--quick] [--only NAME,…]
"""

import argparse
import sys
from collections.abc import Callable, Iterator

from bench import (
    appeals,
    appending,
    assessing,
    covering,
    declaring,
    evaluating,
    impact,
    inspections,
    listing,
    notices,
    questions,
    rebuilding,
    receipts,
    starting,
    times,
)
from bench.figure import Figure, table
from bench.world import World, about, world

PARTS: dict[str, Callable[[World], Iterator[Figure]]] = {
    "starting": starting.figures,
    "appending": appending.figures,
    "declaring": declaring.figures,
    "listing": listing.figures,
    "covering": covering.figures,
    "assessing": assessing.figures,
    "impact": impact.figures,
    "notices": notices.figures,
    "evaluating": evaluating.figures,
    "inspections": inspections.figures,
    "appeals": appeals.figures,
    "times": times.figures,
    "questions": questions.figures,
    "receipts": receipts.figures,
    "rebuilding": rebuilding.figures,
}


def main() -> int:
    """Measure what was asked for; 1 when a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a first impression")
    parser.add_argument(
        "--only", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}"
    )
    args = parser.parse_args()
    unknown = sorted({*args.only.split(",")} - {*PARTS})
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}")
    figures: list[Figure] = []
    with world(is_quick=args.quick) as found:
        print(about(found), flush=True)
        for name in args.only.split(","):
            print(f"measuring: {name}", file=sys.stderr, flush=True)
            for figure in PARTS[name](found):
                print(f"  {figure}", file=sys.stderr, flush=True)
                figures.append(figure)
    print(table(figures))
    return int(any(one.met is False for one in figures))


if __name__ == "__main__":
    sys.exit(main())
