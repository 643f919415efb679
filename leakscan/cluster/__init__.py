"""Work on a Dask cluster: connecting to one that is not open to everybody, and calling a plain function there."""

from __future__ import annotations

from leakscan.cluster.address import Access, refuse_open
from leakscan.cluster.calls import Call, Lost, Returned
from leakscan.cluster.cluster import Cluster
from leakscan.cluster.connect import connected

__all__ = ["Access", "Call", "Cluster", "Lost", "Returned", "connected", "refuse_open"]
