"""The words of a language by which speech, evidence and dates are known. Data, no logic.

To add a language, write another `Cues` and name it in `LANGUAGES`, under the first part of its
BCP 47 tag. Its speaker is sought as in English, before the verb: right for languages that put the
subject there. `dateparser` has to know the language, by the same tag.
"""

from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True)
class Cues:
    """All in small letters, words apart by a space in the source; `'` stands for any apostrophe."""

    # Verbs by which somebody says, denies, asks; and those of them that are nouns as well, or mean
    # something else as often: they count only with a speaker before, `that` after, or as a
    # perfect ("has dismissed").
    says: frozenset[str]
    denies: frozenset[str]
    asks: frozenset[str]
    unsure: frozenset[str]
    that: frozenset[str]
    # Words before one who is quoted: "according to Iran".
    sources: tuple[tuple[str, ...], ...]
    # Evidence: what is done with it (or not), and what it is; what is asked for as evidence.
    shows: frozenset[str]
    proof: frozenset[str]
    inquiry: frozenset[str]
    fails: frozenset[str]
    helpers: frozenset[str]  # between "failed", or "not", and what is done
    # What may stand between a speaker and the verb.
    auxiliaries: frozenset[str]
    being: frozenset[str]
    adverbs: frozenset[str]
    adverb_ending: str
    participle_endings: tuple[str, str]  # active ("denying"), passive ("accused")
    participles: frozenset[str]  # passive ones of another form
    by: str
    negations: frozenset[str]
    # What parts and joins names.
    prepositions: frozenset[str]
    accompanying: str
    articles: frozenset[str]
    definite: frozenset[str]  # those that point to somebody named before
    joins: frozenset[str]
    # Words that stand for a person named before.
    pronouns: frozenset[str]
    roles: frozenset[str]
    # In a line of capitals these are no acronyms.
    ordinary: frozenset[str]
    # Words after which a day lies ahead, not behind.
    ahead: frozenset[str]
    # Expressions of dates: the whole is quoted, its group `date` is what the library is given.
    dates: tuple[str, ...]
    days: frozenset[str]
    past: frozenset[str]


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY_OF_MONTH = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|\s?[-–]\s?[0-9])"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9])"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:early|mid|late|the beginning of|the end of|the start of|the middle of)[\s-]"
_IN = (
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Tt]hroughout|[Oo]f|[Ff]rom|[Bb]efore|[Aa]fter"
    r"|[Ll]ast|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id)"
)
_ON = r"(?:[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]efore|[Aa]fter)"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[1-9][0-9]?)"

ENGLISH = Cues(
    says=_set(
        "said says say saying told tells tell telling added adds add adding stated stating"
        " announced announces announce announcing declared declares declare declaring claimed"
        " claims claim claiming alleged alleges allege alleging insisted insists insist insisting"
        " maintained maintains maintain maintaining believed believes believe believing argued"
        " argues argue arguing warned warns warn warning accused accuses accuse accusing blamed"
        " blames blame blaming reported reports report reporting confirmed confirms confirm"
        " confirming acknowledged acknowledges acknowledge acknowledging admitted admits admit"
        " admitting noted notes note noting stressed stresses stress stressing emphasized"
        " emphasizes emphasised emphasises asserted asserts assert asserting vowed vows promised"
        " promises suggested suggests suggest suggesting explained explains explain wrote writes"
        " tweeted reiterated reiterates reiterate reiterating repeated underlined underlines"
        " commented comments replied replies responded testified concluded concludes found"
        " estimated estimates condemned condemns condemn condemning criticized criticised charged"
        " charges thinks contends contended contend pointed clarified revealed reveals disclosed"
    ),
    denies=_set(
        "denied denies deny denying rejected rejects reject rejecting dismissed dismisses dismiss"
        " dismissing refuted refutes refute refuting disputed disputes dispute disputing rebutted"
        " repudiated repudiates repudiating rebuffed contradicted contradicts disavowed disavows"
        " disavowing downplayed debunked"
    ),
    asks=_set(
        "asked asks ask asking requested requests request requesting demanded demands demand"
        " demanding urged urges urge urging called calls call calling"
    ),
    unsure=_set(
        "adds add adding claims claim maintained maintains maintain maintaining reports report"
        " notes note stress stresses promises suggested suggests repeated comments found estimates"
        " estimated charged charges requests request demands demand demanding called calls call"
        " calling dispute disputes pointed revealed reveals wrote writes tells tell dismissed"
        " dismisses rejects reject alleged"
    ),
    that=_set("that"),
    sources=(
        ("according", "to"),
        ("in", "the", "words", "of"),
        ("as", "reported", "by"),
        ("citing",),
        ("quoting",),
    ),
    shows=_set(
        "show shows showed shown showing provide provides provided providing present presents"
        " presented presenting produce produces produced producing offer offers offered offering"
        " submit submits submitted submitting publish publishes published publishing release"
        " releases released releasing give gives gave given giving furnish furnished supply"
        " supplied find found see seen saw have has had cite cites cited"
    ),
    proof=_set(
        "evidence proof proofs document documents documentation explanation explanations photo"
        " photos photograph photographs footage video videos image images imagery recording"
        " recordings testimony testimonies wreckage debris fragments findings"
    ),
    inquiry=_set(
        "investigate investigation inquiry inquiries probe examine examination evidence proof"
        " documents explanation explanations meeting inspection inspections"
    ),
    fails=_set("fail fails failed failing refuse refuses refused refusing unable"),
    helpers=_set("to did do"),
    auxiliaries=_set(
        "have has had having is are was were be been being do does did will would can could may"
        " might must should shall also both all then to"
    ),
    being=_set("is are was were be been being"),
    adverbs=_set(
        "also long ever never again still since already now then later earlier today yesterday"
        " once often always further thus therefore however too instead jointly just even first"
        " not all both each themselves himself herself itself"
    ),
    adverb_ending="ly",
    participle_endings=("ing", "ed"),
    participles=_set("said told found shown given seen known thought written"),
    by="by",
    negations=_set(
        "no not never none nothing neither nor without false baseless groundless unfounded"
        " didn't doesn't don't isn't aren't wasn't weren't hasn't haven't hadn't can't cannot"
        " couldn't won't wouldn't untrue"
    ),
    prepositions=_set(
        "of to in on at by for from with against about into over under between among through"
        " during after before near via within without towards toward upon across despite per"
    ),
    accompanying="with",
    articles=_set("the a an"),
    definite=_set("the"),
    joins=_set("and or as well both"),
    pronouns=_set("he she"),
    roles=_set(
        "minister president premier chancellor spokesman spokeswoman spokesperson ambassador"
        " envoy secretary chief director general commander leader diplomat lawmaker senator"
        " governor mayor chairman chairwoman representative official adviser advisor king queen"
        " prince sheikh ayatollah pope judge prosecutor"
    ),
    ordinary=_set("us who it is an or as at be by do he if in me my no of on so to up we aid care"),
    ahead=_set("will shall would scheduled expected due plan plans planned set upcoming next"),
    dates=(
        # On October 21, 2022; October 21
        rf"(?:\b{_ON} )?(?:\bthe )?(?P<date>\b{_MONTH} {_DAY_OF_MONTH}(?:,? {_YEAR})?)",
        # on 21 October 2022; the 21st of October
        rf"(?:\b{_ON} )?(?:\bthe )?(?P<date>(?<![0-9][-–])\b{_DAY_OF_MONTH} (?:of )?{_MONTH}"
        rf"(?:,? {_YEAR})?)",
        # 2022-10-21
        r"(?P<date>(?<![\w/.-])[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:[0-2][0-9]|3[01])(?![\w/-]))",
        # in November 2022; November 2022
        rf"(?:\b{_IN}[ -])?(?:{_PART})?(?P<date>\b{_MONTH},? {_YEAR})",
        # in November
        rf"\b{_IN}[ -](?:{_PART})?(?P<date>{_MONTH})(?!\w| [0-9])",
        # on Monday; last Friday; Monday night
        rf"(?:\b{_ON} )?(?P<date>(?:\b[Ll]ast )?\b{_WEEKDAY})(?!s?\w)(?! next)",
        # last month; earlier this year
        r"(?:\b[Ee]arlier |\b[Ll]ater |\b[Ii]n )?(?P<date>\b(?:[Ll]ast|[Tt]his)"
        r" (?:week|month|year))\b(?!['’]s| of )",
        # two days ago
        rf"\b(?P<date>{_NUMBER} (?:day|week|month|year)s? ago)\b",
        r"\b(?P<date>the day before yesterday|[Yy]esterday|[Tt]oday)\b(?!['’]s)",
        # in 2015
        rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Ee]arly|[Ll]ate) (?:{_PART})?(?P<date>{_YEAR})"
        r"(?!\w|[-–,.%][0-9]|\s[0-9])",
    ),
    days=_set("monday tuesday wednesday thursday friday saturday sunday"),
    past=_set("last this"),
)

LANGUAGES = {"en": ENGLISH}


def primary(tag: str) -> str:
    """The language of a BCP 47 tag, without region and script."""
    return tag.split("-")[0].lower()


def cues_of(language: str) -> Cues | None:
    """The cues of the language of a BCP 47 tag; None where there are none yet."""
    return LANGUAGES.get(primary(language))
