"""Export: records back to the files that a person would write of them, and that build them.

One way through: `kept` (the database's records), `drafting` (the short form: `registries`,
`articles`, `entries`), `differing` (what the short form does not say, as `exactly:`), `writing`
(YAML), `exporting` (all of it, proved by building it again).
"""
