"""Spirit, in the project that it makes itself."""

from __future__ import annotations

import os
from pathlib import Path

from tests.integration.place import call
from tests.integration.target import DjangoTarget

_SEED = """
from django.contrib.auth import get_user_model
from spirit.category.models import Category
from spirit.comment.models import Comment
from spirit.topic.models import Topic
category, _ = Category.objects.get_or_create(title="General")
for title, posts in threads:
    for author, when, text in posts:
        user, _ = get_user_model().objects.get_or_create(username=author, defaults={"email": author + "@example.com"})
        topic, _ = Topic.objects.get_or_create(title=title, defaults={"user": user, "category": category})
        html = "".join(f"<p>{line}</p>" for line in text.split("\\n\\n"))
        Comment.objects.create(user=user, topic=topic, comment=text, comment_html=html, date=at(when))
        topic.comment_count += 1
        topic.last_active = at(when)
        topic.save()
"""


class Forum(DjangoTarget):
    """One category; the front page lists its topics."""

    spider = "spirit"
    settings = "site_.settings.dev"
    seed = _SEED

    @property
    def home(self) -> Path:
        return self.folder / "site_"

    def prepare(self) -> None:
        path = f"{self.software}{os.pathsep}{os.environ['PATH']}"  # it calls django-admin by name
        call(self.folder, [str(self.software / "spirit"), "startproject", "site_"], PATH=path)

    def django(self, *command: str) -> None:
        super().django(*(("spiritinstall",) if command == ("migrate",) else command))
