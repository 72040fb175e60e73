"""Reading a document in a process of its own, which may not take more memory than is good."""

import subprocess
import sys
from pathlib import Path

_READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]) << 20,) * 2)
from factcheck.articles import read_all
from factcheck.errors import ArticleError
try:
    found = read_all(sys.argv[1])
    print(len(found), *(note for article in found for note in article.notes))
except ArticleError as error:
    print(error)
"""


def told(path: Path, megabytes: int = 1_000) -> str:
    """How many articles a document gives in so many megabytes of addresses, and their notes; or why none."""
    run = subprocess.run(
        [sys.executable, "-c", _READ, str(path), str(megabytes)], capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()
