-- What finds the reports that a new one may tell the same event with, and the pairs left for a person to decide.
CREATE TABLE blocks (block BIGINT NOT NULL, rank TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (block, rank, report));
CREATE INDEX blocks_by_report ON blocks (report);
CREATE TABLE possible (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b));
CREATE INDEX possible_by_b ON possible (b);
