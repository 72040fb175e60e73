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
    print(len(read_all(sys.argv[1])))
except ArticleError as error:
    print(error)
"""


def told(path: Path, megabytes: int = 1_000) -> str:
    """How many articles are read from a document in so many megabytes of addresses, or why none can be read."""
    run = subprocess.run(
        [sys.executable, "-c", _READ, str(path), str(megabytes)], capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()
