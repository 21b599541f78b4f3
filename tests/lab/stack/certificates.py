"""Certificates for brokers and stores of the tests."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Authority:
    """A home-made authority, as plain as most of them are: without any key identifiers."""

    def __init__(self, folder: Path, name: str = "Home") -> None:
        """Make its certificate; files of others go into the folder."""
        self._folder = folder
        self._name = name
        self._key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign(
            _name(name), self._key, x509.BasicConstraints(ca=True, path_length=None)
        )
        self.pem = _pem(certificate)

    def certify(self, address: IPv4Address) -> tuple[Path, Path]:
        """Return the files of a server's certificate and of its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign(
            _name(str(address)), key, x509.SubjectAlternativeName([x509.IPAddress(address)])
        )
        certificate_file = self._folder / f"{address}.crt"
        certificate_file.write_text(_pem(certificate))
        key_file = self._folder / f"{address}.key"
        key_file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return certificate_file, key_file

    def _sign(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, extension: x509.ExtensionType
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(_name(self._name))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
            .sign(self._key, hashes.SHA256())
        )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
