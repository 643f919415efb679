"""Links to files that somebody attached: told by how they end, or by how forum engines address attachments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from parsel import Selector

from leakscan.crawl.addresses import tidy
from leakscan.crawl.links import LinkSite

# What leakscan reads, in the forms in which lists are handed on.
_DATA = (
    "csv tsv tab psv txt log sql dump json jsonl ndjson xlsx xlsm xlsb xls ods docx odt pptx odp pdf eml vcf ldif "
    "zip gz tgz bz2 xz"
)
_OPAQUE = "7z rar doc mdb accdb"  # lists are found in these as well, and it can't open them
# phpBB, vBulletin and MyBB, SMF, XenForo, Discourse, Invision, HyperKitty.
_ENGINES = re.compile(
    r"/download/file\.php\?(?:.*&)?id=\d|/attachment\.php\?(?:.*&)?(?:attachmentid|aid)=\d|action=dlattach[;&]"
    r"|/attachments/[^?]+\.\d+/?$|/uploads/short-url/|/applications/core/interface/file/attachment\.php|/attachment/\d+/"
)
# What mailing lists offer of their messages once more.
_MONTHS = re.compile(r"/\d{4}(?:-[A-Z][a-z]+|q\d|)\.txt(?:\.gz)?$|\.mbox(?:\.gz)?$")
_SHOWN = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|ico|mp[34]|webm|mov|avi|ogg|wav|css|js)$", re.IGNORECASE)

FILES = LinkSite("files", (), "", "")


def is_opaque(url: str) -> bool:
    """Whether the file behind an address is of a kind that can't be opened."""
    return _suffix(urlsplit(url).path) in _OPAQUE.split()


def files_in(html: str, url: str, aliases: Collection[str] = ()) -> dict[str, str]:
    """Addresses of attached files, with the names that their links show.

    Args:
        html: a page, or a post.
        url: its address; files of other hosts are none of the site's.
        aliases: other hosts, with their ports, that the site gives as its own: their files are asked for here.
    """
    here, found = urlsplit(url), {}
    for link, name in _links(html, url):
        parts = urlsplit(link)
        if parts.netloc.lower() in aliases:
            found[parts._replace(scheme=here.scheme, netloc=here.netloc).geturl()] = name
        elif parts.hostname == here.hostname:
            found[link] = name
    return found


def _links(html: str, url: str) -> Iterator[tuple[str, str]]:
    if "href" not in html:
        return
    for node in Selector(html, type="html").css("a[href]"):
        try:
            link = tidy(url, node.attrib["href"])
            parts = urlsplit(link)
        except ValueError:  # no address at all
            continue
        name = " ".join("".join(node.xpath(".//text()").getall()).split())
        passed_over = _SHOWN.search(name) or _SHOWN.search(parts.path) or _MONTHS.search(parts.path)
        if passed_over or parts.scheme not in {"http", "https"}:
            continue
        known = _suffix(parts.path) in f"{_DATA} {_OPAQUE}".split()
        if known or _ENGINES.search(f"{parts.path}?{parts.query}" if parts.query else parts.path):
            yield link, name


def _suffix(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[2].lower()
