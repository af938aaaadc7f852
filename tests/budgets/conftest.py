"""What several of these tests take."""

import tempfile

import pytest

from claimsite import crowded


@pytest.fixture
def uncrowded(tmp_path, monkeypatch):
    """Whatever is told to all processes of having no room, it is to none but the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(crowded, "_opened", None)
    monkeypatch.setattr(crowded, "_until", 0.0)
