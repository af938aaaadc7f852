"""One record out of all the passages, of whatever article, that carry it.

Claims are defined in their registry, evidence where a reading first describes it, a denial by
what it denies, how, who and when: the same denial in several passages is one record.
"""

from collections.abc import Iterable

from claims.models import Role

from .articles import ReadArticle
from .carried import Carried
from .checking import Registries
from .dating import best
from .evidence import define_evidence
from .gathered import Gathered, Statement, key_of
from .problems import Problems


def gather(articles: Iterable[ReadArticle], registries: Registries, problems: Problems) -> Gathered:
    """All statements that the articles' passages carry, each with its best date."""
    articles = list(articles)
    gathered = Gathered()
    gathered.evidence, gathered.places = define_evidence(articles, registries, problems)
    for slug, subjects in registries.about.items():
        for subject in subjects:
            gathered.attribute(registries.claims[slug], subject, Role.SUBJECT)
    for read in articles:
        for found in read.found:
            Carried(read, found, registries, gathered, problems).gather()
    statements: list[Statement] = [*registries.claims.values(), *gathered.denials.values()]
    for statement in [*statements, *gathered.evidence.values()]:
        if tellings := gathered.tellings.get(key_of(statement)):
            statement.date, statement.date_basis, statement.date_note = best(tellings)
    return gathered
