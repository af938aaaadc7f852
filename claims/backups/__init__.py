"""The whole database in one file, and back.

`keeping` writes a backup, reads it to its end before it counts, and lets old ones go; `postgresql`
and `sqlite` know how each engine's is written, checked and restored. A restore is one transaction:
all of the backup is in the database afterwards, or what was there before.
"""

from .keeping import back_up, restore
from .said import BackupError

__all__ = ["BackupError", "back_up", "restore"]
