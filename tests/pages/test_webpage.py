"""HTML pages: the article with its zones, whatever the markup does."""

import pytest
from pages_in_own_words import HEADLINE, PARAGRAPH, SECOND, THIRD

from rasad.pages import Article, read_html

PAGE = f"""<!doctype html><html><head><title>{HEADLINE} | الموقع</title>
<meta property="og:site_name" content="الموقع">
<meta property="article:published_time" content="2024-11-27T22:30:00+00:00">
<link rel="canonical" href="https://example.org/a/1">
<script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "author": {{"name": "سليم"}}}}]}}</script></head>
<body><nav><a>الرئيسية</a><a>سياسة</a></nav>
<div class="breaking-news">حريق في ميناء بعيد وراء البحر</div>
<article><h1>{HEADLINE}</h1>
<figure><img><figcaption>جنود في ساحة البلدة عام 2020</figcaption></figure>
<div class="article-body"><p>{PARAGRAPH}</p><p>{SECOND[:30]}<b>{SECOND[30:40]}</b>{SECOND[40:]}</p>
<aside class="read-more"><a>قصة أخرى تماما عن مدينة أخرى</a><time datetime="2019-01-01"></time></aside>
<p>{THIRD}</p></div></article>
<div class="most-read"><p>عنوان خبر ثان لا صلة له</p></div><footer>جميع الحقوق محفوظة</footer></body></html>"""


def read(page: str, encoding: str = "utf-8") -> Article:
    item = read_html(page.encode(encoding))
    assert isinstance(item, Article), item
    return item


def zones(item: Article) -> dict[str, str]:
    out: dict[str, str] = {}
    for zone in item.zones:
        out[zone.zone] = out.get(zone.zone, "") + item.text[zone.start : zone.end] + "\n"
    return out


def test_page_with_its_parts() -> None:
    item = read(PAGE)
    found = zones(item)
    assert found["headline"].strip() == item.title == HEADLINE
    assert found["body"].split("\n")[:3] == [PARAGRAPH, SECOND, THIRD]
    assert "حريق" in found["ticker"]
    assert "2020" in found["caption"]
    assert "قصة أخرى" in found["related"] and "عنوان خبر ثان" in found["related"]
    assert "جميع الحقوق" in found["furniture"] and "سياسة" in found["furniture"]
    assert (item.outlet, item.url, item.byline) == ("الموقع", "https://example.org/a/1", "سليم")


def test_published_from_metadata_in_the_regions_day() -> None:
    when = read(PAGE).published
    assert (when.value, when.basis, when.local_day) == ("2024-11-27T22:30+00:00", "metadata", "2024-11-28")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">'
        '[{"@type":"NewsArticle","datePublished":"2023-05-01T08:00:00+03:00"}]</script>',
        '<meta name="pubdate" content="2023-05-01T08:00:00+03:00">',
        '<meta itemprop="datePublished" content="2023-05-01T08:00:00+03:00">',
    ],
)
def test_other_metadata(head: str) -> None:
    item = read(f"<html><head>{head}</head><body><h1>{HEADLINE}</h1><p>{PARAGRAPH}</p></body></html>")
    assert item.published.value == "2023-05-01T08:00+03:00"


def test_time_element_of_the_article_not_of_another_story() -> None:
    other = '<div class="related"><time datetime="2019-01-01">x</time></div>'
    item = read(
        f'<article>{other}<h1>{HEADLINE}</h1><time datetime="2023-05-01">x</time><p>{PARAGRAPH}</p></article>'
    )
    assert item.published.value == "2023-05-01"


def test_page_date_in_words_and_declared_charset() -> None:
    page = (
        f'<html><head><meta charset="windows-1256"></head><body><h1>{HEADLINE}</h1><div>26/7/2024 الساعة 14:05</div>'
        f"<p>{PARAGRAPH}</p><p>{SECOND}</p></body></html>"
    )
    item = read(page, "cp1256")
    assert (item.title, item.published.value, item.published.basis) == (HEADLINE, "2024-07-26T14:05", "page")


def test_bad_metadata_date_is_a_note() -> None:
    item = read(f'<meta property="article:published_time" content="soon"><h1>{HEADLINE}</h1><p>{PARAGRAPH}</p>')
    assert item.published.value is None
    assert [note.code for note in item.notes] == ["bad-date"]


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_nesting_without_end_loses_nothing(tag: str) -> None:
    item = read(f"<html><body>{f'<{tag}>' * 10_000}{PARAGRAPH}")
    assert PARAGRAPH in item.text
    assert "<" not in item.text
