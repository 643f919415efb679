"""What is kept of a leak and how it is proved; and how it is shown without spreading it further."""

from __future__ import annotations

from leakscan.evidence.audit import damaged, unknown
from leakscan.evidence.keeping import keep, keep_record, keeping_place, recall
from leakscan.evidence.masking import masked, names_in
from leakscan.evidence.redaction import mask, mask_all, redact

__all__ = [
    "damaged",
    "keep",
    "keep_record",
    "keeping_place",
    "mask",
    "mask_all",
    "masked",
    "names_in",
    "recall",
    "redact",
    "unknown",
]
