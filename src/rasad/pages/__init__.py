"""Pages: a path, bytes or a record in; articles out, with zones, metadata and the time of publication."""

from rasad.pages.article import ARTICLE_ZONES, ZONES, Article
from rasad.pages.build import MAX_ARTICLE_CHARS
from rasad.pages.jsonrecords import read_record

__all__ = ["ARTICLE_ZONES", "MAX_ARTICLE_CHARS", "ZONES", "Article", "read_record"]
