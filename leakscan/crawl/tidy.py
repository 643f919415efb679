"""After the visits: kept texts stay within their age and size, and get a dictionary once there is enough for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakscan.evidence.packing import train, unpack

if TYPE_CHECKING:
    from leakscan.config import KeepConfig
    from leakscan.store import Store

SAMPLES = 512
_MEGABYTE = 1 << 20


def tidy(store: Store, settings: KeepConfig) -> None:
    """Drop texts that are too old or too many; train a dictionary where there is none yet."""
    store.prune_texts(store.clock() - settings.text_for, settings.text_megabytes * _MEGABYTE)
    if store.dictionaries():
        return
    texts = [unpack(text.packed, text.characters) for text in store.latest_texts(SAMPLES)]
    dictionary = train(texts)
    if dictionary is not None:
        store.add_dictionary(dictionary)
