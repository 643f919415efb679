"""Certificates: made here by an authority of our own, which the visits are told to trust."""

from __future__ import annotations

import ipaddress
import ssl
import warnings
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.crawl.feeds import feed
from tests.crawl.site import Site, serving
from tests.crawl.socks import Socks, proxying
from tests.crawl.visiting import Result, visit

HOST = "127.0.0.1"
REFUSED = ("self-signed", "expired", "wrong-host", "old", "self-signed-by-socks")


class Authority:
    """Signs certificates; ``write`` puts one and its key into a file that a server loads."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.key, self.name = folder, ec.generate_private_key(ec.SECP256R1()), _name("Test authority")
        self.path = folder / "authority.pem"
        self.path.write_bytes(self._sign(self.name, self.key, authority=True).public_bytes(Encoding.PEM))

    def _sign(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, *more: x509.ExtensionType, authority: bool = False,
        days: int = 30, own: bool = False,
    ) -> x509.Certificate:  # fmt: skip
        end = datetime.now(UTC) + timedelta(days=days)
        builder = x509.CertificateBuilder(subject if own else self.name, subject, key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(end - timedelta(days=60)).not_valid_after(end)
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        for extension in more:
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(key if own else self.key, hashes.SHA256())

    def server(self, host: str, **how: Any) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        literal = host.replace(".", "").isdigit()
        names: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address(host)) if literal else x509.DNSName(host)]
        made = self._sign(_name("site"), key, x509.SubjectAlternativeName(names), **how)
        path = self.folder / f"{host}-{len(list(self.folder.iterdir()))}.pem"
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(made.public_bytes(Encoding.PEM) + pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _old(context: ssl.SSLContext) -> ssl.SSLContext:
    with warnings.catch_warnings(action="ignore"):
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    folder = tmp_path_factory.mktemp("tls")
    authority = Authority(folder)
    servers = {
        "good": authority.server(HOST),
        "self-signed": authority.server(HOST, own=True),
        "expired": authority.server(HOST, days=-1),
        "wrong-host": authority.server("other.example"),
        "old": _old(authority.server(HOST)),
        "overridden": authority.server(HOST, own=True),
        "good-by-socks": authority.server("good.example"),
        "self-signed-by-socks": authority.server("bad.example", own=True),
    }
    with ExitStack() as stack:
        urls = {
            name: stack.enter_context(serving(Site({"/feed": feed("a")}), HOST, tls)).url
            for name, tls in servers.items()
        }
        told = {
            name: {"spider": "rss", "url": url + "feed", "delay": 0, "allow_private": True}
            for name, url in urls.items()
        }
        by_name = {"good.example": "good-by-socks", "bad.example": "self-signed-by-socks"}
        proxy = stack.enter_context(
            proxying(Socks({host: urlsplit(urls[name]).port or 0 for host, name in by_name.items()}))
        )
        for host, name in by_name.items():
            told[name] |= {"url": f"https://{host}/feed", "proxy": proxy.url}
        told["overridden"]["verify_tls"] = False
        log = folder / "log"
        results = visit(told, log=str(log), environment={"SSL_CERT_FILE": str(authority.path)})
    results["log"] = {"text": log.read_text("utf-8")}
    return results


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, results: dict[str, Result]) -> None:
    assert results[name]["health"] == "refused"
    assert not results[name]["texts"]
    assert "no trustworthy connection" in results[name]["detail"]


@pytest.mark.parametrize("name", ["good", "good-by-socks"])
def test_accepted(name: str, results: dict[str, Result]) -> None:
    assert results[name]["health"] == "ok", results[name]["detail"]


def test_one_source_may_go_without_and_the_log_says_so(results: dict[str, Result]) -> None:
    assert results["overridden"]["health"] == "ok"
    assert "overridden: the certificate of 127.0.0.1 is not checked" in results["log"]["text"]
