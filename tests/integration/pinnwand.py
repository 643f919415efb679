"""pinnwand, which lists nothing: a feed links to a client list on it, and to a paste that is gone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.workspace import workspace
from tests.integration.bepasty import LIST
from tests.integration.place import crawl, loopback_up, post, server

START = (
    "import tornado.ioloop\n"
    "from pinnwand import database\n"
    "from pinnwand.http import make_application\n"
    "database.Base.metadata.create_all(database._engine)\n"
    "make_application().listen(8702, '127.0.0.1')\n"
    "tornado.ioloop.IOLoop.current().start()\n"
)


def paste(address: str, *texts: str) -> str:
    """The link to a new paste."""
    files = [{"name": f"{number}.txt", "lexer": "text", "content": text} for number, text in enumerate(texts)]
    told = {"expiry": "1day", "files": files}
    answer, _ = post(f"{address}api/v1/paste", json.dumps(told).encode(), {"Content-Type": "application/json"})
    return str(json.loads(answer)["link"])


def follow(folder: Path, site: str, address: str, key: str) -> list[object]:
    """Two visits of a feed that links to a paste, and to one that is gone."""
    with serving(Site({"/feed": feed(f"fresh: {address}{key} and {address}ABCDEFGH")})) as news:
        options = f'options = {{ expand = "{site}:{address.split("/")[2]}" }}'
        place = workspace(folder / "w", ("news", "rss", f"{news.url}feed"), more=options)
        return [crawl(place), crawl(place)]


def story(programs: Path, folder: Path) -> list[object]:
    with server(8702, str(programs / "python"), "-c", START) as address:
        key = paste(address, "see below", LIST).rstrip("/").rpartition("/")[2]
        return follow(folder, "pinnwand", address, key)


if __name__ == "__main__":
    loopback_up()
    sys.stdout.write(json.dumps(story(Path(sys.argv[1]), Path(sys.argv[2]))))
