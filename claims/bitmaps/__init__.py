"""The bitmap index of claims: lists, totals and facets whose cost does not grow with the table.

Each value that a list can be filtered by, a status, an actor in a role, a month, has a Roaring
bitmap of the claims that have it; a filter is an intersection, a count its cardinality.
`claims.derived` says under which keys a claim is filed, and files it anew after every write:
`writing` is the one way in. `shelf` reads, `finding` answers a URL, `ordered` pages, `counted`
counts. What else was tried, and what it gave, is in docs/performance.md.
"""
