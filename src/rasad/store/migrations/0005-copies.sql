-- Which articles carry one text (copying.py): signatures, and the bands that bring like ones together.
CREATE TABLE signatures (article INTEGER PRIMARY KEY, short INTEGER NOT NULL, hashes {bytes} NOT NULL);
CREATE TABLE bands (band BIGINT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)){clustered};
