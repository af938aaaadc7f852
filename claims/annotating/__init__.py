"""Annotating a text: words are chosen, a short form says what they carry, and it is saved.

    places ─┐
    printed ┼► sheet ─► filling ─► forms, people ─► saving ─► database
    choosing┘

`sheet` has all that is known of one text, in a fixed number of queries; `filling` is what a form
is filled in with; `saving` writes what the builder of readings would (`claims.readings.carried`).
"""
