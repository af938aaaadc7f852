"""By what a text is known to be nearly the same as another."""

from django.db import models

from claims.querysets.articles import TextLikenessQuerySet

from .article import ArticleText


class TextLikeness(models.Model):
    """Derived: the SimHash of a text's words (64 bits, see `claims.intake.likeness`), in four
    bands of 16 bits, the lowest first. Texts that are nearly the same share a band."""

    text = models.OneToOneField(
        ArticleText, on_delete=models.CASCADE, primary_key=True, related_name="likeness"
    )
    band_0 = models.IntegerField(db_index=True)
    band_1 = models.IntegerField(db_index=True)
    band_2 = models.IntegerField(db_index=True)
    band_3 = models.IntegerField(db_index=True)

    objects = TextLikenessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "text likenesses"

    def __str__(self) -> str:
        return f"likeness of {self.text_id}"

    @property
    def bands(self) -> tuple[int, int, int, int]:
        return self.band_0, self.band_1, self.band_2, self.band_3
