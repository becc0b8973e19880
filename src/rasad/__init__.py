"""Rasad (رصد): codes Arabic news reports of armed conflict into grounded event reports."""

__version__ = "0.1.0"
