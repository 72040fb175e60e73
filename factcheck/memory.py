"""Flat memory, however much a process reads: words seen late are forgotten, a worn pipeline is loaded anew.

spaCy keeps every word that it has seen: 16 MB for a million characters of generated news in which a third of the words
are new. In a memory zone it forgets those that it first saw there. But there it fills no cache, and what it forgot it
makes anew: with a zone for each article it needs half as much time again. So a pipeline first learns 20,000 strings,
which hold the common words and cost 10 MB; from then on a small zone is as quick as none.

What was forgotten leaves a gap in spaCy's hash tables. They grow with all that was ever made: by 16 MB for 400,000
words, twice as much for twice as many. So after some words the pipeline is worn, which is 2,000 articles or 5 million
characters; loading another costs so little that it can't be measured.
"""

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

KEPT = 20_000  # strings that a pipeline learns for good
MADE = 100_000  # words that it makes, those that it forgot counted again, before it is worn

_alone = RLock()


@contextmanager
def zone(nlp: "Language") -> Iterator[None]:
    """Around the use of a pipeline whose Docs are not used afterwards: it forgets new words, once it knows enough.

    Only one thread is in a zone at a time, as it would take the words away from Docs that another one makes with the
    same pipeline. In a zone that is open already nothing is done.
    """
    with _alone:
        knows_enough = len(nlp.vocab.strings) >= KEPT
        is_open = nlp.vocab.in_memory_zone  # type: ignore[attr-defined]  # not in its stub
        with nlp.memory_zone() if knows_enough and not is_open else nullcontext():
            yield


class Pipelines:
    """Pipelines that are loaded once, and anew when they are worn: to be asked for again with each text."""

    def __init__(self, load: Callable[..., "Language"]) -> None:
        self._load = load
        self._loaded: dict[tuple[Hashable, ...], Language] = {}

    def __call__(self, *what: Hashable) -> "Language":
        """What `load` gives, now or earlier."""
        with _alone:
            if what in self._loaded and len(self._loaded[what].vocab) >= MADE:
                del self._loaded[what]
                gc.collect()  # a pipeline is a ring of objects; the new one takes its place
            if what not in self._loaded:
                self._loaded[what] = self._load(*what)
            return self._loaded[what]
