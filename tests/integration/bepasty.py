"""bepasty with forty pastes, one of them a client list: read, read again, and read after three more."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

from tests.crawl.workspace import CLIENTS, workspace
from tests.integration.place import crawl, loopback_up, post, server

LIST = "customer,searches\n" + "".join(f"{name},{number}\n" for number, name in enumerate(CLIENTS))
PAGE = "<!DOCTYPE html><html><title>Just a moment...</title><p>a page that somebody pasted</p></html>"


def paste(address: str, name: str, text: str, kind: str = "text/plain") -> None:
    body = text.encode()
    told = {"Content-Type": kind, "Content-Filename": name, "Content-Range": f"bytes 0-{len(body) - 1}/{len(body)}"}
    post(f"{address}apis/rest/items", base64.b64encode(body), told)


def story(programs: Path, folder: Path) -> list[object]:
    settings = folder / "bepasty.conf"
    (folder / "storage").mkdir()
    settings.write_text(
        f"SITENAME = 'x'\nSECRET_KEY = 'not a secret'\nDEFAULT_PERMISSIONS = 'list,create,read'\n"
        f"STORAGE = 'filesystem'\nSTORAGE_FILESYSTEM_DIRECTORY = '{folder / 'storage'}/'\n",
        "utf-8",
    )
    command = [str(programs / "bepasty-server"), "--host", "127.0.0.1", "--port", "8701"]
    with server(8701, command, folder, BEPASTY_CONFIG=str(settings)) as address:
        for number in range(38):
            paste(address, f"{number}.txt", f"paste number {number}")
        paste(address, "page.html", PAGE, "text/html")
        paste(address, "export.csv", LIST, "text/csv")
        paste(address, "picture.png", "not really", "image/png")
        place = workspace(folder / "w", ("pastes", "bepasty", address))
        first, second = crawl(place), crawl(place)
        for number in range(40, 43):
            paste(address, f"{number}.txt", f"paste number {number}")
        return [first, second, crawl(place)]


if __name__ == "__main__":
    loopback_up()
    print(json.dumps(story(Path(sys.argv[1]), Path(sys.argv[2]))))
