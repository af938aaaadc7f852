"""Exported files in a folder, or in one archive to be sent."""

import io
import zipfile
from pathlib import Path

from ..fixture import write_whole
from .exporting import Exported

_OURS = ("actors.yaml", "claims.yaml", "articles/*.txt", "readings/*.yaml")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can say


class FolderInUse(ValueError):
    """The folder holds files already. The message says what to do."""


def write_folder(exported: Exported, folder: Path, *, overwrite: bool = False) -> None:
    """Put the files into `folder`, which is made if it is not there.

    One that holds files is refused, or, if told to `overwrite`, its registries, texts, readings
    and fixture become those exported: what is not exported goes, for it would be built along;
    other files stay. Raises FolderInUse, and OSError.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderInUse(f"{folder} is no folder: name another place.")
    if folder.is_dir() and any(folder.iterdir()) and not overwrite:
        raise FolderInUse(
            f"{folder} holds files: name a new folder, or add --overwrite to replace the readings, "
            "texts and registries there."
        )
    stale = {path for pattern in _OURS for path in folder.glob(pattern)}
    for name, text in exported.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, text)
        stale.discard(folder / name)
    for path in stale:
        path.unlink()


def archive(exported: Exported, folder: str) -> bytes:
    """A zip file of the files in a folder of that name: the same records, the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, text in exported.files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archived.writestr(entry, text.encode())
    return written.getvalue()
