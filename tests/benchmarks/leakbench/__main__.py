"""Print the report on the held-back half, or fitted weights with ``--fit``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.leakbench import report
from tests.benchmarks.leakbench.corpus import build
from tests.benchmarks.leakbench.fit import fitted
from tests.benchmarks.leakbench.measure import outcomes
from tests.benchmarks.leakbench.plot import reliability


def main(arguments: list[str]) -> None:
    """Run; ``--dev`` reports on the half that weights are fitted on, ``--worst`` lists the errors too.

    ``--references`` gives each watchlist the public directory of its market, ``--plot=FILE`` draws the reliability.
    """
    corpus = build(scale=next((float(a) for a in arguments if a.replace(".", "").isdigit()), 1.0))
    fit = "--fit" in arguments
    half = not (fit or "--dev" in arguments)
    found = list(outcomes(corpus, held_back=half, references="--references" in arguments))
    for file in (a.removeprefix("--plot=") for a in arguments if a.startswith("--plot=")):
        Path(file).write_text(reliability(found), encoding="utf-8")
    lines = [*(fitted(found) if fit else ()), *report.lines(found)]
    sys.stdout.write("\n".join([*lines, *(report.worst(found) if "--worst" in arguments else ())]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
