"""Grammar: tokens, lexicons and rules in; named parses with ranges out. The engine of mentions and reports."""
