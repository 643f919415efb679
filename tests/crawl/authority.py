"""An authority of our own that signs certificates."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


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
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.write(host, **how))
        return context

    def write(self, host: str, **how: Any) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        literal = host.replace(".", "").isdigit()
        names: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address(host)) if literal else x509.DNSName(host)]
        made = self._sign(_name("site"), key, x509.SubjectAlternativeName(names), **how)
        path = self.folder / f"{host}-{len(list(self.folder.iterdir()))}.pem"
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(made.public_bytes(Encoding.PEM) + pem)
        return path


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
