"""Two records that turn out to be one: what the one has goes over to the other, and its address
leads there for ever.

Whatever both say in the same place and say differently (a printed name, a date, the end of an
affiliation) is refused, with where it stands: which of them is right, an editor decides before.
"""

from .actors import merge_actors
from .claims import merge_claims

__all__ = ["merge_actors", "merge_claims"]
