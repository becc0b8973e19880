-- What merging looks at (shelf.py): reports by block and rank, and the links between them.
CREATE TABLE blocks (
    block BIGINT NOT NULL, rank TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (block, rank, report)
);
CREATE INDEX blocks_by_report ON blocks (report);
CREATE TABLE links (a TEXT NOT NULL, b TEXT NOT NULL, score DOUBLE PRECISION NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX links_by_b ON links (b);
