"""HyperKitty, filled from a mailbox as an archive that moves house is."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from email.utils import formataddr, formatdate

from tests.integration.target import DjangoTarget, Thread

_PROJECT = """
SECRET_KEY, ALLOWED_HOSTS, ROOT_URLCONF, STATIC_URL, SITE_ID = "x", ["127.0.0.1"], "urls", "/static/", 1
USE_TZ, TIME_ZONE, DEFAULT_AUTO_FIELD, FILTER_VHOST = True, "UTC", "django.db.models.AutoField", False
MAILMAN_REST_API_URL, MAILMAN_REST_API_USER, MAILMAN_REST_API_PASS = "http://127.0.0.1:1", "x", "x"
MAILMAN_ARCHIVER_KEY, MAILMAN_ARCHIVER_FROM = "x", ("127.0.0.1",)
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_URL, STATIC_ROOT = "account_login", "hk_root", "account_logout", "static"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
INSTALLED_APPS = [
    "hyperkitty", "django_mailman3", "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.sessions", "django.contrib.sites", "django.contrib.messages", "django.contrib.staticfiles",
    "django.contrib.humanize", "rest_framework", "django_gravatar", "compressor", "haystack", "django_extensions",
    "django_q", "allauth", "allauth.account", "allauth.socialaccount",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware", "allauth.account.middleware.AccountMiddleware",
    "django_mailman3.middleware.TimezoneMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages", "django.template.context_processors.i18n",
        "django.template.context_processors.static", "django.template.context_processors.tz",
        "django_mailman3.context_processors.common", "hyperkitty.context_processors.common",
    ]},
}]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder", "compressor.finders.CompressorFinder",
]
COMPRESS_PRECOMPILERS = [("text/x-scss", "sassc -t compressed {infile} {outfile}")]
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
Q_CLUSTER = {"orm": "default", "timeout": 300, "retry": 360}
"""
_URLS = """
from django.contrib import admin
from django.urls import include, path
urlpatterns = [
    path("archives/", include("hyperkitty.urls")), path("", include("django_mailman3.urls")),
    path("accounts/", include("allauth.urls")), path("admin/", admin.site.urls),
]
"""


class Forum(DjangoTarget):
    """One list."""

    spider = "hyperkitty"
    path = "/archives/"

    def prepare(self) -> None:
        (self.folder / "settings.py").write_text(_PROJECT, "utf-8")
        (self.folder / "urls.py").write_text(_URLS, "utf-8")

    def add(self, threads: list[Thread]) -> None:
        path = self.folder / "mails.mbox"
        path.unlink(missing_ok=True)
        box = mailbox.mbox(path)
        for title, posts in threads:
            for post in posts:
                box.add(_mail(title, post.author, post.at, post.text))
        box.close()
        self.django("hyperkitty_import", "--list-address", "talk@lists.example", "--no-sync-mailman", str(path))


def _mail(title: str, author: str, at: int, text: str) -> EmailMessage:
    first = f"<{title.replace(' ', '.')}@lists.example>"
    mail = EmailMessage()
    mail["From"], mail["To"] = formataddr((author, f"{author}@example.com")), "talk@lists.example"
    mail["Subject"], mail["Date"] = title, formatdate(at)
    if text.endswith(("post 0 says hello", "today goes on 0 bye")):
        mail["Message-ID"] = first
    else:
        mail["Message-ID"], mail["In-Reply-To"] = f"<{abs(hash(text))}@lists.example>", first
    mail.set_content(text)
    return mail
