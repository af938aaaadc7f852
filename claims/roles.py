"""Who may do what, beyond what a permission of the whole table says.

Four groups, made by migration 0005:

=============  =================================================================================
reader         looks at everything in the admin, and changes nothing
contributor    adds records, and changes those of its own that are drafts
editor         changes everybody's, publishes, returns, withdraws, merges, undoes
administrator  an editor who also keeps the users, and erases personal data from the history
=============  =================================================================================
"""

from typing import Any

from claims.models import (
    Actor,
    Affiliation,
    Alias,
    Anchor,
    Article,
    ArticleText,
    Attribution,
    Change,
    Claim,
    Denial,
    Evidence,
    Mention,
    Passage,
    PassedOver,
    PublicationState,
)

READER, CONTRIBUTOR, EDITOR, ADMINISTRATOR = "reader", "contributor", "editor", "administrator"


def is_editor(user: Any) -> bool:
    """Whether the user answers for what the public sees."""
    return bool(user.has_perm("claims.publish_records"))


def may_change(user: Any, record: Any) -> bool:
    """Whether the user may change or delete `record`, given the permission for its kind: an editor
    any; others what they added, as long as the public has not seen it."""
    if is_editor(user):
        return True
    match record:
        case Article() | Claim() | Denial() | Evidence():
            draft = record.publication_state == PublicationState.DRAFT
            return draft and _is_added_by(user, record)
        case Actor():
            public = Actor.objects.published().filter(pk=record.pk).exists()
            return not public and _is_added_by(user, record)
        case Attribution() | Anchor():
            return may_change(user, record.statement)
        case Mention():
            return may_change(user, record.attribution)
        case Alias() | Affiliation():
            return may_change(user, record.actor)
        case ArticleText():
            return _is_added_by(user, record) and may_change(user, record.article)
        case PassedOver():
            return _is_added_by(user, record)
        case Passage():
            anchors = list(record.anchors.select_related("claim", "denial", "evidence"))
            if not anchors:
                return _is_added_by(user, record)
            return all(may_change(user, anchor.statement) for anchor in anchors)
    return False


def may_revise(user: Any, article: Article) -> bool:
    """Whether the user may add a text to the article: passages follow it, and with them what rests
    on them, so all of that has to be theirs to change."""
    if is_editor(user):
        return True
    anchors = Anchor.objects.filter(passage__text__article=article)
    statements = {
        anchor.statement
        for anchor in anchors.select_related("claim", "denial__claim", "evidence__claim")
    }
    return may_change(user, article) and all(may_change(user, one) for one in statements)


def _is_added_by(user: Any, record: Any) -> bool:
    kind = str(record._meta.model_name)
    return Change.objects.by_author(user, kind).filter(key=record.pk).exists()
