"""A pytest plugin: what did not run did not pass.

With `-p tests.nothing_skipped`, as script/test runs pytest, a run fails in which a test was
skipped, expected to fail, or left out by an option, and names it. A run without any test fails
anyway, by pytest's own rule.
"""

from typing import Any

import pytest

LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = []
    if hasattr(config, "workeroutput"):  # a worker of pytest-xdist tells it to the main process
        config.workeroutput["left_out"] = config.stash[LEFT_OUT]


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        item.config.stash[LEFT_OUT].append(item.nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    output = getattr(node, "workeroutput", {})  # a worker that crashed has none
    node.config.stash[LEFT_OUT].extend(output.get("left_out", []))


def did_not_run(config: pytest.Config) -> list[str]:
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    reports = terminal.stats if terminal else {}
    return [
        *(
            f"{outcome}: {report.nodeid}"
            for outcome in ("skipped", "xfailed", "xpassed")
            for report in reports.get(outcome, [])
        ),
        # Every worker leaves out the same ones.
        *(f"left out: {test}" for test in dict.fromkeys(config.stash[LEFT_OUT])),
    ]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and did_not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if lines := did_not_run(config):
        terminalreporter.section("did not run, and so did not pass", red=True)
        for line in lines:
            terminalreporter.write_line(line)
