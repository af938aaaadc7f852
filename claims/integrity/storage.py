"""The rules that the database and the fields keep, asked again of what is stored.

SQL typed by hand, a constraint that was dropped or a dump of another program get past them.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q

from claims.models import ArticleText

from .records import DERIVED, WRITTEN, Problem, broken, each, problems_of, rows_of
from .values import Values

_SQLITE_TYPES: tuple[tuple[type[models.Field], str], ...] = (
    (models.DateTimeField, "typeof({0}) = 'text' AND datetime({0}) IS NOT NULL"),
    (models.DateField, "typeof({0}) = 'text' AND date({0}, '+0 days') IS {0}"),
    (models.BooleanField, "typeof({0}) = 'integer' AND {0} IN (0, 1)"),
    (models.IntegerField, "typeof({0}) = 'integer'"),
    (models.ForeignKey, "typeof({0}) = 'integer'"),
    (models.CharField, "typeof({0}) = 'text'"),
    (models.TextField, "typeof({0}) = 'text'"),
)


def columns_hold_their_type() -> Iterator[Problem]:
    """SQLite keeps a text in a column of dates. The other checks could not read it."""
    if connection.vendor != "sqlite":
        return
    for model in (*WRITTEN, *DERIVED):
        table = connection.ops.quote_name(model._meta.db_table)
        for field in model._meta.concrete_fields:
            if field.primary_key:
                continue
            column = connection.ops.quote_name(field.column)
            wanted = next(sql for kind, sql in _SQLITE_TYPES if isinstance(field, kind))
            with connection.cursor() as cursor:
                # No parameters, for the SQL is made of names of our own alone.
                cursor.execute(
                    f"SELECT rowid, substr(quote({column}), 1, 80) FROM {table} "  # noqa: S608
                    f"WHERE {column} IS NOT NULL AND NOT ({wanted.format(column)})"
                )
                for key, value in cursor.fetchall():
                    kind = field.get_internal_type()
                    yield Problem(
                        f"{model._meta.verbose_name} #{key}",
                        f"{field.name} is {value}, which is no value of a {kind}. Correct it.",
                    )


def references_lead_to_a_record() -> Iterator[Problem]:
    for model in (*WRITTEN, *DERIVED):
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            key = field.attname
            target: Any = field.related_model
            lost = model._default_manager.filter(
                ~Exists(target._default_manager.filter(pk=OuterRef(key))),
                **{f"{key}__isnull": False},
            )
            for record in each(lost):
                # Its natural key may be made of what is missing.
                slug = getattr(record, "slug", None) or f"#{record.pk}"
                yield Problem(
                    f"{model._meta.verbose_name} {slug}",
                    f"its {field.name} is {target._meta.verbose_name} #{getattr(record, key)}, "
                    "which does not exist. Choose another, or remove the record.",
                )


def fields_hold_what_they_may() -> Iterator[Problem]:
    """Each value passes its field's own check: choice, length, form, nothing blank that may not
    be, no control characters."""
    for model in WRITTEN:
        # References are checked in sets, by `references_lead_to_a_record`.
        fields = [
            field
            for field in model._meta.concrete_fields
            if not (field.primary_key or field.is_relation)
        ]
        columns = [Values(field) for field in fields]
        names = [field.attname for field in fields]
        # A text may have a megabyte.
        for some in rows_of(model, names, 20 if model is ArticleText else 1000):
            keys, *values = zip(*some, strict=True)
            whys: dict[Any, list[str]] = defaultdict(list)
            for column, stored in zip(columns, values, strict=True):
                if refused := column.refused(stored):
                    for key, value in zip(keys, stored, strict=True):
                        if value in refused:
                            whys[key].append(refused[value])
            yield from problems_of(model, dict(sorted(whys.items())))


def constraints_hold() -> Iterator[Problem]:
    """Those of every table, asked as the database asks them: what is unknown, passes."""
    for model in (*WRITTEN, *DERIVED):
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                condition: Any = constraint.condition
                holds = ExpressionWrapper(condition, output_field=models.BooleanField())
                rows = model._default_manager.alias(holds=holds).filter(holds=False)
                yield from broken(rows, f"{_rule(constraint)} Correct it.")


def _rule(constraint: models.CheckConstraint) -> str:
    rule = f"it breaks the rule {constraint.name}."
    if constraint.violation_error_code or constraint.violation_error_message != (
        constraint.default_violation_error_message
    ):
        rule += f" {constraint.violation_error_message}"
    return rule


def unique_records_are_unique() -> Iterator[Problem]:
    for model in WRITTEN:
        for fields, condition in _unique_sets(model):
            rows = model._default_manager.filter(condition)
            twins = (
                rows.filter(**{field: OuterRef(field) for field in fields})
                .order_by()
                .values(*fields)
                .annotate(n=Count("pk"))
                .filter(n__gt=1)
            )
            yield from broken(
                rows.filter(Exists(twins)),
                f"another record has the same {', '.join(fields)}. Change or remove one.",
            )


def _unique_sets(model: type[models.Model]) -> Iterator[tuple[list[str], Q]]:
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield [field.name], Q()
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield list(constraint.fields), constraint.condition or Q()
