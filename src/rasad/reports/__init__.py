"""Reports: event reports, tallies and statements out of an article's mentions."""
