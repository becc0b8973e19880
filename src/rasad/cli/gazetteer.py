"""``rasad gazetteer import``: a GeoNames country file into the user's own gazetteer."""

from __future__ import annotations

from pathlib import Path

import click

from rasad.codebook.geonames import GeonamesError, read_country, table_text
from rasad.codebook.userdata import user_gazetteer_folder


def run(file: Path, alternate_names: Path | None, smallest: int) -> int:
    """Write the places of ``file`` that have Arabic names to the user's gazetteer; return 0.

    Raises ``click.ClickException`` naming file, line and fault where the file is no GeoNames table, or where the
    folder cannot be written.
    """
    try:
        places = read_country(file, alternate_names, smallest)
    except (GeonamesError, OSError) as error:
        raise click.ClickException(str(error)) from error
    if not places:
        raise click.ClickException(
            f"{file}: none of its places has an Arabic name; try --alternate-names with alternateNamesV2.txt"
        )
    countries = "-".join(sorted({place.country for place in places})[:4])
    folder = user_gazetteer_folder()
    target = folder / f"geonames-{countries}.tsv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(table_text(places, file.name), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(
            f"{target}: {error.strerror or error}; set RASAD_DATA to a folder of yours"
        ) from error
    click.echo(f"{len(places)} places with Arabic names written to {target}")
    return 0
