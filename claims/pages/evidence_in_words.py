"""Why a claim's evidence stands where it does: each thing that is said of it, in a sentence.

A sentence says who says so first, and there is one for each record: were two of them made one, a
source would be made to say what another said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.models import EvidenceKind, EvidenceState, Side


@dataclass(frozen=True)
class Noun:
    """A kind of evidence within a sentence: as what somebody asks for or shows, bare after "any"
    or "no", and its grammatical number."""

    whole: Promise
    bare: Promise
    number: int


NOUNS: Mapping[str, Noun] = {
    EvidenceKind.ANY: Noun(_("evidence"), _("evidence"), 1),
    EvidenceKind.DOCUMENT: Noun(_("documents"), _("documents"), 2),
    EvidenceKind.IMAGERY: Noun(_("imagery"), _("imagery"), 1),
    EvidenceKind.PHYSICAL_OBJECT: Noun(_("a physical object"), _("physical object"), 1),
    EvidenceKind.TESTIMONY: Noun(_("testimony"), _("testimony"), 1),
    EvidenceKind.MEASUREMENT: Noun(_("measurements"), _("measurements"), 2),
    EvidenceKind.INQUIRY: Noun(_("an inquiry"), _("inquiry"), 1),
    EvidenceKind.MEETING: Noun(_("a meeting"), _("meeting"), 1),
    EvidenceKind.EXPLANATION: Noun(_("explanations"), _("explanations"), 2),
    EvidenceKind.ADMISSION: Noun(_("an admission"), _("admission"), 1),
    EvidenceKind.ASSESSMENT: Noun(_("an assessment"), _("assessment"), 1),
}


@dataclass(frozen=True)
class Said:
    """One piece of evidence as the sentences need it: who has which role, by name, and the noun,
    its words already a link to the record."""

    noun: Noun
    whole: SafeString
    bare: SafeString
    people: Mapping[str, list[str]]

    def names(self, role: str) -> SafeString:
        """The names, joined: "Iran, Russia and Ukraine"."""
        return in_a_row(self.people.get(role, []))

    def count(self, role: str) -> int:
        return len(self.people.get(role, []))


def sentence(evidence: Any) -> SafeString:
    """What is said of the evidence, fetched with its people, as HTML that links to its record."""
    noun = NOUNS[evidence.kind]
    said = Said(noun, _link(evidence, noun.whole), _link(evidence, noun.bare), _people(evidence))
    clause = CLAUSES[evidence.state](said)
    source = said.names("source")
    if evidence.side == Side.AGAINST:
        with_source = gettext("According to %(source)s, %(clause)s, against the claim.")
        without = gettext("Against the claim: %(clause)s; by whose word is not recorded.")
    elif evidence.side == Side.NEITHER:
        with_source = gettext("According to %(source)s, %(clause)s, for neither side alone.")
        without = gettext("For neither side alone: %(clause)s; by whose word is not recorded.")
    else:
        with_source = gettext("According to %(source)s, %(clause)s.")
        without = gettext("Recorded: %(clause)s; by whose word is not recorded.")
    if source:
        return _filled(with_source, source=source, clause=clause)
    if _speaks_for_itself(said, evidence.state):
        own = {
            Side.AGAINST: gettext("Against the claim: %(clause)s."),
            Side.NEITHER: gettext("For neither side alone: %(clause)s."),
        }.get(evidence.side, gettext("Recorded: %(clause)s."))
        return _filled(own, clause=clause)
    return _filled(without, clause=clause)


def caveat(evidence: Any) -> str:
    """Why the evidence, given its `counts_as` and `overtaken`, does not count as what it is said
    to be; "" where it does."""
    if evidence.overtaken:
        return gettext("Something was shown later, so this no longer counts.")
    if evidence.counts_as == evidence.state:
        return ""
    if evidence.counts_as == EvidenceState.PRESENTED:
        return gettext(
            "No examiner is named who is independent of the parties: it counts as presented."
        )
    return gettext("No examiner is named who is independent of the parties: it counts as disputed.")


def _speaks_for_itself(said: Said, state: str) -> bool:
    """Whether the clause names somebody whose word it is: who asks, disputes or finds."""
    speakers = {
        EvidenceState.REQUESTED: "requester",
        EvidenceState.PRESENTED: "holder",
        EvidenceState.DISPUTED: "disputer",
        EvidenceState.VERIFIED: "examiner",
        EvidenceState.REJECTED: "examiner",
    }
    return bool(said.people.get(speakers.get(EvidenceState(state), "")))


# One function a state: a clause that stands after "According to somebody," ---------------------


def _requested(said: Said) -> SafeString:
    if said.count("requester") and said.count("holder"):
        words = gettext("%(requester)s asked %(holder)s for %(what)s")
    elif said.count("requester"):
        words = gettext("%(requester)s asked for %(what)s")
    elif said.count("holder"):
        words = ngettext(
            "%(holder)s was asked for %(what)s",
            "%(holder)s were asked for %(what)s",
            said.count("holder"),
        )
    else:
        words = ngettext("%(what)s was asked for", "%(what)s were asked for", said.noun.number)
    return _clause(words, said)


def _said_to_exist(said: Said) -> SafeString:
    if said.count("holder"):
        words = ngettext(
            "%(holder)s has %(what)s", "%(holder)s have %(what)s", said.count("holder")
        )
    else:
        words = ngettext("there is %(what)s", "there are %(what)s", said.noun.number)
    return _clause(words, said)


def _not_shown(said: Said) -> SafeString:
    if said.count("holder"):
        return _clause(gettext("%(holder)s did not show any %(bare)s"), said)
    return _clause(
        ngettext("no %(bare)s was shown", "no %(bare)s were shown", said.noun.number), said
    )


def _presented(said: Said) -> SafeString:
    if said.count("holder"):
        return _clause(gettext("%(holder)s presented %(what)s"), said)
    return _clause(
        ngettext("%(what)s was presented", "%(what)s were presented", said.noun.number), said
    )


def _disputed(said: Said) -> SafeString:
    if said.count("disputer") and said.count("holder"):
        words = gettext("%(disputer)s disputed %(what)s that %(holder)s showed")
    elif said.count("disputer"):
        words = gettext("%(disputer)s disputed %(what)s")
    else:
        words = ngettext(
            "%(what)s was shown, and disputed",
            "%(what)s were shown, and disputed",
            said.noun.number,
        )
    return _clause(words, said)


def _verified(said: Said) -> SafeString:
    if said.count("examiner"):
        words = ngettext(
            "%(examiner)s examined %(what)s and found it sound",
            "%(examiner)s examined %(what)s and found them sound",
            said.noun.number,
        )
    else:
        words = ngettext(
            "%(what)s was examined and found sound",
            "%(what)s were examined and found sound",
            said.noun.number,
        )
    return _clause(words, said)


def _rejected(said: Said) -> SafeString:
    if said.count("examiner"):
        words = ngettext(
            "%(examiner)s examined %(what)s and found it unsound",
            "%(examiner)s examined %(what)s and found them unsound",
            said.noun.number,
        )
    else:
        words = ngettext(
            "%(what)s was examined and found unsound",
            "%(what)s were examined and found unsound",
            said.noun.number,
        )
    return _clause(words, said)


CLAUSES: Mapping[str, Callable[[Said], SafeString]] = {
    EvidenceState.REQUESTED: _requested,
    EvidenceState.SAID_TO_EXIST: _said_to_exist,
    EvidenceState.NOT_SHOWN: _not_shown,
    EvidenceState.PRESENTED: _presented,
    EvidenceState.DISPUTED: _disputed,
    EvidenceState.VERIFIED: _verified,
    EvidenceState.REJECTED: _rejected,
}


def in_a_row(names: Iterable[str]) -> SafeString:
    """The names as a sentence has them, each isolated from the direction of the words around."""
    *rest, last = [format_html("<bdi>{}</bdi>", name) for name in names] or [SafeString("")]
    if not rest:
        return last
    return _filled(gettext("%(names)s and %(last)s"), names=mark_safe(", ".join(rest)), last=last)  # noqa: S308


def _clause(words: str, said: Said) -> SafeString:
    return _filled(
        words,
        what=said.whole,
        bare=said.bare,
        **{role: said.names(role) for role in ("requester", "holder", "disputer", "examiner")},
    )


def _filled(words: str, **parts: SafeString) -> SafeString:
    """`words` as text, with `parts` as the HTML that they are."""
    return mark_safe(conditional_escape(words) % parts)  # noqa: S308


def _link(evidence: Any, words: Promise) -> SafeString:
    return format_html('<a href="#{}">{}</a>', evidence.fragment, words)


def _people(evidence: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for attribution in evidence.attributions.all():
        name = attribution.actor.name
        if any(mention.own_voice for mention in attribution.mentions.all()):
            name = gettext("%(name)s (in its own voice)") % {"name": name}
        found.setdefault(attribution.role, []).append(name)
    return found
