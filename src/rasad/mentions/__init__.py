"""Mentions: numbers, dates, places, actors, weapons and tolls, each a span with a value or a reason for none."""
