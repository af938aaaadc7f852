"""What the words of the site mean, in plain language: one sentence each, wherever it is shown.

Keyed by the codes of the choices in `claims.models`; a test sees to it that none is missing.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import (
    ActorKind,
    ClaimKind,
    DateBasis,
    DenialForm,
    EvidenceKind,
    EvidenceState,
    EvidenceStatus,
    Relation,
    Role,
    Side,
)

Words = Mapping[str, Promise]

CLAIM_KIND: Words = {
    ClaimKind.FACT: _("That something is so, or was."),
    ClaimKind.ACT: _("That somebody asked, said or did something."),
    ClaimKind.NORM: _("That a rule says something, or covers a case."),
    ClaimKind.EVIDENCE: _("That evidence exists, was shown, or was not."),
}

EVIDENCE_STATUS: Words = {
    EvidenceStatus.CONTESTED: _(
        "What is said of the evidence does not agree: one says shown, another says missing, "
        "disputed or rejected; or something was shown on both sides."
    ),
    EvidenceStatus.VERIFIED: _(
        "An examiner who is no party to the claim is said to have found the evidence sound."
    ),
    EvidenceStatus.REJECTED: _(
        "An examiner who is no party to the claim is said to have found the evidence unsound."
    ),
    EvidenceStatus.PRESENTED: _("Evidence is said to have been shown to somebody."),
    EvidenceStatus.NOT_SHOWN: _(
        "Somebody says that no evidence for it was shown, and nobody is recorded as having shown "
        "any for it since."
    ),
    EvidenceStatus.SAID_TO_EXIST: _(
        "Somebody says that there is evidence. Nobody is recorded as having shown it."
    ),
    EvidenceStatus.REQUESTED: _("Evidence was asked for. No answer to that is recorded."),
    EvidenceStatus.UNRECORDED: _(
        "Nothing that is recorded here speaks of evidence. There may well be some."
    ),
}

EVIDENCE_STATE: Words = {
    EvidenceState.REQUESTED: _("Somebody asked for it."),
    EvidenceState.SAID_TO_EXIST: _("Somebody says that it exists."),
    EvidenceState.NOT_SHOWN: _("Somebody says that it was not shown."),
    EvidenceState.PRESENTED: _("It is said to have been shown to somebody."),
    EvidenceState.DISPUTED: _("It was shown, and somebody disputes it."),
    EvidenceState.VERIFIED: _("An examiner is said to have found it sound."),
    EvidenceState.REJECTED: _("An examiner is said to have found it unsound."),
}

EVIDENCE_KIND: Words = {
    EvidenceKind.ANY: _("Evidence of whatever kind; the source does not say which."),
    EvidenceKind.DOCUMENT: _("Papers, records, letters, contracts."),
    EvidenceKind.IMAGERY: _("Photographs, films, satellite pictures."),
    EvidenceKind.PHYSICAL_OBJECT: _("A thing, or a part of one: wreckage, a weapon."),
    EvidenceKind.TESTIMONY: _("What a witness says to have seen or heard."),
    EvidenceKind.MEASUREMENT: _("What instruments recorded."),
    EvidenceKind.INQUIRY: _("An investigation by somebody charged with it."),
    EvidenceKind.MEETING: _("A meeting at which evidence was to be laid on the table."),
    EvidenceKind.EXPLANATION: _("An account of how it was, given as an answer."),
    EvidenceKind.ADMISSION: _("What the accused admits."),
    EvidenceKind.ASSESSMENT: _("What somebody who reviewed the claim concludes, in their words."),
}

SIDE: Words = {
    Side.FOR: _("It is brought forward for the claim, or was asked of those who make it."),
    Side.AGAINST: _("It is brought forward against the claim."),
    Side.NEITHER: _(
        "It speaks for neither side alone, or its source does not say for which: “half true”. The "
        "evidence status leaves it out."
    ),
}

DENIAL_FORM: Words = {
    DenialForm.LITERAL: _("“It is false”: it did not happen, or is not so."),
    DenialForm.EVIDENTIAL: _("“There is no proof”: it is not said to be false, only unproven."),
    DenialForm.INTERPRETIVE: _(
        "“It is not that”: something happened, but it is something else, or the rule does not "
        "cover it."
    ),
    DenialForm.IMPLICATORY: _("“Rightly so”: it happened, and there was reason for it."),
    DenialForm.JURISDICTIONAL: _("“You have no mandate”: whoever asks has no right to."),
    DenialForm.UNSPECIFIED: _("“Denied”, “rejected”: the source does not say on what ground."),
}

ANSWER: Words = {
    "none": _("No answer is recorded. That is not agreement, and there may have been one."),
    "any": _("At least one denial is recorded, of whatever form."),
    **DENIAL_FORM,
}

ROLE: Words = {
    Role.CLAIMANT: _("Says that it is so."),
    Role.SUBJECT: _("Is the one of whom it is said."),
    Role.DENIER: _("Answers that it is not so, or not that, or not to be asked."),
    Role.SOURCE: _("Says what became of the evidence."),
    Role.HOLDER: _("Showed the evidence, is said to have it, or was asked for it."),
    Role.REQUESTER: _("Asked for the evidence."),
    Role.DISPUTER: _("Disputes evidence that was shown."),
    Role.EXAMINER: _("Examined the evidence, and found."),
}

RELATION: Words = {
    Relation.STATES: _("The passage says it."),
    Relation.PRESUPPOSES: _("The passage takes it for granted that somebody says so."),
    Relation.ANSWERS: _("The passage answers it, and so tells of it."),
}

DATE_BASIS: Words = {
    DateBasis.SAID: _("The date is that of the statement."),
    DateBasis.HAPPENED: _("The date is that of what the statement tells of."),
    DateBasis.REPORTED: _("The date is that of the first article that has it."),
}

ACTOR_KIND: Words = {
    ActorKind.PERSON: _("One human being, with the offices held and since when."),
    ActorKind.STATE: _("A country, and what is said in its name."),
    ActorKind.GOVERNMENT_BODY: _("A ministry, an army, an embassy, a court of one state."),
    ActorKind.INTERNATIONAL_BODY: _("What several states set up: the United Nations, a council."),
    ActorKind.NEWS_ORGANISATION: _("A publisher or an agency. It speaks in its own voice, too."),
    ActorKind.GROUP: _(
        "Any other number of people. A vague one, such as “Western countries”, is flagged: no "
        "source says who belongs to it."
    ),
}

STATUS_RULE: Words = {
    EvidenceStatus.CONTESTED: _(
        "Evidence for the claim is disputed. Or it is said to be rejected by one and shown or "
        "verified by another. Or one says that none was shown, and another that there is some or "
        "that it was shown. Or something was shown for the claim and something against it. Or what "
        "speaks against it is said to be verified. Or all that was shown speaks against it, and "
        "nobody says that evidence for it was missing or rejected."
    ),
    EvidenceStatus.VERIFIED: _("Evidence for the claim is said to be verified."),
    EvidenceStatus.REJECTED: _("Evidence for the claim is said to be rejected."),
    EvidenceStatus.PRESENTED: _("Evidence for the claim is said to have been shown."),
    EvidenceStatus.NOT_SHOWN: _("Somebody says that no evidence for the claim was shown."),
    EvidenceStatus.SAID_TO_EXIST: _("Somebody says that there is evidence for the claim."),
    EvidenceStatus.REQUESTED: _("Somebody asked for evidence for the claim."),
    EvidenceStatus.UNRECORDED: _("None of these."),
}
"""When a claim has a status, for a reader: the rule of `claims.evidence_status`, in its order."""

WORDS: Mapping[str, Words] = {
    "kind": CLAIM_KIND,
    "evidence": EVIDENCE_STATUS,
    "state": EVIDENCE_STATE,
    "evidence_kind": EVIDENCE_KIND,
    "side": SIDE,
    "denial": ANSWER,
    "role": ROLE,
    "relation": RELATION,
    "date_basis": DATE_BASIS,
    "actor_kind": ACTOR_KIND,
}
"""By the name under which a page asks for them; the URL's parameter where there is one."""


def explained(code: str, of: str) -> str:
    """What `code` means; `of` is a key of WORDS. "" for a code that needs no words."""
    return str(WORDS[of].get(code, ""))
