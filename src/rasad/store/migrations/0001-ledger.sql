-- Pages as they came, what was coded from them, and the events their reports add up to. See schema.py for what each column holds.
CREATE TABLE log (
    n INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
    details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE TABLE pages (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, packed {bytes} NOT NULL);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, doc TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE, content TEXT NOT NULL UNIQUE,
    path TEXT, added TEXT NOT NULL, revision INTEGER NOT NULL, outlet TEXT, agencies TEXT NOT NULL, title TEXT, url TEXT,
    language TEXT NOT NULL, published TEXT, basis TEXT NOT NULL, source_group TEXT
);
CREATE TABLE codings (
    article INTEGER NOT NULL, revision INTEGER NOT NULL, coder TEXT NOT NULL, made TEXT NOT NULL, sha256 TEXT NOT NULL,
    packed {bytes} NOT NULL, PRIMARY KEY (article, revision)
);
CREATE TABLE reports (
    key TEXT PRIMARY KEY, article INTEGER NOT NULL, number INTEGER NOT NULL, arrived INTEGER NOT NULL UNIQUE,
    founding TEXT NOT NULL UNIQUE, event TEXT, withdrawn INTEGER, heir TEXT, record {bytes} NOT NULL, context {bytes} NOT NULL
);
CREATE INDEX reports_by_event ON reports (event);
CREATE INDEX reports_by_article ON reports (article);
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, act INTEGER NOT NULL, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, note TEXT,
    made TEXT NOT NULL, author TEXT NOT NULL, undone TEXT
);
CREATE INDEX decisions_by_a ON decisions (a);
CREATE INDEX decisions_by_b ON decisions (b);
