"""Mistakes in a reading."""

from . import CLAIMS, READING
from .slips import slip

DENIAL_IN_THE_LEAD = "denies: {russia-uses-iranian-drones: evidential}"

SLIPS_IN_READINGS = {
    # Quotes
    "a quote that is absent": slip(
        READING,
        "quote: Western countries have repeatedly",
        "quote: Western states have repeatedly",
        'nearest that does is "Western countries have repeatedly accused Iran',
        "Correct the quote",
    ),
    "a quote with another apostrophe": slip(
        READING,
        "quote: Ukraine didn't show",
        "quote: Ukraine didn’t show",
        "they differ only in apostrophes",
        "Correct the quote",
    ),
    "a quote in other capitals": slip(
        READING,
        "quote: No concrete evidence",
        "quote: No Concrete Evidence",
        "they differ only in upper and lower case",
        "Correct the quote",
    ),
    "a quote that occurs several times": slip(
        READING,
        "quote: both Moscow and Tehran denying the allegations as false.",
        "quote: Iranian drones",
        "times; give a prefix or suffix",
        "[Iranian drones]",
    ),
    "a prefix that does not stand before the quote": slip(
        READING,
        "quote: Tehran insists it is not the case.\n",
        "quote: Tehran insists it is not the case.\n  prefix: 'and '\n",
        "but not with this prefix and suffix",
        "but [Tehran insists",
    ),
    "a passage before the one that it follows in the text": slip(
        READING,
        "quote: Tehran insists it is not the case.",
        "quote: denying the allegations as false.",
        "move it up to its place",
    ),
    # Keys
    "an unknown key of a passage": slip(
        READING, "  medium: a st", "  mediun: a st", "unknown key “mediun”", "mean “medium”"
    ),
    "an unknown key of an article": slip(
        READING, "  byline:", "  bylines:", "unknown key “bylines”", "mean “byline”"
    ),
    "an unknown key of evidence": slip(
        READING, "      holder: kiev", "      holdr: kiev", "unknown key", "mean “holder”"
    ),
    "an unknown key of a denial": slip(
        READING,
        "form: jurisdictional",
        "form: jurisdictional\n      refuse: x",
        "mean “refuses”",
        at="      refuse: x",
    ),
    "an unknown key of a reading": slip(
        READING, "cast:\n", "casts:\n", "unknown key “casts”", "mean “cast”"
    ),
    "a key that is there twice": slip(
        READING,
        "  by: lavrov\n",
        "  by: lavrov\n  by: minister\n",
        "the key “by” twice",
        "remove or rename it",
        at="  by: minister\n  presupposes: russia-uses-iranian-drones\n  claim: russia-and",
    ),
    "two denials with one key": slip(
        READING,
        "denies: {iranian-drones-fall-under-resolution-2231: interpretive}",
        "denies: {iranian-drones-fall-under-resolution-2231: {form: literal, key: x}}\n"
        "- {quote: it is not the case., by: tehran, "
        "denies: {iranian-drones-fall-under-resolution-2231: {form: interpretive, key: x}}}",
        "the denial x is another one at",
        "another key",
        at="- {quote: it is not the case.",
    ),
    # Names of records
    "somebody who is not in the cast": slip(
        READING, "by: lavrov", "by: lavrow", "“lavrow” is not in the cast", "mean “lavrov”"
    ),
    "an actor's slug in place of a key of the cast": slip(
        READING,
        "by: west\n",
        "by: western-countries\n",
        "is not in the cast",
        "use one of the cast",
    ),
    "a member of the cast who is no actor": slip(
        READING, "is: western-countries,", "is: western-country,", "is no actor", "did you mean"
    ),
    "a publisher who is no actor": slip(
        READING, "publisher: urdupoint", "publisher: urdpoint", "is no actor", "mean “urdupoint”"
    ),
    "a claim that is not there": slip(
        READING,
        "claim: un-investigation-would-be-illegal",
        "claim: un-investigation-would-be-legal",
        "is no claim",
        "did you mean “un-investigation-would-be-illegal”",
    ),
    "a denial of a claim that is not there": slip(
        READING,
        DENIAL_IN_THE_LEAD,
        "denies: {russia-used-iranian-drones: evidential}",
        "is no claim",
        "did you mean “russia-uses-iranian-drones”",
    ),
    "evidence that is described nowhere": slip(
        READING,
        "evidence: proof-at-joint-expert-meeting",
        "evidence: proof-at-joint-meeting",
        "is no evidence that a reading describes",
        "did you mean “proof-at-joint-expert-meeting”",
    ),
    "evidence for a claim that is not there": slip(
        READING, "for: iranian-drones-fall-under", "for: drones-fall-under", "is no claim", "mean"
    ),
    "a claim that is denied, and rests on no passage": slip(
        READING,
        "claim: iranian-drones-fall-under-resolution-2231",
        "claim: resolution-2231-restricts-iranian-sales",
        "no passage of a reading states it",
        "add `presupposes:` where it is denied",
        named=CLAIMS,
        at="iranian-drones-fall-under-resolution-2231:",
    ),
    # Dates
    "a month that is not in the calendar": slip(
        READING, "said: 2022-12-12", "said: 2022-13-12", "2022-13-12", "write 2022, 2022-11"
    ),
    "a date in words": slip(
        READING, "happened: 2022-11\n", "happened: November 2022\n", "is not a date", "write 2022"
    ),
    "a date of publication that is none": slip(
        READING, "published: 2022-12-13", "published: 13.12.2022", "is not a date", "write 2022"
    ),
    "a date without its reason": slip(
        READING,
        "  happened: 2022-11\n  why: “In November”, in an article of December 2022\n",
        "  happened: 2022-11\n",
        "has no reason",
        "add `why`",
    ),
    "a reason without its date": slip(
        READING, "  by: west\n", "  by: west\n  why: x\n", "for no date", "add said", at="  why: x"
    ),
    "two dates": slip(
        READING,
        "  happened: 2022-11\n",
        "  happened: 2022-11\n  said: 2022-12-01\n",
        "several dates (said, happened)",
        "keep the first",
        at="  said: 2022-12-01",
    ),
    "a day of retrieval that is none": slip(
        READING,
        "  language: en",
        "  retrieved_on: yesterday",
        "retrieved_on",
        "YYYY-MM-DD",
    ),
    # Closed lists
    "an unknown form of denial": slip(
        READING,
        "russia: literal}",
        "russia: literally}",
        "no form of denial",
        "use one of literal, evid",
    ),
    "an unknown kind of evidence": slip(
        READING, "kind: document", "kind: documents", "no kind of evidence", "use one of any"
    ),
    "an unknown state of evidence": slip(
        READING, "state: presented", "state: shown", "no state of evidence", "use one of"
    ),
    # Evidence
    "evidence both for and against": slip(
        READING,
        "      against: russia-uses-iranian-drones",
        "      against: russia-uses-iranian-drones\n      for: russia-uses-iranian-drones",
        "is on more than one side",
        "give one of",
        at="    explanations-to-the-security-council:",
    ),
    "evidence on no side": slip(
        READING,
        "      against: russia-uses-iranian-drones\n",
        "",
        "is on no side of a claim",
        "give one of for, against",
        at="    explanations-to-the-security-council:",
    ),
    "evidence without a state": slip(
        READING, "      state: presented\n", "", "has no state", "add it", at="    explanations-to"
    ),
    "evidence that is described in two ways": slip(
        READING,
        "evidence: proof-at-joint-expert-meeting",
        "evidence: {proof-at-joint-expert-meeting: {for: russia-uses-iranian-drones, "
        "kind: document, state: not_shown}}",
        "otherwise than",
        "make them agree",
    ),
    "evidence that nobody verified": slip(
        READING,
        "kind: document\n      state: not_shown",
        "kind: document\n      state: verified",
        "is verified by nobody",
        "add its examiner",
        at="    documents-at-joint-expert-meeting:",
    ),
    "a refusal of what was not requested": slip(
        READING,
        "refuses: un-investigation-of-resolution-2231",
        "refuses: documents-at-joint-expert-meeting",
        "which is no request (its state is not_shown)",
        "name evidence in the state requested",
    ),
    "a refusal of unknown evidence": slip(
        READING, "refuses: un-investigation-of", "refuses: investigation-of", "did you mean “un-"
    ),
}
