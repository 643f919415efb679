"""WARC and WET files as a crawler writes them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping

DATE = "2026-03-01T12:00:00Z"


def record(kind: str, url: str, body: bytes, content_type: str, *, packed: bool) -> bytes:
    """One record, in a gzip member of its own if packed."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DATE}\r\n"
    head += f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    whole = head.encode() + body + b"\r\n\r\n"
    return gzip.compress(whole) if packed else whole


def wet(pages: Iterable[tuple[str, str]], *, packed: bool = True) -> bytes:
    """Texts of pages, each given by its URL, behind a record about the file."""
    about = record("warcinfo", "", b"software: none\r\n", "application/warc-fields", packed=packed)
    texts = (record("conversion", url, text.encode(), "text/plain", packed=packed) for url, text in pages)
    return about + b"".join(texts)


def warc(
    pages: Iterable[tuple[str, bytes, str]], *, packed: bool = True, headers: Mapping[str, str] | None = None
) -> bytes:
    """Answers to requests, each given by URL, body and content type."""
    whole = b""
    for url, body, kind in pages:
        whole += record("request", url, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "application/http", packed=packed)
        told = "".join(f"{name}: {value}\r\n" for name, value in {"Content-Type": kind, **(headers or {})}.items())
        answer = f"HTTP/1.1 200 OK\r\n{told}\r\n".encode() + body
        whole += record("response", url, answer, "application/http; msgtype=response", packed=packed)
    return whole
