"""`factcheck languages`."""

import click


@click.command()
def languages() -> None:
    """List the installed languages: code, name and version of the words."""
    from factcheck.pipeline import languages as installed

    for language in installed():
        click.echo("\t".join(language))
