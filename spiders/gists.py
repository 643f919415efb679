"""Public gists of GitHub, newest change first: the list by the API, each file from where the list says it lies.

A file's address holds the hash of its content, so an edit is a file not seen before. Without a token the API may be
asked 60 times an hour, which the list alone does not use up; files do not count.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any, ClassVar

from pydantic import AliasPath, Field
from scrapy import Request
from scrapy.http import Response

from leakscan.crawl.moments import UtcDatetime
from leakscan.crawl.payload import Sparse, holds_no_text
from leakscan.crawl.spider import Page, Sign, SourceSpider
from leakscan.crawl.walk import goes_on
from leakscan.model import Health

FILES, MOST = "gist.githubusercontent.com", 30  # pages of a hundred that the API gives at most


class _File(Sparse):
    filename: str
    type: str | None = None
    raw_url: str
    size: int = 1


class _Gist(Sparse):
    html_url: str
    updated_at: UtcDatetime
    description: str | None = None
    owner: Annotated[str | None, Field(validation_alias=AliasPath("owner", "login"))] = None
    files: dict[str, _File]


class GistsSpider(SourceSpider):
    """One document a file. Options: ``token`` (env:…, no scopes), ``depth``: hundreds at the first visit (1)."""

    name = "gists"
    about = "GitHub's public gists"
    remembers = "time of the newest change; addresses of files, which hold their hash"
    home = "https://api.github.com/"
    kind = "json"
    signs: ClassVar = (
        Sign("api-limit", Health.RATE_LIMITED, r"API rate limit exceeded|secondary rate limit"),
        Sign("token", Health.LOGIN_WALL, r"Bad credentials|Requires authentication"),
    )

    def first(self) -> Iterator[Request]:
        """Ask for the gists changed last."""
        yield self._changed(0)

    def _changed(self, page: int) -> Request:
        url = f"gists/public?per_page=100&page={page + 1}"
        return self.ask(url, self.read_list, listing=True, deeper=False, conditional=page == 0, page=page)

    def may_ask(self, host: str) -> bool:
        """The API, and where it keeps files."""
        return host == FILES or super().may_ask(host)

    def headers(self, url: str) -> dict[str, str]:
        """The version of the API, and the token to nobody else."""
        if not url.startswith("gists/"):
            return {}
        token = self.secret("token")
        return {"Accept": "application/vnd.github+json", **({"Authorization": f"Bearer {token}"} if token else {})}

    async def read_list(self, response: Response, page: int) -> AsyncIterator[Any]:
        """Ask for each file that is new or changed, and for what changed before."""
        gists = self.json(response, list[_Gist])
        self.listed(len(gists))
        files = {file.raw_url: (gist, file) for gist in reversed(gists) for file in gist.files.values()}
        for url in await self.visit.unseen(list(files)):
            gist, file = files[url]
            if file.size and not holds_no_text(file.type):
                yield self.ask(url, self.read_file, kind="text", gist=gist, file=file)
        times = [int(gist.updated_at.timestamp()) for gist in gists]
        if times and goes_on(self.visit, "changed", max(times), min(times), page, self.option("depth", 1), MOST):
            yield self._changed(page + 1)

    def read_file(self, response: Response, gist: _Gist, file: _File) -> Iterator[Page]:
        """One file is one page."""
        title = ": ".join(filter(None, (file.filename, gist.description)))
        told = {"title": title, "author": gist.owner, "media_type": file.type}
        document = self.document(response.body, gist.html_url, posted_at=gist.updated_at, **told)
        yield Page((document,), {}, (file.raw_url,))
