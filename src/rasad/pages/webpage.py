"""HTML pages: the article's text with captions, tickers and other stories kept as zones."""

from __future__ import annotations

import html as entities
import re
from datetime import datetime
from typing import Any, Final

from rasad.pages.article import Article
from rasad.pages.build import Source, build_article
from rasad.pages.decoding import UndecodableError, decode
from rasad.pages.publication import from_metadata
from rasad.records import Note, Published, Unreadable
from rasad.text.fold import fold

MAX_HTML_BYTES = 8 * 1024 * 1024
"""Pages larger than this are refused: a page's tree takes up to fifty times its size."""

_DATES: Final = (
    "article:published_time",
    "ld:datePublished",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publishdate",
    "pubdate",
    "date",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
    "time",
)
_TITLE_TAIL: Final = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_LEAST_BODY: Final = 80
_LARGEST_EXTRACTED: Final = 1_000_000


def read_html(
    data: bytes,
    *,
    doc: str = "page",
    path: str | None = None,
    url: str | None = None,
    published: datetime | None = None,
) -> Article | Unreadable:
    """Return the article of one HTML page, or why there is none.

    The text is the page's blocks in order, one a line; what stands outside the article's own element is kept as
    furniture or, where its markup says so, as ticker, caption, gallery or related.
    """
    if len(data) > MAX_HTML_BYTES:
        error = f"the page has {len(data)} bytes of HTML; the limit is {MAX_HTML_BYTES}"
        return Unreadable(doc=doc, path=path, error=error)
    from rasad.pages.markup import parse_markup

    try:
        page, notes = _decode_page(data)
        blocks, meta = parse_markup(page)
        chosen = _choose(blocks, page)
        if not chosen:
            return Unreadable(doc=doc, path=path, error="the page holds no text")
        when, dated = _published(meta)
        source = Source(
            doc=doc,
            outlet=meta.get("og:site_name") or meta.get("ld:publisher") or meta.get("application-name"),
            byline=_author(meta),
            url=url or meta.get("og:url") or meta.get("canonical"),
            published=when,
            notes=notes + dated,
            source_path=path,
        )
        text = "\n".join(words for words, _ in chosen)
        hints = _headline_hint(chosen, meta)
        return build_article(text, source, given_time=published, hints=hints)
    except ValueError as error:
        return Unreadable(doc=doc, path=path, error=str(error))


def _decode_page(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """Decode by the page's own word where that holds, else by its letters."""
    from rasad.pages.markup import declared_charset

    charset = declared_charset(data)
    if charset and charset not in {"utf-8", "utf8", "utf-16"} and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe")):
        try:
            return data.decode(charset), ()
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(data)
    except UndecodableError:
        raise
    except LookupError as error:
        raise UndecodableError(f"its encoding is unknown: {error}") from error


def _choose(blocks: tuple[Any, ...], page: str) -> list[tuple[str, str | None]]:
    """Return ``(text, zone)`` of the blocks; the article is its own element, or what trafilatura takes for it."""
    inside = sum(len(block.text) for block in blocks if block.inside and block.hint is None)
    everything = sum(len(block.text) for block in blocks)
    if inside >= _LEAST_BODY:
        return [(b.text, b.hint if b.inside or b.hint else _outside(b.text)) for b in blocks]
    if everything < 400 or len(page) > _LARGEST_EXTRACTED:
        return [(block.text, block.hint) for block in blocks]
    wanted = _extracted(page)
    if not wanted:
        return [(block.text, block.hint) for block in blocks]
    return [(b.text, b.hint if b.hint or _squeeze(b.text) in wanted else _outside(b.text)) for b in blocks]


def _outside(text: str) -> str | None:
    """Return the zone of a block outside the article: furniture, unless it is a page's date."""
    from rasad.pages.pagedates import LONGEST, find_date

    found = find_date(text) if len(text) <= LONGEST else None
    return None if found and found.alone else "furniture"


def _extracted(page: str) -> str:
    """Return the words that trafilatura takes for the article, without spaces; empty where it finds none."""
    import trafilatura

    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True)
    except (ValueError, TypeError, RecursionError):
        return ""
    return _squeeze(text or "")


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _headline_hint(chosen: list[tuple[str, str | None]], meta: dict[str, str]) -> list[str | None]:
    """Return the blocks' zones with one headline: the first ``h1``, or the block that the metadata's title names."""
    hints = [hint for _, hint in chosen]
    title = _clean_title(meta)
    same = [i for i, (words, _) in enumerate(chosen) if title and fold(words) == fold(title)]
    first = same[0] if same else hints.index("headline") if "headline" in hints else None
    for i, (words, hint) in enumerate(chosen):
        if i == first:
            hints[i] = "headline"
        elif hint == "headline" and (first is None or fold(words) != fold(chosen[first][0])):
            hints[i] = None
    return hints


def _clean_title(meta: dict[str, str]) -> str | None:
    """Return the metadata's title without the site's name behind a bar or dash."""
    for name in ("og:title", "ld:headline", "twitter:title", "title"):
        if words := entities.unescape(meta.get(name, "")).strip():
            return _TITLE_TAIL.sub("", words) if name == "title" else words
    return None


def _author(meta: dict[str, str]) -> str | None:
    author = meta.get("author") or meta.get("article:author") or meta.get("ld:author")
    return author if author and not author.startswith("http") and len(author) <= 80 else None


def _published(meta: dict[str, str]) -> tuple[Published | None, tuple[Note, ...]]:
    """Return the first metadata value that is a date; a note where one is given and none is."""
    bad = None
    for name in _DATES:
        if value := meta.get(name.lower()) or meta.get(name):
            if found := from_metadata(value):
                return found, ()
            bad = bad or f"the page's {name} is {value[:60]!r}, which is no date; left out"
    return None, (Note(code="bad-date", message=bad),) if bad else ()
