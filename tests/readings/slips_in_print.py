"""Mistakes in what a reading says is printed, who says it, and in its types and files."""

from . import READING
from .slips import slip

SLIPS_IN_PRINT = {
    # What is printed
    "a headline that the article does not print": slip(
        READING, "headline: Kiev Showed No", "headline: Kyiv Showed No", "headline", "as printed"
    ),
    "a byline that the article does not print": slip(
        READING, "byline: Umer", "byline: Omar", "byline", "Write it as printed"
    ),
    "a name that the article does not print": slip(
        READING, "name: Western countries}", "name: The West}", "the name", "Write it as printed"
    ),
    "a name that occurs in longer words only": slip(
        READING, "name: Western countries}", "name: Wester}", "inside longer words", "as printed"
    ),
    "a title that the article does not print": slip(
        READING, "title: Russian F", "title: Foreign F", "the title", "Write it as printed"
    ),
    "a medium that the article does not print": slip(
        READING, "medium: a statement posted", "medium: statements posted", "medium", "as printed"
    ),
    # Who says it
    "a claim by nobody": slip(
        READING,
        "  by: west\n",
        "",
        "does not say whose word it is",
        "add `by`",
        at="- quote: Western countries",
    ),
    "a passage that carries nothing": slip(
        READING,
        "  by: west\n  claim: iran-supplies-drones-to-russia\n",
        "  by: west\n",
        "carries nothing",
        "add claim, denies or evidence",
        at="- quote: Western countries",
    ),
    "a passage that carries nothing, and something": slip(
        READING,
        "  by: west\n",
        "  by: west\n  nothing: of interest\n",
        "and carries something",
        "choose",
        at="  nothing: of interest",
    ),
    "a claim that is stated and presupposed at once": slip(
        READING,
        "  by: west\n",
        "  by: west\n  presupposes: iran-supplies-drones-to-russia\n",
        "more than once",
        "keep one",
        at="  presupposes: iran-supplies-drones-to-russia\n  claim: iran-supplies",
    ),
    # Types
    "a list in place of a mapping": slip(
        READING,
        "    is: mohammad-r",
        "  - is: mohammad-r",
        "is a list",
        "write keys and values",
        at="  minister:",
    ),
    "text in place of a mapping": slip(
        READING,
        "  france: {is: france, name: France}",
        "  france: France",
        "is the text “France”",
        "write keys and values",
    ),
    "a mapping in place of text": slip(
        READING, "by: west\n", "by: {who: west}\n", "is a mapping", "write one value, or a list"
    ),
    "a list in place of text": slip(
        READING, "  byline: Umer Jamshaid", "  byline: [Umer Jamshaid]", "is a list", "write text"
    ),
    "a missing date of publication": slip(
        READING,
        "  published: 2022-12-13\n",
        "",
        "“published” is missing",
        "add it",
        at="article:\n",
    ),
    # Addresses and files
    "an address that is none": slip(
        READING, "  language: en", "  url: javascript:alert(1)", "no web address", "use http:// or"
    ),
    "a language that is none": slip(
        READING, "  language: en", "  language: English language", "language", "write en, fa"
    ),
    "a text that does not exist": slip(
        READING, "file: urdupoint-2022-12-13.txt", "file: urdupoint.txt", "there is no text", "mean"
    ),
    "a text outside its folder": slip(
        READING, "file: urdupoint-2022-12-13.txt", "file: ../actors.yaml", "there is no text", "use"
    ),
}
