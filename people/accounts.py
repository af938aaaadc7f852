"""Which account is meant, whatever the spelling."""

import unicodedata

from django.utils.crypto import salted_hmac


def account(name: str) -> str:
    """A digest of the user name, the same for all of its spellings: capitals or not, composed or
    not, wide or not, with blanks or characters that nobody sees.

    Some that it takes for one are two to the database. They share their tries, and nothing else.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    return salted_hmac("people.account", "".join(seen.split()), algorithm="sha256").hexdigest()
