"""Pretraining: the encoder guesses masked words of the corpus in ../shared, so that it knows the language first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from training.netmodel import MASK, SIZE, Encoder
from training.vectors import sentences

from rasad.reports.net import UNKNOWN
from rasad.text.skeleton import skeleton
from rasad.text.vectors import parted

WORDS = 15_000
"""So many words get a vector, the commonest first; 30,000 did no better."""
SKELETONS = 6_000
"""So many skeletons (``text/skeleton.py``) get one."""
_LENGTH = 128
_BATCH = 32
_ROUNDS = 3
_RATE = 3e-3
_MASKED = 0.2
_PART_LOST = 0.1
"""Of so many words the vector is left out, and of as many the skeleton's: either learns to do without the other."""
_RIVALS = 2000


@dataclass
class Stream:
    """All words of the corpus by the rows of their parts; ``counts``: how often each of ``names`` stands."""

    names: list[str]
    skeletons: list[str]
    rows: np.ndarray
    """Columns: word, clitic, skeleton, ending; a row a word of the corpus."""
    counts: np.ndarray


def corpus() -> Stream:
    """Read the corpus: the words and skeletons that get a vector, the commonest, and all its words by their parts."""
    lines = list(sentences())
    forms = Counter(form for line in lines for form in line)
    words: Counter[str] = Counter()
    hard: Counter[str] = Counter()
    for form, count in forms.items():
        rest = parted(form)[1]
        words[rest] += count
        hard[skeleton(rest)[1]] += count
    kept = [word for word, _ in words.most_common(WORDS)]
    skeletons = [bare for bare, _ in hard.most_common(SKELETONS)]
    rows = {word: row for row, word in enumerate(kept, UNKNOWN + 1)}
    skeleton_rows = {bare: row for row, bare in enumerate(skeletons, 1)}
    parts = {}
    for form in forms:
        clitic, rest = parted(form)
        ending, bare = skeleton(rest)
        parts[form] = (rows.get(rest, UNKNOWN), clitic, skeleton_rows.get(bare, 0), ending)
    stream = np.array([parts[form] for line in lines for form in line])
    return Stream(kept, skeletons, stream, np.array([words[word] for word in kept], dtype=float))


def pretrain(stream: Stream) -> Encoder:
    """Teach an encoder to guess words from their neighbours, against others of the batch and some drawn by chance."""
    torch.manual_seed(0)
    chance = np.random.RandomState(0)
    counts = stream.counts
    encoder = Encoder(len(counts) + UNKNOWN + 1, len(stream.skeletons) + 1)
    guess, bias = nn.Linear(SIZE, SIZE), nn.Parameter(torch.zeros(len(counts) + UNKNOWN + 1))
    learned = [*encoder.parameters(), *guess.parameters(), bias]
    step = torch.optim.Adam(learned, lr=_RATE)
    shares = np.cumsum(counts**0.75 / (counts**0.75).sum())
    many = len(stream.rows) // _LENGTH
    parts = stream.rows[: many * _LENGTH].reshape(many, _LENGTH, -1)
    steps, done, lost = _ROUNDS * (many // _BATCH), 0, 0.0
    for _ in range(_ROUNDS):
        order = chance.permutation(many)
        for start in range(0, many - _BATCH + 1, _BATCH):
            chosen = order[start : start + _BATCH]
            seen = parts[chosen].copy()
            there = seen[..., 0]
            hidden = (chance.rand(*there.shape) < _MASKED) & (there > UNKNOWN)
            right = there[hidden]
            seen[hidden] = (MASK, 0, 0, 0)
            lost_part = chance.rand(*there.shape)
            seen[(lost_part < _PART_LOST) & ~hidden, 0] = UNKNOWN
            seen[lost_part > 1 - _PART_LOST, 2] = 0
            rivals = np.minimum(np.searchsorted(shares, chance.rand(_RIVALS)), len(counts) - 1) + UNKNOWN + 1
            offered, where = np.unique(np.concatenate([right, rivals]), return_inverse=True)
            for group in step.param_groups:
                group["lr"] = _RATE * max(0.02, 1 - done / steps) * min(1.0, done / 200 + 0.01)
            tokens = encoder.tokens(*torch.as_tensor(seen).unbind(2))
            context = encoder.contextual(tokens, torch.ones(*there.shape, 1))[torch.as_tensor(hidden)]
            choice = torch.as_tensor(offered)
            scores = guess(context) @ encoder.words(choice).T + bias[choice]
            loss = functional.cross_entropy(scores, torch.as_tensor(where[: len(right)]))
            step.zero_grad()
            loss.backward()
            step.step()
            done, lost = done + 1, lost + float(loss.detach())
            if done % 500 == 0:
                print(f"  pretraining {done}/{steps}: {lost / 500:.3f}", flush=True)
                lost = 0.0
    return encoder
