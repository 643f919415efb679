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
    from leakscan.crawl.socks import is_installed, is_socks

    known = spiders()
    wrong = []
    for name, source in patient.workspace.config.source.items():
        if source.enabled and source.spider not in known:
            wrong.append(f"{name} wants the spider {source.spider}, which is not installed")
        if source.enabled and source.cookie:
            wrong += [f"{name}: {says}" for says in _unresolved(source.cookie)]
        if source.enabled and is_socks(source.proxy) and not is_installed():
            wrong.append(f"{name} has a SOCKS proxy, and the extra 'tor' is not installed")
    if patient.workspace.config.metrics.textfile and find_spec("prometheus_client") is None:
        wrong.append("metrics are to be written, and the extra 'metrics' is not installed")
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
