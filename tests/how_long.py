"""A plugin of pytest: which files of tests take the longest, so that the whole stays within its
quarter of an hour."""

from collections import Counter

FILES = 20
_seconds = Counter()


def pytest_runtest_logreport(report):
    _seconds[report.nodeid.partition("::")[0]] += report.duration


def pytest_terminal_summary(terminalreporter):
    whole = sum(_seconds.values())
    terminalreporter.section(f"the files that took longest, in seconds of {whole:.0f} in all")
    for name, seconds in _seconds.most_common(FILES):
        terminalreporter.write_line(f"{seconds:6.1f}  {name}")
