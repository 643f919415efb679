"""Scrapy's settings, hardened: each line says which default was wrong for a tool that reads hostile sites.

Scrapy finds this module through scrapy.cfg in a checkout; ``leakscan crawl`` loads it from wherever it is installed.
No secret may ever stand here: Scrapy prints overridden settings to the log.
"""

from __future__ import annotations

from importlib.metadata import entry_points as _entry_points
from importlib.util import find_spec as _find_spec

from leakscan import __version__ as _version

BOT_NAME = "leakscan"
USER_AGENT = f"leakscan/{_version}"  # an honest name; the runner adds the contact from leakscan.toml

# Spiders live at top level in a checkout and inside the package in a wheel. Those of other packages come first, since
# of two spiders with one name the later one counts.
SPIDER_MODULES = [
    *sorted(point.module for point in _entry_points(group="leakscan.spiders")),
    "leakscan._spiders" if _find_spec("leakscan._spiders") else "spiders",
]
NEWSPIDER_MODULE = "spiders"

# --- nothing listens, nothing but the web is read
TELNETCONSOLE_ENABLED = False  # a console that runs code, on a port
REMOTE_CONTROL_ENABLED = False  # the same over HTTP, new in Scrapy 2.19 and on by default
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("file", "data", "ftp", "s3")),  # whatever a page may link to
    **dict.fromkeys(("http", "https"), "leakscan.crawl.handler.WebHandler"),
}
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy accepts any certificate by default
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"  # older ones are broken (RFC 8996)
TWISTED_DNS_RESOLVER = "leakscan.crawl.guard.GuardResolver"  # no address of our own network
LEAKSCAN_PRIVATE_HOSTS: list[str] = []  # hosts of sources with allow_private

# --- bounds on what a hostile site can cost
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # bytes, decompressed; the default is 1 GiB
DOWNLOAD_WARNSIZE = 0  # a large paste is what we look for
DOWNLOAD_TIMEOUT = 30  # seconds in all: a site that drips bytes is cut off
DEPTH_LIMIT = 5  # links deep; paging through one listing counts once
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 5  # seconds; a longer wait is a trap or a challenge
MEMUSAGE_LIMIT_MB = 512
URLLENGTH_LIMIT = 2083
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # a redirect to a page seen before would vanish without a word

# --- polite
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "leakscan"
DOWNLOAD_DELAY = 0  # leakscan.crawl.turns keeps the pace, by host for all sources; Scrapy's is one a source
CONCURRENT_REQUESTS = 1  # a source is one host; with one request in flight, a Retry-After holds back all the rest
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 16  # pages of one response; Scrapy begins a task for each, used or not, and 100 by default
RETRY_TIMES = 2
LEAKSCAN_RETRY_AFTER_MAX = 120  # seconds to wait within a visit when asked to; beyond it the visit ends
AUTOTHROTTLE_ENABLED = False  # it overrides the delay that a source was given

# --- nothing is carried from one site to another
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"  # a source need not learn where we came from
HTTPPROXY_ENABLED = True

# --- order: a cursor is true only if what came before is kept
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # lets retried requests and their redirects through
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # allows everything where robots.txt fails
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # ignores Retry-After
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,  # its import looks up public suffixes, past a proxy
    "leakscan.crawl.origin.OriginMiddleware": 50,
    "leakscan.crawl.robots.RobotsMiddleware": 100,
    "leakscan.crawl.politeness.RetryAfterMiddleware": 550,
    "leakscan.crawl.budget.BudgetMiddleware": 560,  # after all that may refuse a request
}
EXTENSIONS = {
    "scrapy.extensions.memusage.MemoryUsage": None,  # it takes the peak of the process that began the visit for its own
    "leakscan.crawl.memory.HeldMemory": 0,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # it hides refusals; the base spider names them
    "leakscan.crawl.plain.PlainItemsMiddleware": 10,
}

# --- logs
LOG_LEVEL = "INFO"  # at DEBUG Scrapy logs what it scraped
LOG_INSTALL_ROOT_HANDLER = True
LOG_FORMATTER = "leakscan.crawl.logs.QuietFormatter"
STATS_DUMP = False  # the visit's account says it better
LOGSTATS_INTERVAL = 0
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the spiders' source, which a frozen installation has not
