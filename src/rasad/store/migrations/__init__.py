"""The ledger's schema, step by step: numbered SQL files, each applied once, in order, in one transaction.

``NNNN-name.sql`` serves both databases; where they differ there are ``NNNN-name.sqlite.sql`` and
``NNNN-name.postgresql.sql``. ``{bytes}`` stands for the type of a binary column,
``{clustered}`` for keeping a table in the order of its key, where the database can. A file is never changed after a
release: what changes is a new file.
"""
