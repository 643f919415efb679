"""dpaste, which lists nothing either; it wants a database, and its settings in a module."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.parse import urlencode

from tests.integration.linked import follow
from tests.integration.place import call, loopback_up, post, server

SETTINGS = """
from dpaste.settings.base import *
SECRET_KEY = "not a secret"
ALLOWED_HOSTS = ["*"]
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": "{folder}/db"}}}}
"""


def paste(address: str, text: str) -> str:
    """The key of a new paste."""
    form = urlencode({"content": text, "lexer": "_text", "expires": "3600", "format": "url"}).encode()
    link, _ = post(f"{address}api/", form, {"Content-Type": "application/x-www-form-urlencoded"})
    return link.decode().strip().rpartition("/")[2]


def story(programs: Path, folder: Path) -> list[object]:
    (folder / "place_settings.py").write_text(SETTINGS.format(folder=folder), "utf-8")
    told = {"DJANGO_SETTINGS_MODULE": "place_settings"}
    admin = str(programs / "django-admin")
    call(folder, [admin, "migrate"], **told)
    with server(8703, [admin, "runserver", "--noreload", "127.0.0.1:8703"], folder, **told) as address:
        return follow(folder, "dpaste_org", address, lambda text: paste(address, text))


if __name__ == "__main__":
    loopback_up()
    print(json.dumps(story(Path(sys.argv[1]), Path(sys.argv[2]))))
