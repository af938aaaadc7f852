"""The bitmap index of claims, denials and evidence: of each value that a list can be filtered by,
the records that have it. Derived; see `claims.bitmaps`."""

from django.db import models


class RecordKeys(models.Model):
    """Under which keys of the index a record is filed, the other way round: what a write takes
    away, and what a short list counts. The row outlives its record until the index has heard."""

    # Its kind and its primary key; see `claims.bitmaps.keys.record`.
    record = models.BigIntegerField(primary_key=True)
    claim_id = models.BigIntegerField(db_index=True)
    # The keys, without the kind, ascending, eight bytes each, little-endian.
    keys = models.BinaryField()

    class Meta:
        verbose_name_plural = "keys of records"

    def __str__(self) -> str:
        return f"keys of record {self.record}"


class KeyCount(models.Model):
    """How many records a key has. It is stored with their kind, and so is its dimension."""

    key = models.BigIntegerField(primary_key=True)
    dimension = models.SmallIntegerField()
    number = models.IntegerField()

    class Meta:
        indexes = [
            models.Index("dimension", models.F("number").desc(), "key", name="key_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} of key {self.key}"


class KeyChunk(models.Model):
    """Which records a key has, of the 65,536 whose primary keys share all but the last 16 bits."""

    key = models.BigIntegerField()
    chunk = models.IntegerField()
    # A Roaring bitmap of the last 16 bits, in its portable format.
    bits = models.BinaryField()
    # Grows with every write: by it a reader knows what is new. See `claims.bitmaps.writing`.
    stamp = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "chunk"], name="chunk_is_of_one_key"),
        ]

    def __str__(self) -> str:
        return f"chunk {self.chunk} of key {self.key}"


class KeyEpoch(models.Model):
    """One row, with a mark that changes when the index is built anew: what was read before is
    void then."""

    mark = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.mark
