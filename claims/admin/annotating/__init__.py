"""Annotating a text: the page on which an editor enters a whole article.

The address is the page's whole state: `?start=…&end=…` are the chosen words, `record=` the form
that is open for them (claim, denial, evidence, another, nothing), `of=` the record of which they
are another passage, `like=` one that they carry already, `adjust=` a passage whose ends are moved.
A script only builds such addresses. What is saved is said by `act` (see `acts`).
"""

from .views import WithAnnotating, address

__all__ = ["WithAnnotating", "address"]
