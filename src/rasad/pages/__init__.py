"""Pages: a path, bytes or a record in; articles out, with zones, metadata and the time of publication."""

from rasad.pages.article import ARTICLE_ZONES, ZONES, Article, Repeat
from rasad.pages.build import MAX_ARTICLE_CHARS
from rasad.pages.jsonrecords import read_record
from rasad.pages.reading import MAX_FILE_BYTES, read_bytes, read_path, read_text
from rasad.pages.webpage import MAX_HTML_BYTES, read_html

__all__ = [
    "ARTICLE_ZONES",
    "MAX_ARTICLE_CHARS",
    "MAX_FILE_BYTES",
    "MAX_HTML_BYTES",
    "ZONES",
    "Article",
    "Repeat",
    "read_bytes",
    "read_html",
    "read_path",
    "read_record",
    "read_text",
]
