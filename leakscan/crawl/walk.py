"""Reading a listing from its newest end back to where the last whole visit began."""

from __future__ import annotations

from leakscan.crawl.visit import Visit

MOST = 40  # pages of one listing that a visit walks back at most, once it has been read before


def goes_on(
    visit: Visit, name: str, newest: int, oldest: int, page: int, depth: int, most: int = MOST, edits: int = 0
) -> bool:
    """Whether the next, older page of a listing is to be read.

    What the first page begins with becomes the mark of this visit if it turns out whole: the next one walks back to
    it. Where that takes too many pages, the gap is taken down.

    Args:
        visit: the visit's account.
        name: under which the cursor keeps the mark; a source may walk several listings.
        newest: id or time of the newest thing on this page.
        oldest: id or time of the oldest.
        page: number of this page, from 0.
        depth: pages that the first visit reads.
        most: pages that a later one reads, where the site gives no more.
        edits: how far behind the mark things are read again, since they may have been edited.
    """
    if page == 0:
        visit.marks[name] = max(newest, visit.cursor.get(name) or newest)
    mark = visit.cursor.get(name)
    if mark is None:
        return page + 1 < depth
    if oldest <= mark - edits:
        return False
    if page + 1 < most:
        return True
    if oldest <= mark:  # all that is new was read; only edits were not looked for all the way back
        return False
    visit.gap = f"{name}: {most} pages back to {oldest} do not reach {mark}, where the last visit began"
    return False
