"""Readings: a person's annotations of articles, in YAML, and the fixture that they build.

One way through: `loading` (files to values with their lines), `records` (the shapes of those
values), `checking` (what the registries say), `passages` (where the quotes stand, and who is
named there), `gathering` (one record out of all the passages that carry it), `building` (rows of
the fixture, and its file). Whatever is wrong is collected as `problems`, all of it in one run.
"""
