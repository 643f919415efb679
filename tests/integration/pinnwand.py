"""pinnwand, which lists nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.integration.linked import follow
from tests.integration.place import loopback_up, post, server

START = (
    "import tornado.ioloop\n"
    "from pinnwand import configuration, database\n"
    "from pinnwand.http import make_application\n"
    "database.Base.metadata.create_all(database._engine)\n"
    "plenty = {'capacity': 9999, 'consume': 1, 'refill': 9999}\n"
    "configuration.ratelimit = {kind: plenty for kind in configuration.ratelimit}\n"
    "make_application().listen(8702, '127.0.0.1')\n"
    "tornado.ioloop.IOLoop.current().start()\n"
)


def paste(address: str, text: str) -> str:
    """The key of a new paste of two files."""
    files = [
        {"name": name, "lexer": "text", "content": held} for name, held in (("0.txt", "see below"), ("1.txt", text))
    ]
    told = {"expiry": "1day", "files": files}
    answer, _ = post(f"{address}api/v1/paste", json.dumps(told).encode(), {"Content-Type": "application/json"})
    return str(json.loads(answer)["link"]).rstrip("/").rpartition("/")[2]


def story(programs: Path, folder: Path) -> list[object]:
    with server(8702, [str(programs / "python"), "-c", START], folder) as address:
        return follow(folder, "pinnwand", address, lambda text: paste(address, text))


if __name__ == "__main__":
    loopback_up()
    print(json.dumps(story(Path(sys.argv[1]), Path(sys.argv[2]))))
