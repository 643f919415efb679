"""dpaste, which lists nothing either; it wants a database, and its settings in a module."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from tests.integration.bepasty import LIST
from tests.integration.pinnwand import follow
from tests.integration.place import loopback_up, post, server

SETTINGS = """
from dpaste.settings.base import *
SECRET_KEY = "not a secret"
ALLOWED_HOSTS = ["*"]
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": "{folder}/db"}}}}
"""


def story(programs: Path, folder: Path) -> list[object]:
    (folder / "place_settings.py").write_text(SETTINGS.format(folder=folder), "utf-8")
    told = {"PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "place_settings", "PATH": str(programs)}
    admin = str(programs / "django-admin")
    subprocess.run([admin, "migrate"], env=told, check=True, stdout=subprocess.DEVNULL)
    with server(8703, admin, "runserver", "--noreload", "127.0.0.1:8703", **told) as address:
        form = urlencode({"content": LIST, "lexer": "_text", "expires": "3600", "format": "url"}).encode()
        link, _ = post(f"{address}api/", form, {"Content-Type": "application/x-www-form-urlencoded"})
        return follow(folder, "dpaste_org", address, link.decode().strip().rpartition("/")[2])


if __name__ == "__main__":
    loopback_up()
    sys.stdout.write(json.dumps(story(Path(sys.argv[1]), Path(sys.argv[2]))))
