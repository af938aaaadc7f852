"""A filtered list of claims as a file: the same filters, the same rows, in the same order.

    filterset → keys in order → claims, some at a time → described → written

Each form of file is written as it is asked for: no list of all claims is ever held. What the forms
have in common is `described`: what is recorded, whose word it is, and the passage that says it.
`docs/open-data.md` tells of every field.
"""
