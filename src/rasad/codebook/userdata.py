"""Where a user's own data stands: ``RASAD_DATA``, or the XDG data folder."""

from __future__ import annotations

import os
from pathlib import Path


def user_data_folder() -> Path:
    """Return ``$RASAD_DATA``, else ``$XDG_DATA_HOME/rasad``, else ``~/.local/share/rasad``; it need not exist.

    Source: XDG Base Directory Specification 0.8, by which a relative ``XDG_DATA_HOME`` is passed over.
    """
    own = os.environ.get("RASAD_DATA")
    if own:
        return Path(own)
    shared = os.environ.get("XDG_DATA_HOME", "")
    base = Path(shared) if shared.startswith("/") else Path.home() / ".local" / "share"
    return base / "rasad"


def user_gazetteer_folder() -> Path:
    """Return the folder of the user's own gazetteer tables; it need not exist."""
    return user_data_folder() / "gazetteer"
