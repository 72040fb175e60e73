"""`factcheck languages`."""

import click


@click.command()
def languages() -> None:
    """List the installed languages.

    A line for each: its code, its name, and the version of its words.
    """
    from factcheck.pipeline import languages as installed

    for language in installed():
        click.echo("\t".join(language))
