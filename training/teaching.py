"""Teaching: what an older net says of articles that it has not seen; a younger one learns from it beside the labels.

A net that learns from the softer answers of its like does better than it (Furlanello et al. 2018, Born-Again Neural
Networks): an answer of 0.6 says what a label cannot, that the case is a doubtful one.
"""

from __future__ import annotations

import pickle

import numpy as np
import torch
from torch.nn import functional
from training.documents import FOLDS, NETS
from training.lessons import Lesson
from training.netmodel import Learner

CHOICES = {"kind", "timing"}
"""Heads that choose between classes; the others say yes or no."""
TRUST = {"told": 0.5, "relation": 0.5, "kind": 0.5, "timing": 0.5, "same": 0.0}
"""The share of the older net's answer in what is taken for right; the label has the rest. On one fold, eight rounds:
an event told or not 0.422 to 0.393 bits, dates 0.539 to 0.505, initiators 0.303 to 0.294, places 0.410 to 0.401, but
whether two triggers tell one event 0.376 to 0.408, of which there are fewest."""
_ROWS = {"told": "told", "relation": "related", "kind": "coded", "timing": "timed", "same": "same"}
"""Where a lesson keeps what each head is asked."""
Answers = dict[str, dict[str, np.ndarray]]
"""By article and head the probabilities of its answers, in the order of the lesson's rows."""


def answers(learner: Learner, lessons: list[Lesson]) -> Answers:
    """What ``learner`` says of ``lessons``, none of which it may have learned from."""
    learner.eval()
    out: Answers = {one.name: {} for one in lessons}
    ordered = sorted(lessons, key=lambda one: len(one.words))
    with torch.no_grad():
        for start in range(0, len(ordered), 32):
            batch = ordered[start : start + 32]
            for head, (scores, _, _) in learner(batch).items():
                chances = (scores.softmax(1) if head in CHOICES else scores.sigmoid()).numpy()
                sizes = np.cumsum([len(getattr(one, _ROWS[head])) for one in batch])
                for one, part in zip(batch, np.split(chances, sizes[:-1]), strict=True):
                    out[one.name][head] = part
    return out


def lost(head: str, scores: torch.Tensor, right: torch.Tensor, batch: list[Lesson], told: Answers) -> torch.Tensor:
    """The summed loss of a head's ``scores``; ``told`` is what an older net said, nothing for a first net."""
    if told and TRUST[head]:
        soft = torch.as_tensor(np.concatenate([told[one.name][head] for one in batch]))
        hard = functional.one_hot(right, scores.shape[1]).float() if head in CHOICES else right
        right = (1 - TRUST[head]) * hard + TRUST[head] * soft
    if head in CHOICES:
        return functional.cross_entropy(scores, right, reduction="sum")
    return functional.binary_cross_entropy_with_logits(scores, right, reduction="sum")


def keep(number: int, told: Answers) -> None:
    """Keep what the older net ``told`` of the fold ``number``, under build/nets."""
    (NETS / f"told-{number}.pkl").write_bytes(pickle.dumps(told))


def recalled() -> Answers:
    """What older nets said of the folds they had not seen. Raises ``FileNotFoundError`` where one was not asked."""
    out: Answers = {}
    for number in range(FOLDS):
        path = NETS / f"told-{number}.pkl"
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing; run: python -m training.net --older")
        out |= pickle.loads(path.read_bytes())
    return out
