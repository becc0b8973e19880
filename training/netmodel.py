"""The net as PyTorch learns it; ``exported`` gives its weights in the form that ``rasad.reports.net`` reads."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from training.lessons import Lesson

from rasad.reports.attention import LOOKS, PARTS, TURNED, turns
from rasad.reports.net import DISTANCES, LEAD, LOWEST, RELATIONS, TIMINGS, UNKNOWN
from rasad.text.skeleton import ENDINGS
from rasad.text.vectors import CLITICS

SIZE = 64
LAYERS = 3
WIDE = 128
"""The hidden layers of the heads that say whether an event is told, when, and what belongs to it. On one fold, with
what stands between trigger and mention: the place 0.467 to 0.427 bits, dates 0.588 to 0.558, events 0.441 to 0.431;
the other heads did worse with so many."""
DROPPED = 0.35
LOOKS_DROPPED = 0.2
WORDS_DROPPED = 0.12
SKELETONS_DROPPED = 0.12
"""So many words and skeletons are hidden in training; more (0.2, and heads dropped by 0.45) told all of it worse."""
MASK = 0
"""The row that stands for a word to be guessed (and, past an article's end, for none)."""


def turned(tokens: torch.Tensor) -> torch.Tensor:
    """Turn queries or keys (…, length, ``TURNED``) by where they stand, so that their products tell the distance."""
    length, half = tokens.shape[-2], TURNED // 2
    cosines, sines = (torch.as_tensor(table[:length]) for table in turns(TURNED))
    first, second = tokens[..., :half], tokens[..., half:]
    return torch.cat([first * cosines - second * sines, first * sines + second * cosines], -1)


class Attention(nn.Module):
    """Let each token look at all others of its article, and think over what it saw: a layer of a transformer."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.middle = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)
        self.asked, self.seen = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.up, self.down = nn.Linear(SIZE, WIDE), nn.Linear(WIDE, SIZE)
        for last in (self.seen, self.down):  # a layer that changes nothing yet
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)
        self.drop = nn.Dropout(LOOKS_DROPPED)

    def forward(self, tokens: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
        many, length, _ = tokens.shape
        parts = self.asked(self.before(tokens)).reshape(many, length, 3, LOOKS, TURNED)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        barred = ((kept.transpose(1, 2)[:, None] - 1) * 1e4).expand(many, LOOKS, length, length)
        met = functional.scaled_dot_product_attention(turned(query), turned(key), value, attn_mask=barred)
        tokens = tokens + self.drop(self.seen(met.permute(0, 2, 1, 3).reshape(many, length, SIZE)))
        out: torch.Tensor = tokens + self.drop(self.down(torch.relu(self.up(self.middle(tokens)))))
        return out * kept


class Encoder(nn.Module):
    """Tokens as numbers that know their neighbours."""

    def __init__(self, words: int, skeletons: int) -> None:
        super().__init__()
        self.words = nn.Embedding(words, SIZE)
        self.clitics = nn.Embedding(len(CLITICS) + 1, SIZE)
        self.skeletons = nn.Embedding(skeletons, SIZE, padding_idx=0)
        self.endings = nn.Embedding(len(ENDINGS) + 1, SIZE, padding_idx=0)
        nn.init.normal_(self.words.weight, std=0.08)
        nn.init.normal_(self.clitics.weight, std=0.05)
        nn.init.normal_(self.skeletons.weight, std=0.06)
        nn.init.normal_(self.endings.weight, std=0.03)
        self.conv = nn.ModuleList(
            nn.Conv1d(SIZE, SIZE, 3, padding=2**layer, dilation=2**layer) for layer in range(LAYERS)
        )
        self.attention = Attention()

    def tokens(
        self, words: torch.Tensor, clitics: torch.Tensor, skeletons: torch.Tensor, endings: torch.Tensor
    ) -> torch.Tensor:
        out: torch.Tensor = (
            self.words(words) + self.clitics(clitics) + self.skeletons(skeletons) + self.endings(endings)
        )
        return out

    def contextual(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Let tokens (batch, length, size) see the others; ``mask`` (batch, length, 1) is 0 past the end."""
        across, kept = tokens.transpose(1, 2), mask.transpose(1, 2)
        for conv in self.conv:
            across = (across + torch.relu(conv(across))) * kept
        out: torch.Tensor = self.attention(across.transpose(1, 2), mask)
        return out


class Head(nn.Module):
    """A hidden layer over sums of linear parts, and a linear answer."""

    def __init__(self, answers: int, size: int = SIZE) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPPED)
        self.out = nn.Linear(size, answers)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        answer: torch.Tensor = self.out(self.drop(torch.relu(hidden)))
        return answer


def linear(size: int = SIZE) -> nn.Linear:
    return nn.Linear(SIZE, size, bias=False)


def table(rows: int, size: int = SIZE) -> nn.Embedding:
    made = nn.Embedding(rows, size)
    nn.init.normal_(made.weight, std=0.05)
    return made


class Learner(nn.Module):
    """The whole net in training."""

    def __init__(self, words: int, skeletons: int, marks: int, kinds: int, codes: int) -> None:
        super().__init__()
        self.encoder = Encoder(words, skeletons)
        self.marks = nn.EmbeddingBag(marks + 1, SIZE, mode="sum", padding_idx=0)
        nn.init.normal_(self.marks.weight, std=0.05)
        self.told_token, self.told_sentence, self.told_document = linear(WIDE), linear(WIDE), linear(WIDE)
        self.told_lead, self.told_before = linear(WIDE), linear(WIDE)
        self.told_kind = table(kinds + 1, WIDE)
        self.relation_token, self.relation_mention = linear(WIDE), linear(WIDE)
        self.relation_kind, self.relation_distance = table(kinds + 1, WIDE), table(DISTANCES, WIDE)
        self.relation_between, self.relation_own = linear(WIDE), linear(WIDE)
        self.kind_token, self.kind_kind = linear(), table(kinds + 1)
        self.timing_token, self.timing_sentence, self.timing_document = linear(WIDE), linear(WIDE), linear(WIDE)
        self.timing_lead, self.timing_kind = linear(WIDE), table(kinds + 1, WIDE)
        self.same_sum, self.same_product, self.same_difference = linear(), linear(), nn.Linear(SIZE, SIZE)
        self.told, self.relation, self.timing = Head(1, WIDE), Head(len(RELATIONS), WIDE), Head(len(TIMINGS), WIDE)
        self.kind, self.same = Head(codes), Head(1)
        self.drop = nn.Dropout(DROPPED)

    def read(self, batch: list[Lesson]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the tokens of ``batch`` (batch, length, size), and the articles (batch, size)."""
        length, many = max(len(one.words) for one in batch), len(batch)
        words, clitics = np.full((many, length), MASK), np.zeros((many, length), dtype=np.int64)
        skeletons, endings = np.zeros_like(clitics), np.zeros_like(clitics)
        mask = np.zeros((many, length, 1), dtype=np.float32)
        where, begins, shift = [], [], 0
        for n, one in enumerate(batch):
            size = len(one.words)
            words[n, :size], clitics[n, :size], mask[n, :size] = one.words, one.clitics, 1
            skeletons[n, :size], endings[n, :size] = one.skeletons, one.endings
            where.append(np.arange(size) + n * length)
            begins.append(one.begins + shift)
            shift += len(one.marks)
        if self.training:
            words[(np.random.rand(many, length) < WORDS_DROPPED) & (words != MASK)] = UNKNOWN
            skeletons[np.random.rand(many, length) < SKELETONS_DROPPED] = 0
        marks = self.marks(
            torch.as_tensor(np.concatenate([one.marks for one in batch])), torch.as_tensor(np.concatenate(begins))
        )
        tokens = self.encoder.tokens(*map(torch.as_tensor, (words, clitics, skeletons, endings)))
        flat = tokens.reshape(many * length, SIZE).index_add(0, torch.as_tensor(np.concatenate(where)), marks)
        kept = torch.as_tensor(mask)
        tokens = self.drop(flat.reshape(many, length, SIZE)) * kept
        documents = tokens.sum(1) / kept.sum(1).clamp_min(1)
        return self.drop(self.encoder.contextual(tokens, kept)), documents

    def forward(self, batch: list[Lesson]) -> dict[str, tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
        """Return by head the log-odds of its answers, what is right, and (for relations) which relation was asked."""
        tokens, documents = self.read(batch)
        out = {}
        told, n = stacked(batch, "told")
        highest = self._highest(batch, tokens)
        if len(told):
            at = torch.as_tensor([int(one) for one in _sentences(batch, told, n)])
            hidden = self.told_token(tokens[n, told[:, 0]]) + self.told_sentence(highest[n, at])
            hidden = hidden + self.told_document(documents[n]) + self.told_kind(told[:, 1])
            hidden = hidden + self.told_lead(highest[n, :LEAD].amax(1))
            hidden = hidden + self.told_before(highest[n, (at - 1).clamp_min(0)])
            out["told"] = (self.told(hidden).squeeze(1), told[:, 2].float(), n)
        timed, n = stacked(batch, "timed")
        if len(timed):
            at = torch.as_tensor([int(one) for one in _sentences(batch, timed, n)])
            hidden = self.timing_token(tokens[n, timed[:, 0]]) + self.timing_sentence(highest[n, at])
            hidden = hidden + self.timing_document(documents[n]) + self.timing_kind(timed[:, 1])
            hidden = hidden + self.timing_lead(highest[n, 0])
            out["timing"] = (self.timing(hidden), timed[:, 2], n)
        asked, n = stacked(batch, "related")
        if len(asked):
            hidden = self._related(tokens, highest, asked, n, batch)
            answers = self.relation(hidden)[torch.arange(len(asked)), asked[:, 5]]
            out["relation"] = (answers, asked[:, 6].float(), asked[:, 5])
        coded, n = stacked(batch, "coded")
        if len(coded):
            hidden = self.kind_token(tokens[n, coded[:, 0]]) + self.kind_kind(coded[:, 1])
            out["kind"] = (self.kind(hidden), coded[:, 2], n)
        same, n = stacked(batch, "same")
        if len(same):
            a, b = tokens[n, same[:, 0]], tokens[n, same[:, 1]]
            hidden = self.same_sum(a + b) + self.same_product(a * b) + self.same_difference((a - b).abs())
            out["same"] = (self.same(hidden).squeeze(1), same[:, 2].float(), n)
        return out

    def _related(
        self, tokens: torch.Tensor, highest: torch.Tensor, asked: torch.Tensor, n: torch.Tensor, batch: list[Lesson]
    ) -> torch.Tensor:
        """What is known of each trigger and mention: themselves, how far apart, the words between, the sentence."""
        at, first, last = asked[:, 0], asked[:, 2], asked[:, 3]
        hidden = self.relation_token(tokens[n, at]) + self.relation_mention(tokens[n, first] + tokens[n, last])
        hidden = hidden + self.relation_kind(asked[:, 1]) + self.relation_distance(asked[:, 4])
        sums = torch.cat([torch.zeros(tokens.shape[0], 1, SIZE), tokens.cumsum(1)], 1)
        begins = torch.minimum(at + 1, last + 1)
        ends = torch.maximum(torch.maximum(at, first), begins)
        between = (sums[n, ends] - sums[n, begins]) / (ends - begins).clamp_min(1).unsqueeze(1)
        own = torch.as_tensor([int(one) for one in _sentences(batch, asked, n)])
        answer: torch.Tensor = hidden + self.relation_between(between) + self.relation_own(highest[n, own])
        return answer

    def _highest(self, batch: list[Lesson], tokens: torch.Tensor) -> torch.Tensor:
        """The highest of each number among the tokens of each sentence."""
        last = max(LEAD, *(int(one.sentences.max(initial=0)) + 1 for one in batch))  # padding's own, behind the lead
        sentences = np.full(tokens.shape[:2], last)
        for n, one in enumerate(batch):
            sentences[n, : len(one.sentences)] = one.sentences
        where = torch.as_tensor(sentences).unsqueeze(2).expand(-1, -1, SIZE)
        lowest = torch.full((len(batch), last + 1, SIZE), LOWEST)
        return lowest.scatter_reduce(1, where, tokens, "amax")


def stacked(batch: list[Lesson], name: str) -> tuple[torch.Tensor, torch.Tensor]:
    """The rows ``name`` of all lessons, and the number of the lesson that each is of."""
    rows = [getattr(one, name) for one in batch]
    of = np.repeat(np.arange(len(batch)), [len(one) for one in rows])
    return torch.as_tensor(np.concatenate(rows)), torch.as_tensor(of)


def _sentences(batch: list[Lesson], rows: torch.Tensor, of: torch.Tensor) -> Any:
    return (batch[n].sentences[at] for n, at in zip(of.tolist(), rows[:, 0].tolist(), strict=True))


def exported(learner: Learner, names: dict[str, list[str]]) -> bytes:
    """The bytes of an ``.npz`` file: vectors of words and skeletons as signed bytes with a scale, else 16 bits."""
    state = {key: value.detach().numpy() for key, value in learner.state_dict().items()}
    arrays: dict[str, Any] = {
        key: np.frombuffer("\n".join(one).encode(), dtype=np.uint8) for key, one in names.items()
    }
    for name, part in (("", "words"), ("skeleton_", "skeletons")):
        vectors = state.pop(f"encoder.{part}.weight")
        scale = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
        arrays[f"{name}vectors"] = np.rint(vectors / scale[:, None]).astype(np.int8)
        arrays[f"{name}scale"] = scale.astype(np.float16)
    arrays["endings"] = state["encoder.endings.weight"]
    arrays["clitics"] = state["encoder.clitics.weight"]
    arrays["mark_vectors"] = state["marks.weight"]
    arrays["conv"] = np.stack([state[f"encoder.conv.{n}.weight"].transpose(2, 1, 0) for n in range(LAYERS)])
    arrays["conv_bias"] = np.stack([state[f"encoder.conv.{n}.bias"] for n in range(LAYERS)])
    for name in PARTS:
        key = f"encoder.attention.{name}"
        arrays[f"attention_{name}"] = state[f"{key}.weight"].T
        arrays[f"attention_{name}_bias"] = state[f"{key}.bias"]
    for name, part in learner.named_children():
        if isinstance(part, nn.Linear):
            arrays[name] = state[f"{name}.weight"].T
            if part.bias is not None:
                arrays[f"{name}_bias"] = state[f"{name}.bias"]
        elif isinstance(part, Head):
            out = state[f"{name}.out.weight"].T
            arrays |= {
                f"{name}_out": out[:, 0] if out.shape[1] == 1 else out,
                f"{name}_bias": state[f"{name}.out.bias"],
            }
        elif isinstance(part, nn.Embedding):
            arrays[name] = state[f"{name}.weight"]
    kept = {key: value.astype(np.float16) if value.dtype == np.float32 else value for key, value in arrays.items()}
    file = io.BytesIO()
    np.savez_compressed(file, **kept)
    return file.getvalue()
