-- Full text: folded words (search.py) of articles and of event reports, under twice the article's id or twice the report's number of arrival and one.
CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');
