"""What the store asks of merging, in one place."""

from rasad.store.interim import RULES, VERSION, Decision, Merger, blocks, derive

__all__ = ["RULES", "VERSION", "Decision", "Merger", "blocks", "derive"]
