"""From items to the database: each record of a file once, whatever happens on the way."""

from .beside import ReaderLost
from .importing import Importing, Position, import_file
from .runs import NothingToResume

__all__ = ["Importing", "NothingToResume", "Position", "ReaderLost", "import_file"]
