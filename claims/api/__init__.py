"""The JSON API: the lists and records of the public pages, by the same parameters.

URL → filter → queryset → record, as for the pages; `claims.exports.described` gives a record its
shape, and `schemas` says what that is.
"""
