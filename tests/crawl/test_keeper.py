from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from leakscan.crawl.keeper import BrokenSourceError, Keeper
from leakscan.crawl.page import Memory, Page
from leakscan.crawl.visit import Order, Visit
from leakscan.errors import EvidenceError, StoreError
from leakscan.model import Health


class Failing(Memory):
    """Refuses one page, as a full disk would."""

    def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
        if any("bad" in page.seen for _, page in pages):
            raise StoreError("disk full")
        super().commit(pages)


def test_pages_are_committed_in_order_and_off_the_callers_thread() -> None:
    threads: set[int] = set()
    sizes: list[int] = []

    class Watched(Memory):
        def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
            threads.add(threading.get_ident())
            sizes.append(len(pages))
            super().commit(pages)

    async def work(keeper: Keeper) -> set[str]:
        await asyncio.gather(*(keeper.commit("s", Page(seen=(str(number),))) for number in range(50)))
        return await keeper.has_seen("s", ["7", "x"])

    memory = Watched()
    keeper = Keeper(memory)
    assert asyncio.run(work(keeper)) == {"7"}
    keeper.close()
    assert [page.seen[0] for page in memory.pages] == [str(number) for number in range(50)]
    assert sum(sizes) == 50
    assert max(sizes) > 1, "those that come together are committed together"
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_after_a_page_that_was_lost_the_cursor_does_not_move() -> None:
    async def work(keeper: Keeper) -> list[BaseException | None]:
        pages = [Page(cursor={"at": 1}), Page(cursor={"at": 2}, seen=("bad",)), Page(cursor={"at": 3})]
        done = await asyncio.gather(*(keeper.commit("s", page) for page in pages), return_exceptions=True)
        await keeper.commit("another", Page(cursor={"other": 1}))
        return done

    memory = Failing()
    keeper = Keeper(memory)
    first, second, third = asyncio.run(work(keeper))
    keeper.close()
    assert first is None
    assert isinstance(second, StoreError)
    assert isinstance(third, BrokenSourceError)
    assert memory.cursors == {"at": 1, "other": 1}


def test_a_fault_that_is_none_of_storing_is_not_hidden_by_another_try() -> None:
    """What fails once and not again would pass unseen if the pages were just tried alone."""

    class Faulty(Memory):
        calls = 0

        def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
            self.calls += 1
            if len(pages) > 1:
                raise LookupError("a fault of ours")
            super().commit(pages)

    async def work(keeper: Keeper) -> list[BaseException | None]:
        pages = [Page(seen=(str(number),)) for number in range(3)]
        return await asyncio.gather(*(keeper.commit("s", page) for page in pages), return_exceptions=True)

    memory = Faulty()
    keeper = Keeper(memory)
    done = asyncio.run(work(keeper))
    keeper.close()
    assert [type(error) for error in done] == [LookupError] * 3
    assert memory.calls == 1
    assert not memory.pages


@pytest.mark.parametrize("refusal", [StoreError("disk full"), EvidenceError("disk full"), OSError(28, "no space")])
def test_what_could_not_be_stored_together_is_tried_alone(refusal: Exception) -> None:
    class Refusing(Memory):
        def commit(self, pages: Sequence[tuple[str, Page]]) -> None:
            if len(pages) > 1:
                raise refusal
            super().commit(pages)

    async def work(keeper: Keeper) -> list[BaseException | None]:
        pages = [Page(seen=(str(number),)) for number in range(3)]
        return await asyncio.gather(*(keeper.commit("s", page) for page in pages), return_exceptions=True)

    memory = Refusing()
    keeper = Keeper(memory)
    assert asyncio.run(work(keeper)) == [None] * 3
    keeper.close()
    assert len(memory.pages) == 3


def _whole(visit: Visit) -> Visit:
    visit.listings, visit.listed, visit.items, visit.asked, visit.answered = 1, 3, 3, 4, 4
    return visit


@pytest.mark.parametrize("spoilt", [False, True])
def test_what_is_true_of_a_whole_visit_is_kept_after_a_whole_visit_only(spoilt: bool) -> None:
    memory = Memory()
    visit = _whole(Visit(Order("s"), Keeper(memory), when_whole={"read_to": 9}))
    if spoilt:
        visit.asked += 1
    asyncio.run(visit.settle())
    visit.keeper.close()
    assert memory.cursors == ({} if spoilt else {"read_to": 9})
    assert visit.whole is not spoilt
    assert visit.health is Health.OK


def test_a_visit_of_nothing_is_gone() -> None:
    visit = Visit(Order("s"), Keeper(Memory()))
    visit.keeper.close()
    assert visit.health is Health.GONE
    assert not visit.whole


def test_has_seen_takes_any_iterable() -> None:
    def keys() -> Iterable[str]:
        yield "a"

    keeper = Keeper(Memory(seen={"a"}))
    assert asyncio.run(keeper.has_seen("s", keys())) == {"a"}
    keeper.close()


def test_secrets_have_no_repr() -> None:
    order = Order("s", "https://forum.example/", cookie="hush", proxy="http://user:hush@proxy.example:3128")
    assert "hush" not in repr(order)


def test_the_lock_is_private_and_given_back(tmp_path: Path) -> None:
    from leakscan.crawl.lock import AlreadyRunningError, only_one

    path = tmp_path / "leakscan.lock"
    with only_one(path), pytest.raises(AlreadyRunningError), only_one(path):
        raise AssertionError("two at a time")
    with only_one(path):
        assert path.stat().st_mode & 0o777 == 0o600
