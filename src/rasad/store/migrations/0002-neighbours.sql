-- What merging looks at (shelf.py): reports by block and rank, links between them, and the pairs left for a person to decide.
CREATE TABLE blocks (
    block BIGINT NOT NULL, rank TEXT {binary} NOT NULL, report TEXT NOT NULL, PRIMARY KEY (block, rank)
);
CREATE INDEX blocks_by_report ON blocks (report);
CREATE TABLE links (a TEXT NOT NULL, b TEXT NOT NULL, score DOUBLE PRECISION NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX links_by_b ON links (b);
CREATE TABLE possible (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX possible_by_b ON possible (b);
