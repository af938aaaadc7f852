"""How long the list of claims takes, beside what it could take at the least.

The site is served as in production and asked over HTTP, in turns with two floors. The SQL floor:
the same answers by textbook SQL through the bare driver. The framework floor: the same page
rendered from memory. Prints; never judges.
"""
