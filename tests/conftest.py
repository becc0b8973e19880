"""Tests run without the user's own gazetteer, so that they say the same on every machine."""

from __future__ import annotations

import os
import tempfile

os.environ["RASAD_DATA"] = tempfile.mkdtemp(prefix="rasad-tests-")
