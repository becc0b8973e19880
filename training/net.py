"""Train the net of ``rasad.reports.net``: first on the corpus without labels, then on the coded articles.

    python -m training.net [--folds] [--write]

``--folds`` trains one net a fold without it and keeps these under build/nets, where ``training.run`` reads them: what
the deciders learn of the net's answers must come from nets that had not seen the article. ``--write`` trains on
everything and writes ``src/rasad/reports/models/net.npz``. Needs PyTorch and NumPy. Deterministic on one thread.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import pickle
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from training.documents import FOLDS, NETS, coded_articles, fold_of, open_doc
from training.gold import ROOT
from training.lessons import Lesson, Numbers, lesson
from training.netmodel import Learner, exported
from training.pretraining import corpus, pretrain

from rasad.reports.coder import Coder
from rasad.reports.net import RELATIONS, UNKNOWN

SHIPPED = ROOT / "src/rasad/reports/models/net.npz"
ROUNDS = 8
"""On one fold, 5, 8 and 14 rounds: the place 0.516, 0.499, 0.496 bits, an event told or not 0.432, 0.434, 0.451."""
RATE = 2e-3
DECAY = 1e-4
BATCH = 16
CHOICES = {"kind", "timing"}
"""Heads that choose between classes; the others say yes or no."""
SHARE = {"told": 1 / 40, "relation": 1 / 30, "kind": 1 / 60, "timing": 1 / 40, "same": 1 / 60}
"""What each head's summed loss counts."""


@dataclass
class School:
    """All lessons, with the names of the numbers in them, and the encoder's state after pretraining."""

    lessons: list[Lesson]
    names: dict[str, list[str]]
    pretrained: dict[str, torch.Tensor]


def prepare(quiet: int) -> School:
    """Read the corpus and the coded articles."""
    stream = corpus()
    print(f"{len(stream.rows)} words of the corpus, {len(stream.names)} with a vector", flush=True)
    encoder = pretrain(stream)
    coder = Coder()
    words = {word: row for row, word in enumerate(stream.names, UNKNOWN + 1)}
    skeletons = {bare: row for row, bare in enumerate(stream.skeletons, 1)}
    marks, kinds, codes = Numbers(1), Numbers(1), Numbers(0)
    docs = (open_doc(coder, coded, None) for coded in coded_articles(quiet))
    lessons = [lesson(doc, words, skeletons, marks, kinds, codes) for doc in docs if doc is not None]
    lessons = [one for one in lessons if len(one.told)]
    print(f"{len(lessons)} articles with triggers", flush=True)
    names = {
        "words": stream.names,
        "skeletons": stream.skeletons,
        "marks": list(marks),
        "kinds": list(kinds),
        "codes": list(codes),
    }
    return School(lessons, names, encoder.state_dict())


def batches(lessons: list[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Articles of like length together, the batches in random order."""
    order = sorted(lessons, key=lambda one: len(one.words) + chance.randint(0, 60))
    out = [order[n : n + BATCH] for n in range(0, len(order), BATCH)]
    chance.shuffle(out)
    return out


def train(school: School, lessons: list[Lesson], held: list[Lesson], name: str) -> bytes:
    """Train on ``lessons`` and print how well ``held`` is told; the bytes of the net."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    np.random.seed(0)
    chance = random.Random(0)
    names = school.names
    sizes = {key: len(names[key]) for key in names}
    learner = Learner(
        sizes["words"] + UNKNOWN + 1, sizes["skeletons"] + 1, sizes["marks"], sizes["kinds"], sizes["codes"]
    )
    learner.encoder.load_state_dict(school.pretrained)
    optimizer = torch.optim.AdamW(learner.parameters(), lr=RATE, weight_decay=DECAY)
    steps = ROUNDS * math.ceil(len(lessons) / BATCH)
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: max(0.02, 1 - n / steps) * min(1.0, (n + 1) / 50))
    for number in range(ROUNDS):
        learner.train()
        for batch in batches(lessons, chance):
            loss = torch.zeros(())
            for head, (scores, right, _) in learner(batch).items():
                lost = (
                    functional.cross_entropy(scores, right, reduction="sum")
                    if head in CHOICES
                    else functional.binary_cross_entropy_with_logits(scores, right, reduction="sum")
                )
                loss = loss + lost * SHARE[head]
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learner.parameters(), 5.0)
            optimizer.step()
            rates.step()
        if held and number >= ROUNDS - 2:
            print(f"{name}, round {number + 1}: {quality(learner, held)}", flush=True)
    return exported(learner, names)


def quality(learner: Learner, held: list[Lesson]) -> str:
    """Bits a decision for each head on articles left out, and the share of kinds and timings told right."""
    learner.eval()
    bits, count = defaultdict(float), defaultdict(int)
    with torch.no_grad():
        for start in range(0, len(held), 32):
            for head, (scores, right, asked) in learner(held[start : start + 32]).items():
                if head in CHOICES:
                    bits[head] += float((scores.argmax(1) == right).sum())
                    count[head] += len(right)
                    continue
                lost = functional.binary_cross_entropy_with_logits(scores, right, reduction="none") / math.log(2)
                which = [RELATIONS[n] for n in asked.tolist()] if head == "relation" else [head] * len(right)
                for part, one in zip(which, lost.tolist(), strict=True):
                    bits[part] += one
                    count[part] += 1
    return " ".join(f"{head} {bits[head] / count[head]:.4f}" for head in sorted(bits))


_SCHOOL: list[School] = []


def _train_fold(number: int) -> None:
    school = _SCHOOL[0]
    lessons = [one for one in school.lessons if fold_of(one.name) != number]
    held = [one for one in school.lessons if fold_of(one.name) == number]
    data = train(school, lessons, held, f"fold {number}" if number < FOLDS else "all")
    path = NETS / f"{number}.npz" if number < FOLDS else SHIPPED
    path.write_bytes(data)
    print(f"{path.name}: {len(data) // 1000} kB", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", type=int, help="train this fold alone")
    parser.add_argument("--quiet", type=int, default=350)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--prepared", type=Path, help="keep or take the lessons here, to save time between trials")
    args = parser.parse_args()
    torch.set_num_threads(1)
    NETS.mkdir(parents=True, exist_ok=True)
    if args.prepared and args.prepared.exists():
        _SCHOOL[:] = [pickle.loads(args.prepared.read_bytes())]
    else:
        _SCHOOL[:] = [prepare(args.quiet)]
        if args.prepared:
            args.prepared.write_bytes(pickle.dumps(_SCHOOL[0]))
    wanted = [args.only] if args.only is not None else list(range(FOLDS)) if args.folds else []
    wanted += [FOLDS] if args.write else []
    with multiprocessing.get_context("fork").Pool(args.workers) as pool:
        pool.map(_train_fold, wanted, chunksize=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
