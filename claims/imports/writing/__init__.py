"""From items to the database: each record of a file once, whatever happens on the way."""

from .importing import Importing, Position, import_file
from .runs import NothingToResume

__all__ = ["Importing", "NothingToResume", "Position", "import_file"]
