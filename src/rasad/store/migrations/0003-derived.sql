-- Events with their values as derived under a rule, kept so that listing is quick; the version says which Rasad derived them.
CREATE TABLE derived (
    event TEXT NOT NULL, rule TEXT NOT NULL, kind TEXT NOT NULL, first_day TEXT, last_day TEXT, country TEXT,
    lat DOUBLE PRECISION, lon DOUBLE PRECISION, version TEXT NOT NULL, record {bytes} NOT NULL, PRIMARY KEY (event, rule)
);
CREATE INDEX derived_by_day ON derived (rule, first_day);
