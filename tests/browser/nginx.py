"""A real nginx on loopback before a server, from the site file that deploy/ hands out."""

import os
import re
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SITE = Path(__file__).parents[2] / "deploy" / "nginx-site.conf"
NAME = "engagement.example.nhs.uk"  # what the site file has in the place of a real name
NO_NGINX = "These tests need nginx: apt-get install nginx"
PATIENCE = 60  # seconds
AROUND = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
{user}
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    {temporary}
    include {folder}/site.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def certificate(folder: Path) -> Path:
    """A certificate for this machine, made and signed here, with its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "fullchain.pem"


def filled_in(folder: Path, name: str, app: int, https: int, http: int, also: str = "") -> str:
    """The site file as an administrator fills it in, with ports of this machine alone.

    `folder` holds the certificate; `app`, `https` and `http` are ports. `also` is another loopback
    address to listen on by TLS.
    """
    site = SITE.read_text(encoding="utf-8")
    more = rf" listen {also}:{https}\1" if also else ""
    for was, now in (
        (r"\n *listen \[::\][^\n]*", ""),
        (r"listen 443\b([^;]*;)", rf"listen 127.0.0.1:{https}\1{more}"),
        (r"listen 80\b", f"listen 127.0.0.1:{http}"),
        (r"127\.0\.0\.1:8501\b", f"127.0.0.1:{app}"),
        (re.escape(f"https://{NAME}"), f"https://{name}:{https}"),
        (re.escape(NAME), name),
        (r"/etc/ssl/engagement-metrics\b", str(folder)),
        (r"/var/log/nginx\b", str(folder)),
    ):
        site, times = re.subn(was, now, site)
        assert times, f"The site file no longer says {was}"
    return site


class Nginx:
    """A running nginx; `https` and `http` are its two addresses, without a slash at the end."""

    def __init__(
        self, folder: Path, name: str, app: int, https: int, http: int, also: str = ""
    ) -> None:
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        if not program:
            pytest.fail(NO_NGINX)
        self.folder = folder
        self.https, self.http = f"https://{name}:{https}", f"http://{name}:{http}"
        self.certificate = certificate(folder)
        (folder / "site.conf").write_text(filled_in(folder, name, app, https, http, also))
        (folder / "nginx.conf").write_text(
            AROUND.format(
                folder=folder,
                user="user root;" if os.geteuid() == 0 else "",
                temporary=" ".join(f"{what}_temp_path {folder}/{what};" for what in TEMPORARY),
            )
        )
        with (folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                [program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + PATIENCE
        while not (folder / "nginx.pid").exists():  # it writes its number once it listens
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                pytest.fail(f"nginx did not start:\n{self.complaints()}")
            time.sleep(0.02)

    def complaints(self) -> str:
        """What it wrote of things that went wrong."""
        files = (self.folder / "said", self.folder / "error.log")
        return "".join(file.read_text() for file in files if file.exists())

    def log(self) -> str:
        """Who asked for what, as the site file has it written."""
        return (self.folder / "engagement-metrics.log").read_text(encoding="utf-8")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
