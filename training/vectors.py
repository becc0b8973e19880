"""Learn the word vectors of ``rasad.text.vectors`` from the corpus in ../shared: python -m training.vectors

A form's vector says which words stand next to it: positive pointwise mutual information (context distribution
smoothed by 0.75; Levy, Goldberg and Dagan 2015) with the words one and two places before and behind it, reduced by
a truncated singular value decomposition (Deerwester et al. 1990). Deterministic. Needs NumPy and SciPy.
"""

from __future__ import annotations

import base64
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from training.gold import ROOT, SHARED

from rasad.text.tokens import Tokens
from rasad.text.vectors import DIMENSIONS, SCALE

CORPUS = SHARED / "corpus/ant-2018-01-to-06.jsonl.gz"
OUT = ROOT / "src/rasad/text/ar/vectors.tsv"
STEPS = (-2, -1, 1, 2)
FORMS = 15_000
"""Forms that get a vector, the commonest first; 32,000 did no better in five folds."""
CONTEXTS = 3_000
SMOOTHING = 0.75
HEAD = f"""# Word vectors: {DIMENSIONS} signed bytes a form (base85), {SCALE} for one.
# Learned, not written, by training/vectors.py
# from the neighbours of {FORMS:,} folded forms in the development corpus (Arabic news, January to June 2018).
# Known problems: words of later years are missing; forms of several meanings have one vector.
form\tvector
"""


def sentences() -> Iterator[list[str]]:
    """The folded forms of every sentence of the corpus; an article that opens like an earlier one is left out."""
    seen: set[str] = set()
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = f"{record['title'] or ''}\n{record['text'] or ''}"
            if text[:200] not in seen:
                seen.add(text[:200])
                tokens = Tokens(text)
                yield from (tokens.forms[a:b] for a, b in tokens.sentences)


def counts(lines: list[list[str]], forms: list[str], contexts: list[str]) -> csr_matrix:
    """How often each form has each context word (or the sentence's edge) at each step."""
    row, column = ({w: n for n, w in enumerate(words)} for words in (forms, contexts))
    edge, width = len(contexts), len(contexts) + 1
    seen: Counter[int] = Counter()
    size = width * len(STEPS)
    for line in lines:
        ids = [column.get(word, -1) for word in line]
        for at, word in enumerate(line):
            first = row.get(word)
            if first is None:
                continue
            for number, step in enumerate(STEPS):
                there = at + step
                context = ids[there] if 0 <= there < len(line) else edge
                if context >= 0:
                    seen[first * size + number * width + context] += 1
    keys = np.fromiter(seen.keys(), dtype=np.int64, count=len(seen))
    values = np.fromiter(seen.values(), dtype=np.float64, count=len(seen))
    order = np.argsort(keys)
    keys, values = keys[order], values[order]
    return csr_matrix((values, (keys // size, keys % size)), shape=(len(forms), size))


def associations(seen: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information, the contexts' distribution smoothed."""
    cells = seen.tocoo()
    rows = np.asarray(seen.sum(axis=1)).ravel()
    columns = np.asarray(seen.sum(axis=0)).ravel() ** SMOOTHING
    expected = rows[cells.row] * columns[cells.col] / columns.sum()
    value = np.log(cells.data / expected)
    kept = value > 0
    return csr_matrix((value[kept], (cells.row[kept], cells.col[kept])), shape=seen.shape)


def learn(lines: list[list[str]]) -> tuple[list[str], np.ndarray]:
    """The forms and their vectors, each of length one."""
    common = Counter(word for line in lines for word in line).most_common()
    forms = [word for word, _ in common if not word[:1].isdigit()][:FORMS]
    contexts = [word for word, _ in common[:CONTEXTS]]
    left, strength, _ = svds(associations(counts(lines, forms, contexts)), k=DIMENSIONS, random_state=0)
    vectors = left * np.sqrt(strength)
    vectors *= np.sign(vectors.sum(axis=0))  # a decomposition leaves the signs open
    return forms, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def main() -> int:
    forms, vectors = learn(list(sentences()))
    bytes_ = np.clip(np.round(vectors * SCALE), -127, 127).astype(np.int8)
    lines = (f"{form}\t{base64.b85encode(one.tobytes()).decode()}\n" for form, one in zip(forms, bytes_, strict=True))
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(forms)} forms, {OUT.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
