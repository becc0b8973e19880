"""Output that is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Final, cast

HELD: Final = 64 << 20
"""Bytes of standard output that are held in memory before they go to a temporary file."""


@contextmanager
def whole(path: Path | None) -> Iterator[BinaryIO]:
    """Open ``path`` (``None``: standard output) for bytes that appear only when all of them are written.

    A file is written beside its place, brought to disk and moved there in one step; the file that stood there stays
    if anything goes wrong. Raises ``OSError`` where the folder cannot be written to.
    """
    if path is None:
        with tempfile.SpooledTemporaryFile(max_size=HELD) as held:
            yield cast(BinaryIO, held)
            held.seek(0)
            copyfileobj(held, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise


def _umask() -> int:
    """Return the process's mask for new files; the only way to read it is to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
