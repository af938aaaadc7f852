"""Readings: a person's annotations of articles, in YAML, and the fixture that they build.

One way through: `loading` (files to values with their lines), `records` (the shapes of those
values), `checking` (what the registries say), `articles` (a reading's article, with its words by
`texts` and its cast), `passages` (where the quotes stand, and who is named there), `gathering` (one
record out of all the passages that carry it), `overriding` (what a section `exactly:` says
besides), `building` (all of it) and `fixture` (the file). What may be in it, `kinds` (of record),
`values` (of a field) and `rules` (of the database) say. Whatever is wrong is collected as
`problems`, all of it in one run. The way back is `export`.
"""
