-- Full text: folded words (search.py) of articles and of event reports, under twice the article's id or twice the report's number of arrival and one.
CREATE TABLE search (rowid BIGINT PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX search_by_word ON search USING gin (words);
