-- When undated pages must have been published, by dated reports of the events they tell (inferring.py).
CREATE TABLE inferences (
    article INTEGER PRIMARY KEY, seen TEXT NOT NULL, published TEXT, reason TEXT NOT NULL, evidence TEXT NOT NULL
);
