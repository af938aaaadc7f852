"""The command that checks every rule, as a test asks it."""

import io

from django.core.management import CommandError, call_command


def check() -> list[str]:
    """The lines that the command prints."""
    printed = io.StringIO()
    summary = ""
    try:
        call_command("check_integrity", stdout=printed)
    except CommandError as error:
        summary = str(error)
    lines = printed.getvalue().splitlines()
    if not summary:
        assert len(lines) == 1
        assert lines[0].startswith("No problem found")
        return []
    assert summary.startswith(f"{len(lines)} problem")
    return lines
