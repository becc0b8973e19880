"""Exports: events in the formats of ACLED, UCDP GED, PLOVER, GeoJSON and Parquet, as dossiers, and compared."""
