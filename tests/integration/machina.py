"""django-machina, in a project of two files."""

from __future__ import annotations

from tests.integration.target import DjangoTarget

_PROJECT = """
from machina import MACHINA_MAIN_STATIC_DIR, MACHINA_MAIN_TEMPLATE_DIR
SECRET_KEY, DEBUG, ALLOWED_HOSTS, ROOT_URLCONF, STATIC_URL = "x", True, ["127.0.0.1"], "urls", "/static/"
USE_TZ, TIME_ZONE, DEFAULT_AUTO_FIELD = True, "UTC", "django.db.models.AutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "mptt", "haystack", "widget_tweaks", "machina", "machina.apps.forum",
    "machina.apps.forum_conversation", "machina.apps.forum_conversation.forum_attachments",
    "machina.apps.forum_conversation.forum_polls", "machina.apps.forum_feeds", "machina.apps.forum_moderation",
    "machina.apps.forum_search", "machina.apps.forum_tracking", "machina.apps.forum_member",
    "machina.apps.forum_permission",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "machina.apps.forum_permission.middleware.ForumPermissionMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": ["templates", MACHINA_MAIN_TEMPLATE_DIR],
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages", "machina.core.context_processors.metadata",
    ]},
}]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "machina_attachments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "attachments"},
}
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
MACHINA_DEFAULT_AUTHENTICATED_USER_FORUM_PERMISSIONS = ["can_see_forum", "can_read_forum"]
"""
_URLS = """
from django.urls import include, path
def nowhere(request): ...
names = ["login", "logout", "password_change"]
urlpatterns = [path("account/" + name + "/", nowhere, name=name) for name in names]
urlpatterns.append(path("", include("machina.urls")))
"""
_SEED = """
from django.contrib.auth import get_user_model
from machina.apps.forum.models import Forum
from machina.apps.forum_conversation.models import Post, Topic
from machina.apps.forum_permission.models import ForumPermission, UserForumPermission
forums = [Forum.objects.filter(name=name).first() or Forum.objects.create(name=name, type=0) for name in ("One", "Two")]
for codename in ("can_see_forum", "can_read_forum"):
    permission = ForumPermission.objects.get(codename=codename)
    UserForumPermission.objects.get_or_create(permission=permission, anonymous_user=True, forum=None, has_perm=True)
for number, (title, posts) in enumerate(threads):
    for author, when, text in posts:
        user, _ = get_user_model().objects.get_or_create(username=author)
        topic = Topic.objects.filter(subject=title).first() or Topic.objects.create(
            subject=title, forum=forums[number % 2], poster=user, type=0, status=0, approved=True)
        post = Post.objects.create(topic=topic, poster=user, subject=title, content=text, approved=True)
        Post.objects.filter(pk=post.pk).update(created=at(when), updated=at(when))
    topic.refresh_from_db()
    topic.update_trackers()
for forum in forums:
    forum.update_trackers()
"""


class Forum(DjangoTarget):
    """Two boards that anybody may read."""

    spider = "machina"
    seed = _SEED

    def prepare(self) -> None:
        (self.folder / "settings.py").write_text(_PROJECT, "utf-8")
        (self.folder / "urls.py").write_text(_URLS, "utf-8")
