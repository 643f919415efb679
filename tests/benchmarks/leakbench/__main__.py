"""Print the report on the held-back half, or fitted weights with ``--fit``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from tests.benchmarks.leakbench import report
from tests.benchmarks.leakbench.contested import contested
from tests.benchmarks.leakbench.corpus import build
from tests.benchmarks.leakbench.fit import fitted
from tests.benchmarks.leakbench.measure import Outcome, outcomes
from tests.benchmarks.leakbench.plot import reliability

_SEED = 20


def main(arguments: list[str]) -> None:
    """Run; ``--dev`` reports on the half that weights are fitted on, ``--worst`` lists the errors too.

    ``--pooled`` adds the whole corpus of invented names to that of real ones, as weights are fitted and bars are met.
    ``--contested`` takes the documents that are hard to tell alone, ``--all`` both, as scores are calibrated.
    ``--seeds=N`` makes each corpus N times, with other lists and documents, so that bands hold documents enough;
    ``--from=SEED`` begins with another seed, which nobody has looked at yet.
    ``--references`` gives each watchlist the public directory of its market, ``--plot=FILE`` draws the reliability.
    """
    fit = "--fit" in arguments
    found = list(_found(arguments, held_back=not (fit or "--dev" in arguments)))
    for file in (a.removeprefix("--plot=") for a in arguments if a.startswith("--plot=")):
        Path(file).write_text(reliability(found), encoding="utf-8")
    lines = [*(fitted(found) if fit else ()), *report.lines(found)]
    sys.stdout.write("\n".join([*lines, *(report.worst(found) if "--worst" in arguments else ())]) + "\n")


def _found(arguments: Sequence[str], *, held_back: bool) -> Iterator[Outcome]:
    scale = next((float(a) for a in arguments if a.replace(".", "").isdigit()), 1.0)
    references = "--references" in arguments
    hard = {"--contested": (contested,), "--all": (build, contested)}
    made = next((makers for option, makers in hard.items() if option in arguments), (build,))
    first = _number(arguments, "--from=", _SEED)
    seeds = range(first, first + _number(arguments, "--seeds=", 1))
    for make, seed in product(made, seeds):
        yield from outcomes(make(seed=seed, scale=scale), held_back=held_back, references=references)
    if "--pooled" in arguments and "LEAKSCAN_BENCH_DATA" in os.environ:
        del os.environ["LEAKSCAN_BENCH_DATA"]
        for make, seed in product(made, seeds):
            yield from outcomes(make(seed=seed), held_back=held_back, references=references)


def _number(arguments: Sequence[str], option: str, usual: int) -> int:
    return next((int(a.removeprefix(option)) for a in arguments if a.startswith(option)), usual)


if __name__ == "__main__":
    main(sys.argv[1:])
