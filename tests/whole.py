"""What every test of a rewriting ends with."""

from claims import integrity


def is_whole() -> None:
    """The check of the whole database finds nothing."""
    assert [str(problem) for problem in integrity.problems()] == []
