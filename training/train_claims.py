"""Fit and write the claim deciders from rows of ``(view, draft, gold event)`` that a training run made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.claims import L2, claim_choices
from training.fit import fit

from rasad.reports.assembly import Draft
from rasad.reports.claims import PARTS
from rasad.reports.view import View

MODELS = Path(__file__).parent.parent / "src/rasad/reports/models"


def write_claim_models(rows: Iterable[tuple[View, Draft, dict[str, Any]]], folder: Path = MODELS) -> None:
    """Write ``claimed_by.json``, ``denied_by.json`` and ``blamed_on.json`` into ``folder``."""
    made = [claim_choices(view, draft, gold) for view, draft, gold in rows]
    for part in PARTS:
        weights = fit([c for choices in made for c in choices[part]], l2=L2[part])
        data = {"name": part, "trained_on": f"{len(made)} events", "weights": dict(sorted(weights.items()))}
        folder.joinpath(f"{part}.json").write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")
