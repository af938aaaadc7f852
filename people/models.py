"""What has been tried."""

from django.db import models


class Tries(models.Model):
    """When passwords, or codes, were tried for an account, from an address or in a browser.

    Which one the key does not tell: it is a keyed digest (see `people.throttling`), so that nobody
    reads here who was attacked or from where. A row is deleted once it counts no more.
    """

    key = models.CharField(max_length=64, primary_key=True)
    # Seconds since 1970, as `time.time` has them; those of the last `LOGIN_WAIT` seconds count.
    times = models.JSONField(default=list)
    latest = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"tries of {self.key}"
