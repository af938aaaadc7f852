"""Mistakes in the registries of actors and claims."""

from . import ACTORS, CLAIMS
from .slips import slip

SLIPS_IN_REGISTRIES = {
    "an unknown key of an actor": slip(
        ACTORS, "aliases: [Tehran", "alias: [Tehran", "unknown key “alias”", "mean “aliases”"
    ),
    "two actors with one key": slip(
        ACTORS,
        "germany:\n",
        "france:\n",
        "the key “france” twice (first in line 27)",
        "remove or rename it",
        at="france:\n  name: Germany",
    ),
    "two claims with one key": slip(
        CLAIMS,
        "iran-supplies-drones-to-russia:",
        "russia-uses-iranian-drones:",
        "the key “russia-uses-iranian-drones” twice",
        "rename it",
        at="russia-uses-iranian-drones:\n  text: Iran has",
    ),
    "a subject who is no actor": slip(
        CLAIMS, "about: [united-nations]", "about: [united-nation]", "is no actor", "mean “united-n"
    ),
    "a principal who is no actor": slip(
        ACTORS, "{united-nations: organ}", "{united-natons: organ}", "is no actor", "did you mean"
    ),
    "a claim that no passage states": slip(
        CLAIMS,
        "un-investigation-would-be-illegal:",
        "somebody-said-something:\n  text: Something.\n  kind: act\n\n"
        "un-investigation-would-be-illegal:",
        "no passage of a reading states it",
        "add `presupposes:`",
        "remove it",
    ),
    "an unknown kind of claim": slip(CLAIMS, "kind: norm", "kind: rule", "no kind of", "use one"),
    "an unknown kind of actor": slip(
        ACTORS,
        "kind: person\n  acts",
        "kind: human\n  acts",
        "no kind of actor",
        "use one of person",
    ),
    "vague neither true nor false": slip(
        ACTORS, "vague: true", "vague: perhaps", "vague is “perhaps”", "write true or false"
    ),
    "a cycle of affiliations": slip(
        ACTORS,
        "  wikidata: Q794\n",
        "  wikidata: Q794\n  acts_for: {mohammad-reza-ashtiani: patron}\n",
        "defence-ministry-of-iran acts for iran acts for mohammad-reza-ashtiani acts for "
        "defence-ministry-of-iran",
        "Remove one of these",
        at="  acts_for: {iran: ministry}",
    ),
    "an actor that acts for itself": slip(
        ACTORS,
        "  wikidata: Q794\n",
        "  wikidata: Q794\n  acts_for: {iran: state}\n",
        "iran acts for iran",
        "Remove one",
        at="  acts_for: {iran: state}",
    ),
    "an office that ends before it begins": slip(
        ACTORS, "until: 2024-08", "until: 2019-08", "is later than until", "exchange them"
    ),
    "an office with a bad date": slip(
        ACTORS, "since: 2004-03", "since: March 2004", "is not a date", "write 2022"
    ),
    "a Wikidata id that is none": slip(ACTORS, "Q794", "794", "no Wikidata id", "write Q and"),
    "a Wikidata id that two actors have": slip(
        ACTORS,
        "wikidata: Q159",
        "wikidata: Q794",
        "has the Wikidata id Q794 of iran",
        "correct one",
    ),
    "an alias that is given twice": slip(
        ACTORS, "[Tehran, Isl", "[Tehran, Tehran, Isl", "the alias “Tehran” is twice", "remove one"
    ),
    "a key with a space": slip(
        ACTORS, "sputnik:\n", "Sputnik News:\n", "cannot be an address", "use a to z"
    ),
    "a key that is too long": slip(
        CLAIMS, "un-investigation-would-be", f"un-{'very-' * 40}be", "shorten it to 160"
    ),
    "an actor without a name": slip(
        ACTORS, "  name: Iran\n", "", "“name” is missing", "add it", at="iran:"
    ),
    "a claim without a text": slip(
        CLAIMS, "text: Ukrainian and Iranian experts held a joint meeting.", "text:", "is empty"
    ),
    "a claim of 3000 characters": slip(
        CLAIMS, "text: Russia has", f"text: Russia {'very ' * 600}has", "at most 2000", "Correct it"
    ),
}
