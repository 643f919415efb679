"""How a month of Common Crawl goes through a cluster: a discrete simulation of one sender, a network and workers.

Run ``python -m tests.benchmarks.scale.simulate``; ``--help`` names what was measured and can be changed. A worker
fetches a file over a network that all share, examines it, and its result waits for the one who sends work out and
writes what comes back; a new file is sent out for each that came back. Every so often a worker dies, and its file is
begun anew by another. Some thousand files are simulated, of which the second half is measured.
"""

from __future__ import annotations

import argparse
import heapq
import random
from collections import deque
from dataclasses import dataclass, field, replace

FILES = 90_000
MB, GBIT = 1e6, 1e9 / 8


@dataclass(frozen=True)
class Setup:
    """What is simulated: sizes in bytes, rates in bytes a second, times in seconds.

    Attributes:
        workers: processes, one a core.
        packed: of one file.
        ratio: of its text to it.
        text_rate: text that one core examines.
        link: what the network carries for all workers together.
        connection: what it carries for one.
        call: that the sender spends on sending a file out and taking its result in.
        hit: that the sender spends on keeping one.
        hits: that one file holds.
        lifetime: of a worker, on average.
        spread: standard deviation of the logarithm of a file's examination.
        ahead: files a worker that are sent out before one has come back.
    """

    workers: int
    packed: float = 100 * MB
    ratio: float = 2.7
    text_rate: float = 5.8 * MB
    link: float = 10 * GBIT
    connection: float = 50 * MB
    call: float = 0.0025
    hit: float = 0.001
    hits: float = 5
    lifetime: float = 200 * 3600
    spread: float = 0.15
    ahead: int = 2


@dataclass(frozen=True)
class Outcome:
    """Files a second in the long run, the share of its time that each part was busy, and files begun anew."""

    rate: float
    cores: float
    network: float
    sender: float
    repeated: int

    @property
    def bottleneck(self) -> str:
        """What is busiest; the cores, if nothing else holds them up."""
        if self.cores > 0.9:
            return "cores"
        return "the sender" if self.sender > self.network else "the network"

    def hours(self, files: int = FILES) -> float:
        """How long so many files take."""
        return files / self.rate / 3600


@dataclass
class _State:
    """Files on their way. Those being fetched share the network alike, so that each has the same rate."""

    setup: Setup
    dice: random.Random
    now: float = 0.0
    left: int = 0
    queue: int = 0
    fetched: float = 0.0  # bytes that each file under way has got since the beginning
    fetching: list[tuple[float, int]] = field(default_factory=list)
    events: list[tuple[float, str, int]] = field(default_factory=list)
    idle: deque[int] = field(default_factory=deque)
    results: int = 0
    writing: bool = False
    done: int = 0
    repeated: int = 0
    busy: dict[str, float] = field(default_factory=lambda: {"cores": 0.0, "network": 0.0, "sender": 0.0})

    @property
    def rate(self) -> float:
        """Of each file that is fetched."""
        return min(self.setup.connection, self.setup.link / len(self.fetching)) if self.fetching else 0.0

    def step(self) -> None:
        """On to the next thing that happens."""
        arrival = self.now + (self.fetching[0][0] - self.fetched) / self.rate if self.fetching else float("inf")
        at = min(arrival, self.events[0][0] if self.events else float("inf"))
        self.busy["network"] += (at - self.now) * self.rate * len(self.fetching) / self.setup.link
        self.fetched += (at - self.now) * self.rate
        self.now = at
        if arrival <= at:
            _, worker = heapq.heappop(self.fetching)
            self._examine(worker)
        else:
            _, what, worker = heapq.heappop(self.events)
            getattr(self, f"_{what}")(worker)

    def start(self) -> None:
        """Workers that are idle begin what waits for them."""
        while self.idle and self.queue:
            self.queue -= 1
            heapq.heappush(self.fetching, (self.fetched + self.setup.packed, self.idle.popleft()))

    def _examine(self, worker: int) -> None:
        mean = self.setup.packed * self.setup.ratio / self.setup.text_rate
        takes = mean * self.dice.lognormvariate(-(self.setup.spread**2) / 2, self.setup.spread)
        dies = self.dice.expovariate(1 / self.setup.lifetime)
        self.busy["cores"] += min(takes, dies) / self.setup.workers
        heapq.heappush(self.events, (self.now + min(takes, dies), "died" if dies < takes else "examined", worker))

    def _died(self, worker: int) -> None:
        self.repeated += 1
        self.queue += 1
        self.idle.append(worker)  # another takes its place
        self.start()

    def _examined(self, worker: int) -> None:
        self.idle.append(worker)
        self.results += 1
        self.start()
        self._write()

    def _write(self) -> None:
        if self.results and not self.writing:
            self.writing, self.results = True, self.results - 1
            takes = self.setup.call + self.setup.hit * self.setup.hits
            self.busy["sender"] += takes
            heapq.heappush(self.events, (self.now + takes, "written", 0))

    def _written(self, _: int) -> None:
        self.writing = False
        self.done += 1
        if self.left:
            self.left -= 1
            self.queue += 1
        self.start()
        self._write()


def simulate(setup: Setup, files: int | None = None, seed: int = 1) -> Outcome:
    """Send files through; forty a worker unless told otherwise."""
    total = files or 40 * setup.workers
    state = _State(setup, random.Random(seed), idle=deque(range(setup.workers)))
    state.queue = min(total, setup.workers * setup.ahead)
    state.left = total - state.queue
    state.start()
    while state.done < total // 2:
        state.step()
    begun, before = state.now, dict(state.busy)
    while state.done < total - setup.workers * setup.ahead:  # the last ones leave workers without work
        state.step()
    lasted = state.now - begun
    share = {part: (state.busy[part] - before[part]) / lasted for part in before}
    rate = (total - setup.workers * setup.ahead - total // 2) / lasted
    return Outcome(rate, share["cores"], share["network"], share["sender"], state.repeated)


def table(setup: Setup, price: float) -> list[str]:
    """A line a number of workers and way to keep hits, as docs/scale.md has it."""
    lines = [
        "| workers | network | kept | wall time | core-hours | cost | cores | network | sender | first bottleneck |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for workers in (10, 100, 1_000):
        for gbit in (1, 10, 100):
            for kept, hits in (("from low", 5.0), ("mentions too", 800.0)):
                one = replace(setup, workers=workers, link=gbit * GBIT, hits=hits)
                out = simulate(one)
                hours = out.hours()
                used = f"{out.cores:.0%} | {out.network:.0%} | {out.sender:.0%} | {out.bottleneck}"
                cost = f"{hours:,.0f} h | {hours * workers:,.0f} | {hours * workers * price:,.0f} USD"
                lines.append(f"| {workers:,} | {gbit} Gbit/s | {kept} | {cost} | {used} |")
    return lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text-rate", type=float, default=Setup(1).text_rate / MB, help="MB of text a second and core")
    parser.add_argument("--call", type=float, default=Setup(1).call * 1e3, help="ms that the sender spends on a file")
    parser.add_argument("--hit", type=float, default=Setup(1).hit * 1e3, help="ms that the sender spends on a hit")
    parser.add_argument("--price", type=float, default=0.04, help="USD a core-hour")
    told = parser.parse_args()
    setup = Setup(1, text_rate=told.text_rate * MB, call=told.call / 1e3, hit=told.hit / 1e3)
    print("\n".join(table(setup, told.price)))


if __name__ == "__main__":
    main()
