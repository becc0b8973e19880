"""Word vectors: what company a form keeps, so that a rare word is read like its kin."""

from __future__ import annotations

import string
import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from rasad.codebook.table import read_table
from rasad.text.kept import Kept

DIMENSIONS: Final = 24
SCALE: Final = 127
"""A vector's bytes are its numbers times this; a vector is as long as one."""
CLITICS: Final = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_SHORTEST: Final = 3
_COMMON: Final = 250
"""So many forms are too common to tell by; the table is in order of frequency."""
_MOST_KEPT: Final = 12_000
_BASE: Final = 128
"""Added to the bytes in their lanes, so that none is negative."""
_LANES: Final = struct.Struct(f"<{DIMENSIONS}I")
_NO_LANES: Final = int.from_bytes(_LANES.pack(*[_BASE] * DIMENSIONS), "little")
_NUMBERS: Final = tuple(((byte + _BASE) % 256 - _BASE) / SCALE for byte in range(256))
"""The number that each byte, signed, stands for."""
_SHIFTED: Final = bytes((byte + _BASE) & 255 for byte in range(256))
_LANE: Final = _LANES.size // DIMENSIONS
_ALPHABET: Final = (
    string.digits + string.ascii_uppercase + string.ascii_lowercase + "!#$%&()*+-;<=>?@^_`{|}~"
).encode()
_VALUES: Final = bytes(max(_ALPHABET.find(byte), 0) for byte in range(256))
_GROUPS: Final = struct.Struct(f">{DIMENSIONS // 4}I")
_GROUP: Final = 5

Vector = tuple[float, ...]
NOTHING: Final[Vector] = (0.0,) * DIMENSIONS


class Vectors:
    """The vectors of a language's forms; a form without one is looked up without its clitics, else ``NOTHING``."""

    def __init__(self, language: str = "ar") -> None:
        """Read the table of ``language``. Raises ``TableError`` where it is missing."""
        table = read_table("rasad.text", f"{language}/vectors.tsv", ("form", "vector"))
        self._coded: dict[str, str | bytes] = {row[0]: row[1] for row in table}
        self._known = Kept(self._vector, _MOST_KEPT)
        self._lanes = Kept(self._in_lanes, _MOST_KEPT)
        self._common = frozenset(islice(self._coded, _COMMON))

    def __getitem__(self, form: str) -> Vector:
        return self._known[form]

    def _vector(self, form: str) -> Vector:
        code = self._code(form)
        return tuple(map(_NUMBERS.__getitem__, code)) if code is not None else NOTHING

    def _in_lanes(self, form: str) -> int:
        """Return a vector as one long number, a lane for each of its bytes: so many are added up in one sum."""
        code = self._code(form)
        if code is None:
            return _NO_LANES
        lanes = bytearray(_LANES.size)
        lanes[::_LANE] = code.translate(_SHIFTED)
        return int.from_bytes(lanes, "little")

    def _code(self, form: str) -> bytes | None:
        """Return the bytes of a form's vector, ``None`` where it has none."""
        coded = self._coded.get(form)
        if coded is None:
            return self._without_clitic(form) if form.startswith(CLITICS) else None
        if isinstance(coded, str):
            coded = self._coded[form] = decoded(coded)
        return coded

    def _without_clitic(self, form: str) -> bytes | None:
        for clitic in CLITICS:
            if form.startswith(clitic):
                rest = form[len(clitic) :]
                if len(rest) >= _SHORTEST and rest in self._coded:
                    return self._code(rest)
        return None

    def mean(self, forms: Sequence[str]) -> Vector:
        """Return the mean of the vectors of ``forms`` (``NOTHING`` for none)."""
        if not forms:
            return NOTHING
        return self.mean_of(self.total(forms), len(forms))

    def total(self, forms: Sequence[str]) -> int:
        """Return what the vectors of ``forms`` add up to, lane by lane: totals may be added up again."""
        return sum(map(self._lanes.__getitem__, forms))

    def mean_of(self, total: int, count: int) -> Vector:
        """Return the mean of the ``count`` (at least one) vectors of ``total``."""
        share, base = 1.0 / (count * SCALE), count * _BASE
        return tuple([share * (lane - base) for lane in _LANES.unpack(total.to_bytes(_LANES.size, "little"))])

    def common(self, form: str) -> bool:
        """Say whether ``form`` is among the commonest of all, which tell texts apart from no others."""
        return form in self._common


def decoded(coded: str) -> bytes:
    """Return the bytes behind base85; ``base64.b85decode`` takes five times as long."""
    a = coded.encode().translate(_VALUES)
    groups = [
        (((a[n] * 85 + a[n + 1]) * 85 + a[n + 2]) * 85 + a[n + 3]) * 85 + a[n + 4] for n in range(0, len(a), _GROUP)
    ]
    return _GROUPS.pack(*groups)


def parted(form: str) -> tuple[int, str]:
    """Return the number of the clitic before the folded ``form`` (0: none; see ``CLITICS``), and the rest of it."""
    for number, clitic in enumerate(CLITICS, 1):
        if form.startswith(clitic) and len(form) - len(clitic) >= _SHORTEST:
            return number, form[len(clitic) :]
    return 0, form


@lru_cache(maxsize=10_000)
def bare(form: str) -> str:
    """Return ``form`` without the clitics before it, where enough of it is left."""
    return parted(form)[1]


@cache
def vectors(language: str = "ar") -> Vectors:
    """Return the shared table of ``language``."""
    return Vectors(language)
