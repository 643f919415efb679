"""Is everything there that the configuration asks for: spiders, secrets, the faster engine?"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from leakscan.errors import LeakscanError
from leakscan.schedule.doctor import Finding, Level, Patient
from leakscan.secret import resolve


def check(patient: Patient) -> Iterator[Finding]:
    """A failure for a source that can't be visited as configured, a warning for what is merely slower."""
    from leakscan.crawl.process import spiders

    known = spiders()
    wrong = []
    for name, source in patient.workspace.config.source.items():
        if source.enabled and source.spider not in known:
            wrong.append(f"{name} wants the spider {source.spider}, which is not installed")
        if source.enabled and source.cookie:
            wrong += [f"{name}: {says}" for says in _unresolved(source.cookie)]
    yield from (Finding(Level.FAIL, says) for says in wrong)
    if find_spec("numba") is None:
        yield Finding(Level.WARN, "the extra 'fast' is not installed: screening works, more slowly")
    elif not wrong:
        yield Finding(Level.OK, "spiders, secrets and extras are there")


def _unresolved(reference: str) -> Iterator[str]:
    try:
        resolve(reference)
    except LeakscanError as error:
        yield str(error)
