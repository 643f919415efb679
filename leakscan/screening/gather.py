"""Every form of every entry as columns of numbers: words as numbers, forms as runs of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leakscan.model import Entry
from leakscan.screening.abbreviations import GENERIC, STOP
from leakscan.screening.forms import Form, forms_of
from leakscan.screening.tokens import BASE, hashes_of, powers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Owned:
    """A form and whose it is: the watchlist's name and the entry's key; its words by number, the edits it bears."""

    form: Form
    watchlist: str
    entry: str
    ids: list[int] = field(default_factory=list)
    budget: int = 0


def budget(form: Form) -> int:
    """How many edits a form bears."""
    letters = sum(len(word) for word in form.words if word not in GENERIC) or sum(map(len, form.words))
    generic = any(word in GENERIC for word in form.words)
    return (letters > 4) + (letters > 9) + (letters > 17) + 2 * generic


@dataclass(slots=True)
class Gathered:
    """Words in order of appearance; per form its entry, its place among the entry's forms, words, uses."""

    words: dict[str, int] = field(default_factory=dict)
    raw_words: dict[str, int] = field(default_factory=dict)
    entries: array[int] = field(default_factory=lambda: array("i"))
    slots: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    ids: array[int] = field(default_factory=lambda: array("i"))
    joinable: array[int] = field(default_factory=lambda: array("b"))
    raw_forms: array[int] = field(default_factory=lambda: array("i"))
    raw_lengths: array[int] = field(default_factory=lambda: array("i"))
    raw_ids: array[int] = field(default_factory=lambda: array("i"))
    legal_lengths: array[int] = field(default_factory=lambda: array("i"))

    def add(self, entry: int, forms: Sequence[Form]) -> None:
        """Add the forms of the next entry."""
        number, numbers = self.words.setdefault, self.words
        for slot, form in enumerate(forms):
            self.entries.append(entry)
            self.slots.append(slot)
            self.lengths.append(len(form.words))
            self.ids.extend([number(word, len(numbers) + 1) for word in form.words])
            joinable = not (form.comma or form.exact)
            self.joinable.append(joinable)
            if joinable and form.raw:
                raw = form.raw + form.legal
                self.raw_forms.append(len(self.entries) - 1)
                self.raw_lengths.append(len(raw))
                self.legal_lengths.append(len(form.legal))
                self.raw_ids.extend([self.raw_words.setdefault(word, len(self.raw_words)) for word in raw])


def gather(owners: Sequence[tuple[str, Entry]]) -> Gathered:
    """The forms of all entries."""
    found = Gathered()
    for number, (_, entry) in enumerate(owners):
        found.add(number, list(forms_of(entry)))
    return found


class Runs:
    """Words of forms, one form behind the other, with the hash of each word and of words written as one."""

    def __init__(self, words: Sequence[str], lengths: NDArray[np.int64], ids: NDArray[np.int64]) -> None:
        import numpy as np

        self.ids, self.lengths = ids, lengths
        self.firsts = np.cumsum(lengths) - lengths
        self.owners = np.repeat(np.arange(len(lengths)), lengths)
        self.places = np.arange(len(ids)) - self.firsts[self.owners]
        self.sizes = np.fromiter(map(len, words), np.int64, len(words))[ids] if words else np.zeros(0, np.int64)
        self.hashes = hashes_of(words)[ids] if words else np.zeros(0, np.uint64)
        self.stops = np.array([word in STOP for word in words], bool)[ids] if words else np.zeros(0, bool)
        before = np.cumsum(self.sizes) - self.sizes
        self._offsets = before - (before[self.firsts] if len(ids) else before)[self.owners]
        self._sums = np.zeros(len(ids) + 1, np.uint64)
        np.cumsum(self.hashes * powers(1 << 12, BASE)[self._offsets % (1 << 12)], out=self._sums[1:])

    def neighbours(self) -> NDArray[np.int64]:
        """Where a word has another of its form behind it."""
        import numpy as np

        return np.flatnonzero(self.owners[1:] == self.owners[:-1]) if len(self.owners) else self.owners

    def pair_hashes(self, left: NDArray[np.int64]) -> NDArray[np.uint64]:
        """The hash of two neighbours written as one."""
        factors = powers(1 << 12, BASE)
        joined: NDArray[np.uint64] = self.hashes[left] + self.hashes[left + 1] * factors[self.sizes[left] % (1 << 12)]
        return joined

    def heads(self, counts: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The hash and the letters of the first ``counts`` words of each form written as one."""
        import numpy as np

        ends = self.firsts + counts
        letters = np.zeros(len(self.ids) + 1, np.int64)
        np.cumsum(self.sizes, out=letters[1:])
        return self._sums[ends] - self._sums[self.firsts], letters[ends] - letters[self.firsts]
