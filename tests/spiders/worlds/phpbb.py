"""A forum: four threads on a page of its one board, the last written in first; two posts on a page of a thread."""

from __future__ import annotations

from collections import defaultdict

from tests.crawl.site import Asked, Reply
from tests.spiders.worlds.world import Item, World

POSTS, ROWS, SIZE = 2, 4, 3  # posts a page, threads a page, posts a thread


class _Phpbb(World):
    spider = "phpbb"

    def answer(self, path: str, query: dict[str, str], asked: Asked) -> Reply | None:
        start = int(query.get("start", 0))
        threads: defaultdict[int, list[Item]] = defaultdict(list)
        for item in self.items:
            threads[(item.number - 1) // SIZE + 1].append(item)
        if path == "/":
            return self.html('<a class="forumtitle" href="./viewforum.php?f=2">Board</a>')
        if path == "/viewforum.php":
            rows = sorted(threads, reverse=True)[start : start + ROWS]
            body = "".join(_row(number, threads[number]) for number in rows) + '<div class="action-bar"></div>'
            return self._page(body, "viewforum.php?f=2", start + ROWS, len(threads))
        posts = threads.get(int(query.get("t", 0)), [])
        body = "".join(map(_post, posts[start : start + POSTS]))
        return self._page(body, f"viewtopic.php?t={query.get('t')}", start + POSTS, len(posts)) if body else None

    def _page(self, body: str, link: str, later: int, count: int) -> Reply:
        there = f'<a rel="next" href="./{link}&amp;start={later}">Next</a>'
        more = f'<div class="pagination"><li class="next">{there}</li></div>'
        return self.html(f"<h1>Lantern</h1><ul>{body}</ul>{more * (later < count)}")


def _row(number: int, posts: list[Item]) -> str:
    last = f'<time datetime="{posts[-1].at.isoformat()}">then</time>'
    link = f'<a class="topictitle" href="./viewtopic.php?t={number}">A thread about number {number}</a>'
    return f'<li><dl><dt>{link}</dt><dd class="posts">{len(posts)}</dd><dd class="lastpost">{last}</dd></dl></li>'


def _post(item: Item) -> str:
    author = '<a class="username" href="./memberlist.php?u=2">mira</a>'
    head = f'<p class="author">{author} <time datetime="{item.at.isoformat()}">then</time></p>'
    return f'<div class="post" id="p{item.number}">{head}<div class="content">{item.text}</div></div>'


WORLD = _Phpbb
