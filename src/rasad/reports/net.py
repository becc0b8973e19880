"""The net: a small network that reads the words around triggers and mentions in their order.

Each token is the sum of the vectors of its word, its clitic, its skeleton and ending (``text/skeleton.py``) and its
marks (``marks.py``); residual convolutions of growing reach (1, 2, 4 tokens) let it see its neighbours, attention
(``attention.py``) the whole article; small heads
then say, as log-odds, whether a trigger tells an event, what kind, how it is dated, how each mention near by belongs
to it, and whether two triggers tell the same event. What the net says is one sign among those that the deciders weigh
(``net=…`` in their features). Trained by ``training/net.py``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from rasad.reports.attention import attended
from rasad.reports.marks import Groups, known_rows
from rasad.text.kept import Kept
from rasad.text.skeleton import skeleton
from rasad.text.vectors import parted

if TYPE_CHECKING:  # NumPy is loaded only once an article passes the gate
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

RELATIONS: Final = (
    "initiator",
    "target",
    "claimed_by",
    "denied_by",
    "blamed_on",
    "weapon",
    "place",
    "date",
    "killed",
    "injured",
)
"""What a mention may be to a trigger's event, in the order of the net's answers."""
TIMINGS: Final = ("published", "none", "said")
"""How an event comes by its day: the lead's default, not at all, or by a time expression."""
REACH: Final = 19
"""Tokens between a trigger and a mention of its sentence are told apart up to so many."""
BEHIND: Final = 2 * REACH + 3
BEFORE: Final = 2 * REACH + 4
"""The distances of mentions in later and earlier sentences."""
DISTANCES: Final = BEFORE + 1
DOCUMENT: Final = 700
"""The mean of so many first tokens stands for the article."""
LEAD: Final = 2
"""So many first sentences of the text, of most articles headline and abstract, say what the article is about."""
LOWEST: Final = -10.0
"""No sentence's highest number is taken for lower."""
UNKNOWN: Final = 1
"""The row of every word that the net has no vector for."""
_MOST_KEPT: Final = 12_000
_MOST_GROUPS: Final = 4_000
_NAMES: Final = ("words", "skeletons", "marks", "kinds", "codes")
_BYTES: Final = ("vectors", "skeleton_vectors")
"""What is kept as signed bytes, with a scale a row."""
_Row = tuple[int, int, int, int]
"""Where a form's vectors stand: word, clitic, skeleton, ending."""


def spread(gaps: Any, same: Any) -> Any:
    """Return the distances, as the net knows them, of mentions that begin ``gaps`` tokens behind their triggers.

    Both are arrays; ``same`` says of each whether it stands in its trigger's sentence.
    """
    import numpy as np

    within = np.clip(gaps, -REACH - 1, REACH + 1) + REACH + 1
    return np.where(same, within, np.where(gaps > 0, BEHIND, BEFORE))


class Net:
    """The weights of the net, and its arithmetic."""

    def __init__(self, arrays: dict[str, Any]) -> None:
        """``arrays`` by name as ``training/net.py`` writes them: names as UTF-8 lines, numbers as arrays.

        Raises ``ValueError`` where the names of its words, skeletons, marks, kinds or codes are missing.
        """
        import numpy as np

        self._np = np
        missing = [key for key in _NAMES if key not in arrays]
        if missing:
            raise ValueError(f"the net lacks {missing}: another version wrote it; run python -m training.net --write")
        lines = {key: bytes(arrays[key]).decode("utf-8").split("\n") for key in _NAMES}
        words = {word: row for row, word in enumerate(lines["words"], UNKNOWN + 1)}
        skeletons = {bare: row for row, bare in enumerate(lines["skeletons"], 1)}
        self.marks = {mark: row for row, mark in enumerate(lines["marks"], 1)}
        self.kinds = {kind: row for row, kind in enumerate(lines["kinds"], 1)}
        self.codes = lines["codes"]
        self._weights: dict[str, Floats] = {
            key: np.asarray(value, dtype=np.float32)
            for key, value in arrays.items()
            if key not in lines and key not in _BYTES
        }
        self._bytes = {key: arrays[key] for key in _BYTES}  # widened only for the words that are met
        self._mark_rows: Kept[tuple[str, ...], list[int]] = Kept(self._rows_of, _MOST_GROUPS)
        self._rows: Kept[str, _Row] = Kept(lambda form: _row(form, words, skeletons), _MOST_KEPT)

    def __getitem__(self, name: str) -> Floats:
        return self._weights[name]

    def _rows_of(self, group: tuple[str, ...]) -> list[int]:
        return [self.marks[name] for name in group if name in self.marks]

    def encode(self, forms: Sequence[str], marks: Sequence[Groups]) -> tuple[Floats, Floats]:
        """Return the tokens (a row of 64 numbers for each of ``forms``) and the article (64 numbers).

        ``marks`` are each token's (``marks.groups_of``).
        """
        np, w = self._np, self._weights
        words, clitics, skeletons, endings = np.array(list(map(self._rows.__getitem__, forms)), dtype=np.intp).T
        tokens: Floats = self._bytes["vectors"][words] * w["scale"][words][:, None]
        tokens += self._bytes["skeleton_vectors"][skeletons] * w["skeleton_scale"][skeletons][:, None]
        tokens += w["clitics"][clitics]
        tokens += w["endings"][endings]
        tokens += self._marked(marks)
        document: Floats = tokens[:DOCUMENT].mean(axis=0)
        for layer in range(len(w["conv"])):
            tokens = tokens + np.maximum(self._convolved(tokens, layer), 0.0)
        return attended(tokens, w), document

    def _marked(self, marks: Sequence[Groups]) -> Floats:
        """Return what the marks of each token add up to; that of those that have the same ones is added up once."""
        np, numbers = self._np, dict[Groups, int]()
        which = [numbers.setdefault(groups, len(numbers)) for groups in marks]
        flat, begins = known_rows(numbers, self._mark_rows)
        sums = np.add.reduceat(self["mark_vectors"][np.array(flat, dtype=np.intp)], begins, axis=0)
        each: Floats = sums[np.array(which, dtype=np.intp)]
        return each

    def _convolved(self, tokens: Floats, layer: int) -> Floats:
        """Return what the convolution number ``layer`` makes of each token and those a reach before and behind it."""
        left, middle, right = self._weights["conv"][layer]
        step = 1 << layer
        out: Floats = tokens @ middle + self._weights["conv_bias"][layer]
        if len(tokens) > step:
            out[step:] += tokens[:-step] @ left
            out[:-step] += tokens[step:] @ right
        return out


def _row(form: str, words: dict[str, int], skeletons: dict[str, int]) -> _Row:
    clitic, rest = parted(form)
    ending, bare = skeleton(rest)
    return words.get(rest, UNKNOWN), clitic, skeletons.get(bare, 0), ending


@cache
def net() -> Net | None:
    """Return the trained net, or ``None`` where none is shipped."""
    held = files("rasad.reports").joinpath("models/net.npz")
    return read_net(held.read_bytes()) if held.is_file() else None


def read_net(data: bytes) -> Net:
    """Return the net that ``data``, the bytes of an ``.npz`` file, holds. Raises ``ValueError`` for an older net."""
    # On matrices this small the threads of NumPy's linear algebra only wait for each other, on two cores twice the
    # time of one. Heeded where NumPy is loaded here for the first time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Net({name: arrays[name] for name in arrays.files})
