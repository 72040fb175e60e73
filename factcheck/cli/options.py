"""The options that several commands share."""

import click

lang = click.option(
    "-l", "--lang", metavar="CODE", help="The language of the articles, e.g. it; found out if left out."
)
model = click.option("--model", metavar="NAME", help="A spaCy pipeline of yours, by its name or folder, to be used.")
words = click.option(
    "--words", metavar="FILE", help="Words of your own: currencies, units, abbreviations, names (JSON)."
)
ui = click.option(
    "--ui", metavar="CODE", help="The language of headings and statuses; that of the article if left out."
)
columns = click.option("--columns", metavar="FILE", help="A newsroom's own columns for the reviewer (JSON).")
no_protect = click.option("--no-protect", "protect", is_flag=True, flag_value=False, default=True, help="Lock no cell.")
force = click.option("--force", is_flag=True, help="Replace an existing file; never one that holds a reviewer's marks.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong or needs attention.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Say more: the language of each article.")
