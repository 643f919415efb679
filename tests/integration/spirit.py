"""Spirit, from PyPI."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.integration import django

SPIDER = "spirit"
PATH = "/"
_SETTINGS = "site_.settings.dev"
_place: list[Path] = []

_SEED = """
from django.contrib.auth import get_user_model
from django.utils import timezone
from spirit.category.models import Category
from spirit.comment.models import Comment
from spirit.topic.models import Topic
user, _ = get_user_model().objects.get_or_create(username="mira", defaults={"email": "mira@example.com"})
category, _ = Category.objects.get_or_create(title="General")
for title, posts in value:
    topic, new = Topic.objects.get_or_create(title=title, defaults={"user": user, "category": category})
    for text in posts:
        html = "".join(f"<p>{line}</p>" for line in text.split("\\n\\n"))
        Comment.objects.create(user=user, topic=topic, comment=text, comment_html=html)
    topic.comment_count += len(posts)
    topic.last_active = timezone.now()
    topic.save()
"""


def install(cache: Path) -> None:
    """Spirit and the Django it wants."""
    django.install(cache, "django-spirit==0.14.3")


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """A new forum."""
    django.call(folder, _SETTINGS, "spirit", "startproject", "site_")
    _place.append(folder / "site_")
    django.call(_place[0], _SETTINGS, "python", "-m", "django", "spiritinstall")
    return django.serve(_place[0], _SETTINGS, port)


def seed(url: str, threads: list[tuple[str, list[str]]]) -> None:
    """Make the topics and their comments."""
    django.script(_place[0], _SETTINGS, _SEED, threads)


def reply(url: str, text: str) -> None:
    """Comment on the first topic that was made, whose second page that fills."""
    django.script(_place[0], _SETTINGS, _SEED, [("Thread 0", [text])])
