"""Writes that keep derived values true, whichever QuerySet method makes them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import NotSupportedError, models, transaction

from claims import former_slugs


class KeptQuerySet(models.QuerySet):
    """A QuerySet whose `update`, `bulk_create` and `bulk_update` do what `save` does.

    `delete` needs nothing: Django sends a signal for each record that goes.
    """

    def update(self, **values: Any) -> int:
        """As Django's, in one transaction with the refresh of what follows.

        Raises ValidationError where a record would contradict itself or what it rests on; then
        nothing is written.
        """
        from claims import derived, history

        values = self._with_days(values)
        with transaction.atomic(using=self.db):
            keys = list(self.values_list("pk", flat=True))
            were = history.Before(self.model, keys)
            before = derived.borne_on(self.model, keys)
            changed = super().update(**values)
            if self.model.fill_reads & values.keys():
                for record in self.model._default_manager.filter(pk__in=keys).iterator():
                    record.fill()
            history.record(were, keys)
            if "slug" in values:
                former_slugs.keep(self.model, were.rows, keys)
            derived.refresh_after(self.model, keys, before)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def update_alone(self, **values: Any) -> int:
        """Django's `update`, without the refresh: for the refresh itself."""
        return super().update(**values)

    update_alone.alters_data = True  # type: ignore[attr-defined]

    def of_former_slug(self, slug: str) -> Any:
        """Those that had the slug before: one or none. Of kinds whose slugs stay, none."""
        if self.model._meta.model_name not in former_slugs.KINDS:
            return self.none()
        return self.filter(former_slugs__slug=slug)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        """As Django's, in one transaction with the refresh of what follows.

        Raises NotSupportedError for `ignore_conflicts` and `update_conflicts`: they leave it
        unknown which records were written. Use `update_or_create`.
        """
        from claims import derived, history

        if options.get("ignore_conflicts") or options.get("update_conflicts"):
            raise NotSupportedError("bulk_create with conflicts: use update_or_create instead.")
        objs = list(objs)
        for record in objs:
            record.fill()
        with transaction.atomic(using=self.db):
            created = super().bulk_create(objs, *args, **options)
            keys = [record.pk for record in created]
            history.record_added(self.model, keys)
            former_slugs.keep(self.model, {}, keys)
            derived.refresh_after(self.model, keys, {})
        return created

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """As Django's: it ends in `update`, which refreshes."""
        objs = list(objs)
        for record in objs:
            record.fill()
        return super().bulk_update(objs, sorted(self.model._with_days(fields)), batch_size)

    def _with_days(self, values: dict[str, Any]) -> dict[str, Any]:
        """`values`, and for each EDTF string among them the days that it means."""
        from claims.models.fields import EDTFField

        days: dict[str, Any] = {}
        for field in self.model._meta.concrete_fields:
            if isinstance(field, EDTFField) and not isinstance(values.get(field.name), str):
                # An expression comes from `bulk_update`, of records that were filled.
                for name in {field.earliest, field.latest} & values.keys():
                    if not hasattr(values[name], "resolve_expression"):
                        raise ValidationError(f"{name} follows from {field.name}: update that.")
        for name in values:
            field = self.model._meta.get_field(name) if name != "pk" else None
            if isinstance(field, EDTFField):
                if isinstance(values[name], str):
                    days |= field.days(values[name])
                elif not {field.earliest, field.latest} - {""} <= values.keys():
                    raise ValidationError(
                        f"{name}: a date is updated from a string, not from an expression."
                    )
        return {**values, **days}
