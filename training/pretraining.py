"""Pretraining: the encoder guesses masked words of the corpus in ../shared, so that it knows the language first."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from training.netmodel import MASK, SIZE, Encoder
from training.vectors import sentences

from rasad.reports.net import UNKNOWN
from rasad.text.vectors import parted

WORDS = 15_000
"""So many words get a vector, the commonest first; 30,000 did no better."""
_LENGTH = 128
_BATCH = 32
_ROUNDS = 3
_RATE = 3e-3
_MASKED = 0.2
_RIVALS = 2000


def corpus() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """The words that get a vector, all words of the corpus by row, their clitics, and how often each word stands."""
    lines = list(sentences())
    forms = Counter(form for line in lines for form in line)
    cut = {form: parted(form) for form in forms}
    words: Counter[str] = Counter()
    for form, count in forms.items():
        words[cut[form][1]] += count
    kept = [word for word, _ in words.most_common(WORDS)]
    rows = {word: row for row, word in enumerate(kept, UNKNOWN + 1)}
    stream = [rows.get(cut[form][1], UNKNOWN) for line in lines for form in line]
    clitics = [cut[form][0] for line in lines for form in line]
    counts = np.array([words[word] for word in kept], dtype=float)
    return kept, np.array(stream), np.array(clitics), counts


def pretrain(stream: np.ndarray, clitics: np.ndarray, counts: np.ndarray) -> Encoder:
    """Teach an encoder to guess words from their neighbours, against others of the batch and some drawn by chance."""
    torch.manual_seed(0)
    chance = np.random.RandomState(0)
    encoder = Encoder(len(counts) + UNKNOWN + 1)
    guess, bias = nn.Linear(SIZE, SIZE), nn.Parameter(torch.zeros(len(counts) + UNKNOWN + 1))
    learned = [*encoder.parameters(), *guess.parameters(), bias]
    step = torch.optim.Adam(learned, lr=_RATE)
    shares = np.cumsum(counts**0.75 / (counts**0.75).sum())
    many = len(stream) // _LENGTH
    words, pieces = (a[: many * _LENGTH].reshape(many, _LENGTH) for a in (stream, clitics))
    steps, done, lost = _ROUNDS * (many // _BATCH), 0, 0.0
    for _ in range(_ROUNDS):
        order = chance.permutation(many)
        for start in range(0, many - _BATCH + 1, _BATCH):
            chosen = order[start : start + _BATCH]
            there, before = words[chosen].copy(), pieces[chosen].copy()
            hidden = (chance.rand(*there.shape) < _MASKED) & (there > UNKNOWN)
            right = there[hidden]
            there[hidden], before[hidden] = MASK, 0
            rivals = np.minimum(np.searchsorted(shares, chance.rand(_RIVALS)), len(counts) - 1) + UNKNOWN + 1
            offered, where = np.unique(np.concatenate([right, rivals]), return_inverse=True)
            for group in step.param_groups:
                group["lr"] = _RATE * max(0.02, 1 - done / steps) * min(1.0, done / 200 + 0.01)
            tokens = encoder.tokens(torch.as_tensor(there), torch.as_tensor(before))
            seen = encoder.contextual(tokens, torch.ones(*there.shape, 1))[torch.as_tensor(hidden)]
            choice = torch.as_tensor(offered)
            scores = guess(seen) @ encoder.words(choice).T + bias[choice]
            loss = functional.cross_entropy(scores, torch.as_tensor(where[: len(right)]))
            step.zero_grad()
            loss.backward()
            step.step()
            done, lost = done + 1, lost + float(loss.detach())
            if done % 500 == 0:
                print(f"  pretraining {done}/{steps}: {lost / 500:.3f}", flush=True)
                lost = 0.0
    return encoder
