"""nginx with the site's own configuration, as a process of a program's own, beside any other."""

import contextlib
import http.client
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.torture.servers import HOST, ROOT, free_port

NAME = "claims.example.org"
# What docs/deploy.md has in nginx.conf, but for where things lie.
_AROUND = """
{user}
worker_processes auto;
worker_rlimit_nofile 16384;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    types {{ }}
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    include {folder}/site.conf;
}}
"""


class ByName(http.client.HTTPSConnection):
    """A connection to this machine that asks for the site by its name."""

    def __init__(self, port: int, context: ssl.SSLContext, address: str = HOST) -> None:
        super().__init__(NAME, port, timeout=60, context=context)
        self.secure, self.address = context, address

    def connect(self) -> None:
        plain = socket.create_connection((HOST, self.port), self.timeout, (self.address, 0))
        self.sock = self.secure.wrap_socket(plain, server_hostname=NAME)


class Nginx:
    """Its ports on this machine, and the socket of the site that it asks."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.socket = folder, folder / "web.sock"
        self.plain, self.secure = free_port(), free_port()
        self.configuration = folder / "nginx.conf"

    def write(self) -> None:
        """deploy/nginx.conf with the ports and files of this process, all else as shipped."""
        site = (ROOT / "deploy" / "nginx.conf").read_text()
        for old, new in {
            "listen 80": f"listen {HOST}:{self.plain}",
            "listen 443": f"listen {HOST}:{self.secure}",
            "listen [::]:80": f"listen [::1]:{self.plain}",
            "listen [::]:443": f"listen [::1]:{self.secure}",
            "/srv/claimsite/current/web.sock": str(self.socket),
            "/etc/claimsite/tls": str(self.folder),
            "/var/log/nginx": str(self.folder),
        }.items():
            assert old in site, f"deploy/nginx.conf has no {old}"
            site = site.replace(old, new)
        (self.folder / "site.conf").write_text(site)
        user = "user root;" if os.getuid() == 0 else ""
        self.configuration.write_text(_AROUND.format(folder=self.folder, user=user))

    def certify(self) -> None:
        command = [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *(
                "-nodes",
                "-days",
                "2",
                "-subj",
                f"/CN={NAME}",
                "-addext",
                f"subjectAltName=DNS:{NAME}",
            ),
            *("-keyout", str(self.folder / "privkey.pem"), "-out", str(self.certificate)),
        ]
        subprocess.run(command, check=True, capture_output=True)

    @property
    def certificate(self) -> Path:
        return self.folder / "fullchain.pem"

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))

    def command(self, *options: str) -> list[str]:
        found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        assert found, "nginx is missing: apt-get install nginx-light"
        return [found, "-p", str(self.folder), "-c", str(self.configuration), *options]


@contextlib.contextmanager
def proxied(folder: Path) -> Iterator[Nginx]:
    """Raises AssertionError where it does not take its configuration."""
    nginx = Nginx(folder)
    nginx.certify()
    nginx.write()
    tried = subprocess.run(nginx.command("-t", "-q"), capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen(nginx.command("-g", "daemon off;"), stderr=subprocess.DEVNULL)
    try:
        yield nginx
    finally:
        process.terminate()
        process.wait(20)
