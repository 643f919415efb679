"""Misago on a PostgreSQL of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pwd import getpwnam
from tempfile import TemporaryDirectory

from tests.integration.installing import program
from tests.integration.place import call, server
from tests.integration.target import DjangoTarget

_PROJECT = """
from devproject.settings import *
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "forum",
                         "HOST": "127.0.0.1", "PORT": 5432}}
DEBUG, CELERY_TASK_ALWAYS_EAGER = False, True
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "debug_toolbar"]
MIDDLEWARE = [one for one in MIDDLEWARE if "debug_toolbar" not in one]
"""
_SEED = """
from django.utils.html import escape
from misago.cache.versions import invalidate_all_caches
from misago.categories.models import Category
from misago.threads.checksums import update_post_checksum
from misago.threads.models import Post, Thread
from misago.users.models import User
from misago.users.test import create_test_user
category = Category.objects.get(slug="first-category")
for title, posts in threads:
    for author, when, text in posts:
        user = User.objects.filter(username=author).first() or create_test_user(author, author + "@example.com")
        thread = Thread.objects.filter(title=title).first()
        if thread is None:
            thread = Thread(category=category, started_on=at(when), last_post_on=at(when),
                            starter_name="x", starter_slug="x", last_poster_name="x", last_poster_slug="x")
            thread.set_title(title)
            thread.save()
        parsed = "".join(f"<p>{escape(line)}</p>" for line in text.split("\\n\\n"))
        post = Post.objects.create(category=category, thread=thread, poster=user, poster_name=author, original=text,
                                   parsed=parsed, posted_on=at(when), updated_on=at(when))
        update_post_checksum(post)
        post.save()
    thread.synchronize()
    thread.save()
category.synchronize()
category.save()
invalidate_all_caches()
"""


class Forum(DjangoTarget):
    """One category, in a project made from the one that the wheel brings."""

    spider = "misago"
    seed = _SEED

    def prepare(self) -> None:
        (self.folder / "settings.py").write_text(_PROJECT, "utf-8")

    @contextmanager
    def running(self) -> Iterator[None]:
        with _database(), super().running():
            yield


@contextmanager
def _database() -> Iterator[None]:
    """A PostgreSQL server; it refuses to run as root, so root runs it as the user that its package brings."""
    user = "postgres" if os.geteuid() == 0 else None
    with TemporaryDirectory(prefix="database-", ignore_cleanup_errors=True) as made:
        home, data = Path(made), str(Path(made) / "data")
        if user:
            os.chown(home, getpwnam(user).pw_uid, getpwnam(user).pw_gid)
        make = [program("initdb"), "--pgdata", data, "--auth", "trust", "--username", "forum", "--encoding", "UTF8"]
        call(home, [*make, "--locale", "C.UTF-8", "--no-sync"], user=user)
        with server(5432, [program("postgres"), "-D", data, "-k", made, "-h", "127.0.0.1", "-F"], home, user=user):
            yield
