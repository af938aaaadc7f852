"""What goes wrong with a backup, in words for whoever keeps the site."""


class BackupError(Exception):
    """No backup was made, or none restored; what was there is as it was. The message says why."""
