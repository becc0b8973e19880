"""HTML to lines: text blocks in page order, each with the zone that its markup states, and the page's metadata."""

from __future__ import annotations

import html as entities
import json
import re
from typing import Any, Final, NamedTuple

from lxml import etree, html

_BLOCKS: Final = frozenset(
    re.split(
        r"\s",
        "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
        " h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul time",
    )
)
_DROPPED: Final = frozenset(
    re.split(
        r"\s",
        "script style noscript template iframe svg canvas object embed select option button input textarea head math"
        " video audio map",
    )
)
_FURNITURE_TAGS: Final = frozenset({"nav", "footer", "form"})
_CLASSES: Final = (
    ("related", re.compile(
        r"relat|read-?(?:more|also|next)|recommend|more-?(?:news|stories)|most-?(?:read|view)|suggest|also-read"
        r"|teaser|sidebar"
    )),
    ("ticker", re.compile(r"breaking|ticker|marquee|urgent")),
    ("gallery", re.compile(r"gallery|slideshow|carousel|slider")),
    ("caption", re.compile(r"caption|photo-?credit|image-?(?:desc|source)|wp-caption-text|figcaption")),
    ("furniture", re.compile(
        r"share|social|breadcrumb|(?:^|[\s_-])(?:tags?|menu|nav|footer|copyright|cookie|banner|advert|ads?|subscribe|newsletter"
        r"|comments?|toolbar|print)(?:$|[\s_-])"
    )),
)  # fmt: skip
_ARTICLE_BODY: Final = re.compile(
    r"article-?_?(?:body|content|text)|entry-content|post-content|story-?body|wysiwyg", re.I
)
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_UNREAD: Final = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_TAG: Final = re.compile(r"<[^<>]*>")
_DEEPEST: Final = 5_000


class Block(NamedTuple):
    """One block of text, the zone its markup states, and whether it stands inside the article's element."""

    text: str
    hint: str | None
    inside: bool


class Markup(NamedTuple):
    """What a page's markup gives: its blocks in order and its metadata's values by name."""

    blocks: tuple[Block, ...]
    meta: dict[str, str]


def declared_charset(data: bytes) -> str | None:
    """Return the character set that the page's own head names, lower case."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii", "replace").lower() if match else None


def parse_markup(page: str) -> Markup:
    """Return the blocks and metadata of ``page``; raises ``ValueError`` where it holds no element at all."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"its HTML cannot be read: {error}") from error
    if root is None:
        raise ValueError("it holds no HTML element")
    if any("depth" in entry.message for entry in parser.error_log):
        return Markup(_stripped(page), _metadata(root))
    return Markup(_Walk(root).blocks(), _metadata(root))


def _stripped(page: str) -> tuple[Block, ...]:
    """Return the text between tags, for a page nested deeper than libxml2 follows (it would drop the rest)."""
    bare = _TAG.sub("\n", _UNREAD.sub("\n", page))
    lines = (_SPACE.sub(" ", entities.unescape(line)).strip() for line in bare.split("\n"))
    return tuple(Block(line, None, False) for line in lines if line)


class _Walk:
    """A walk over the tree without recursion, so that no depth of nesting can exhaust the stack."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._out: list[Block] = []
        self._buffer: list[str] = []
        self._hints: list[str | None] = [None]
        self._inside = 0
        self._dropped = 0

    def blocks(self) -> tuple[Block, ...]:
        """Return the page's blocks in order."""
        for event, node in etree.iterwalk(self._root, events=("start", "end")):
            tag = node.tag if isinstance(node.tag, str) else ""
            if event == "start":
                self._open(node, tag)
            else:
                self._close(node, tag)
        self._flush()
        return tuple(self._out)

    def _open(self, node: Any, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        if tag in _BLOCKS:
            self._flush()
        self._hints.append(_hint(node, tag) or self._hints[-1])
        self._inside += _is_article(node, tag)
        self._take(node.text)

    def _close(self, node: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        self._hints.pop()
        self._inside -= _is_article(node, tag)
        if tag in _DROPPED:
            self._dropped -= 1
        self._take(node.tail)

    def _take(self, text: str | None) -> None:
        if text and not self._dropped:
            self._buffer.append(text)

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._buffer)).strip()
        self._buffer.clear()
        if text:
            self._out.append(Block(text, self._hints[-1], self._inside > 0))


def _hint(node: Any, tag: str) -> str | None:
    """Return the zone that an element's tag or class states."""
    if tag == "h1":
        return "headline"
    if tag == "figcaption":
        return "caption"
    if tag == "time":
        return "dateline"
    if tag in _FURNITURE_TAGS:
        return "furniture"
    if tag in {"body", "html", "article", "main"}:
        return None
    names = f"{node.get('class') or ''} {node.get('id') or ''}".lower().strip()
    if not names or _ARTICLE_BODY.search(names):
        return None
    for zone, pattern in _CLASSES:
        if pattern.search(names):
            return zone
    return "related" if tag == "aside" else None


def _is_article(node: Any, tag: str) -> bool:
    if tag == "article" or node.get("itemprop") == "articleBody":
        return True
    return bool(tag in {"div", "section", "main"} and _ARTICLE_BODY.search(node.get("class") or ""))


def _metadata(root: Any) -> dict[str, str]:
    """Return the page's metadata: ``property``/``name``/``itemprop`` of meta elements, JSON-LD, title, time, link."""
    meta: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        value = node.get("content")
        if name and value and value.strip():
            meta.setdefault(name.strip().lower(), value.strip())
    for node in root.iter("script"):
        if "ld+json" in (node.get("type") or ""):
            _linked_data(node.text or "", meta)
    for node in root.iter("link"):
        if node.get("rel") == "canonical" and node.get("href"):
            meta.setdefault("canonical", node.get("href").strip())
    title = next(root.iter("title"), None)
    if title is not None and (words := _SPACE.sub(" ", "".join(title.itertext())).strip()):
        meta.setdefault("title", words)
    for node in root.iter("time"):
        if node.get("datetime") and not _in_other_story(node):
            meta.setdefault("time", node.get("datetime").strip())
    return meta


def _in_other_story(node: Any) -> bool:
    """Tell whether an element stands within a caption, gallery, link or another story's block."""
    depth = 0
    while node is not None and depth < _DEEPEST:
        if isinstance(node.tag, str) and node.tag != "time" and _hint(node, node.tag) not in {None, "headline"}:
            return True
        node, depth = node.getparent(), depth + 1
    return False


def _linked_data(text: str, meta: dict[str, str]) -> None:
    """Take the article's own fields out of a JSON-LD script; what is no JSON is passed over."""
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    looked = 0
    while waiting and looked < 500:
        node = waiting.pop(0)
        looked += 1
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.get("@graph") or [])
            kind = str(node.get("@type", ""))
            if "Article" in kind or "Posting" in kind or "Report" in kind:
                _take_fields(node, meta)


def _take_fields(node: dict[str, Any], meta: dict[str, str]) -> None:
    for field in ("datePublished", "headline"):
        if isinstance(node.get(field), str):
            meta.setdefault(f"ld:{field}", node[field])
    for field in ("publisher", "author"):
        value = node.get(field)
        value = value[0] if isinstance(value, list) and value else value
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and name.strip():
            meta.setdefault(f"ld:{field}", name.strip())
