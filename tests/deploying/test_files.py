"""What docs/deploy.md tells of is there, and nginx, systemd and the shell take it as it is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.torture._nginx import Nginx

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
DOCUMENT = (ROOT / "docs" / "deploy.md").read_text()
UNITS = sorted((DEPLOY / "systemd").iterdir())


def commands():
    return "\n".join(re.findall(r"^```sh\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL))


def test_every_file_that_the_document_names_is_there():
    named = set(re.findall(r"(?<![\w/.-])(?:deploy|docs|claimsite)/[\w./@-]*\w", DOCUMENT))
    assert len(named) > 6
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_unit_that_the_document_names_is_there():
    named = {
        re.sub(r"@[\d.]+\.", "@.", name)
        for name in re.findall(r"claimsite[\w@.-]*\.(?:service|socket|timer)", commands())
    }
    assert named
    assert named <= {unit.name for unit in UNITS}


def test_style_sheets_are_collected_before_a_release_answers():
    for block in re.findall(r"^```sh\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL):
        if "deploy/switch" in block and "pip install" in block:
            assert block.index("collectstatic") < block.index("deploy/switch")
            assert block.index("migrate") < block.index("deploy/switch")


@pytest.mark.parametrize("script", ["manage", "switch"])
def test_the_scripts_are_ones_that_a_shell_takes(script):
    subprocess.run(["sh", "-n", DEPLOY / script], check=True)
    assert (DEPLOY / script).stat().st_mode & 0o111


def test_nginx_takes_its_configuration(tmp_path):
    nginx = Nginx(tmp_path)
    nginx.certify()
    nginx.write()
    tried = subprocess.run(nginx.command("-t", "-q"), capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    assert not tried.stderr


def test_systemd_takes_the_units(tmp_path):
    for unit in UNITS:
        # The program is not there: the release is not installed here.
        text = re.sub(
            r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", unit.read_text(), flags=re.M
        )
        (tmp_path / unit.name).write_text(
            text.replace("WorkingDirectory=/srv", "WorkingDirectory=-/srv")
        )
    names = [tmp_path / unit.name.replace("@", "@1.0") for unit in UNITS]
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names], capture_output=True, text=True
    )
    assert verified.returncode == 0, verified.stderr
    assert not verified.stderr


def test_the_site_writes_nowhere_and_connects_to_nothing():
    unit = (DEPLOY / "systemd" / "claimsite@.service").read_text()
    for line in (
        *("User=claimsite_web", "NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes"),
        *("RestrictAddressFamilies=AF_UNIX", "CapabilityBoundingSet=", "UMask=0027"),
    ):
        assert f"\n{line}\n" in unit, line


def test_nginx_overwrites_what_a_reader_says_of_his_way_here():
    site = (DEPLOY / "nginx.conf").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in site
    assert "$proxy_add_x_forwarded_for" not in site
    assert "underscores_in_headers on" not in site
    assert "ignore_invalid_headers off" not in site
