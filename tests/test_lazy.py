"""A property that is worked out once."""

from __future__ import annotations

from leakscan.lazy import lazy


class _Holder:
    def __init__(self) -> None:
        self.asked = 0

    @lazy
    def answer(self) -> int:
        """What it is all about."""
        self.asked += 1
        return 42


def test_it_is_worked_out_when_asked_for_and_kept() -> None:
    holder = _Holder()
    assert vars(holder) == {"asked": 0}
    assert holder.answer + holder.answer == 84
    assert vars(holder) == {"asked": 1, "answer": 42}


def test_each_holder_has_its_own() -> None:
    first, second = _Holder(), _Holder()
    assert first.answer == second.answer == 42
    assert (first.asked, second.asked) == (1, 1)


def test_it_keeps_its_docstring() -> None:
    assert vars(_Holder)["answer"].__doc__ == "What it is all about."
