"""The admin, for editors: one file a noun.

Every form here goes through the models' own `save`, so what is derived stays true; and whatever
the models or the database refuse comes back as a message on the form, with nothing written.
"""

from .actors import ActorAdmin
from .alike import AlikeClaimsAdmin
from .articles import ArticleAdmin, ArticleTextAdmin
from .attributions import AttributionAdmin
from .changes import ChangeAdmin
from .claims import ClaimAdmin
from .denials import DenialAdmin
from .evidence import EvidenceAdmin
from .imports import ImportRunAdmin
from .passages import PassageAdmin
from .users import EditorGroupAdmin, EditorUserAdmin

__all__ = [
    "ActorAdmin",
    "AlikeClaimsAdmin",
    "ArticleAdmin",
    "ArticleTextAdmin",
    "AttributionAdmin",
    "ChangeAdmin",
    "ClaimAdmin",
    "DenialAdmin",
    "EditorGroupAdmin",
    "EditorUserAdmin",
    "EvidenceAdmin",
    "ImportRunAdmin",
    "PassageAdmin",
]
