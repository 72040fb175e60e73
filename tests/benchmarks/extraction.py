"""What finding claims costs, beside bare spaCy tokenization and other readers: `python tests/benchmarks/extraction.py`.

CPU time of one process over generated articles (see corpus.py), each text read once: on a text that was read before,
spaCy's cache makes everything seem fast. The contenders take turns, each round with newly loaded pipelines; loading
is not counted. What is not installed is not measured: `pip install quantulum3`, `pip install recognizers-text-suite
"emoji<2"`. Invented words look like no number word, which makes it easy for readers that try many words; in real news
quantulum3 needs up to twice as much.
"""

import gc
import os
import platform
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import spacy
from corpus import articles

import factcheck
from factcheck.claims import claims, sift_all
from factcheck.records import Article

Texts = list[str]
Reading = Callable[[Texts], None]
ROUNDS, ARTICLES, BYTES = 5, 150, 1_000_000
NAMES = {"it": "Italian", "en": "English"}
RECOGNIZED = ("number", "ordinal", "percentage", "age", "currency", "dimension", "temperature", "datetime")
# Of the slow ones so many articles are enough.
FEWER = {"quantulum3": 10, "Recognizers-Text": 2}


def exhaust(found: Iterable[object]) -> None:
    """Goes through all, and keeps nothing."""
    deque(found, 0)


def tokenization(lang: str) -> Reading:
    """spaCy's tokens and nothing else."""
    tokenizer: Any = spacy.blank(lang).tokenizer
    return lambda texts: exhaust(tokenizer.pipe(texts))


def pipeline(lang: str) -> Reading:
    """Tokens, sentences, figures and attributions; every figure looked at."""
    nlp = factcheck.load(lang)
    return lambda texts: exhaust([span._.figure for span in doc.spans["figures"]] for doc in nlp.pipe(texts))


def to_claims(lang: str) -> Reading:
    """From texts to Claims, as a batch run does it."""
    nlp = factcheck.load(lang)
    return lambda texts: exhaust(sift_all((Article("", text, lang) for text in texts), nlp))


def one_by_one(lang: str) -> Reading:
    """The same, each article for itself."""
    nlp = factcheck.load(lang)
    return lambda texts: exhaust(list(claims(Article("", text, lang), nlp)) for text in texts)


def quantulum(lang: str) -> Reading | None:
    """The quantities that quantulum3 reads; it knows English only."""
    warnings.filterwarnings("ignore", module="quantulum3")  # it misses its classifier
    from quantulum3 import parser

    return (lambda texts: exhaust(map(parser.parse, texts))) if lang == "en" else None


def recognizers(lang: str) -> Reading | None:
    """All that Microsoft's Recognizers-Text finds of figures; its Python package has no Italian."""
    warnings.filterwarnings("ignore", module="recognizers")
    import recognizers_suite

    readers: list[Any] = [getattr(recognizers_suite, f"recognize_{what}") for what in RECOGNIZED]
    return (lambda texts: exhaust(read(text, "en-us") for text in texts for read in readers)) if lang == "en" else None


CONTENDERS: dict[str, Callable[[str], Reading | None]] = {
    "bare tokenization": tokenization,
    "text to figures": pipeline,
    "text to Claims, many articles": to_claims,
    "text to Claims, one at a time": one_by_one,
    "quantulum3": quantulum,
    "Recognizers-Text": recognizers,
}


def seconds(name: str, lang: str, texts: Texts) -> float | str:
    """The CPU seconds per MB of a contender, newly loaded, or why there are none."""
    try:
        reading = CONTENDERS[name](lang)
    except ImportError:
        return "not installed"
    if reading is None:
        return "no such language"
    texts = texts[: FEWER.get(name)]
    reading(["On 3 May they paid $1.2 billion. Il 3 maggio erano 12 milioni."])
    gc.collect()
    began = time.process_time()
    reading(texts)
    return (time.process_time() - began) / sum(len(text.encode()) for text in texts) * BYTES


def rows(lang: str) -> dict[str, str]:
    """The contenders' cells for a language: CPU seconds per MB, and as a multiple of bare tokenization, min-max."""
    texts = list(articles(lang, ARTICLES))
    turns = [{name: seconds(name, lang, texts) for name in CONTENDERS} for _ in range(ROUNDS)]
    out = {}
    for name in CONTENDERS:
        times = [turn[name] for turn in turns]
        if isinstance(times[0], str):
            out[name] = f"{times[0]} |"
            continue
        ratios = [turn[name] / turn["bare tokenization"] for turn in turns]  # type: ignore[operator]  # numbers both
        out[name] = f"{median(times):.2f} | {median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"  # type: ignore[type-var]
    return out


def parts(lang: str) -> str:
    """What each part of the pipeline costs of bare tokenization, all articles through one part after the other."""
    texts = list(articles(lang, ARTICLES))
    turns = []
    for _ in range(ROUNDS):
        bare = seconds("bare tokenization", lang, texts)
        nlp = factcheck.load(lang)
        nlp("On 3 May they paid $1.2 billion. Il 3 maggio erano 12 milioni.")
        gc.collect()
        began = time.process_time()
        docs = [nlp.make_doc(text) for text in texts]
        turn = {"tokenizer": time.process_time() - began}
        for name, component in nlp.pipeline:
            began = time.process_time()
            for doc in docs:
                component(doc)
            turn[name] = time.process_time() - began
        size = sum(len(text.encode()) for text in texts) / BYTES
        turns.append({name: spent / size / float(bare) for name, spent in turn.items()})
    return ", ".join(f"{name} {median(turn[name] for turn in turns):.2f}" for name in turns[0])


def machine() -> str:
    """The processor and the versions."""
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    models = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, spaCy {version('spacy')}"


def main() -> None:
    """Prints the table, in Markdown."""
    found = {lang: rows(lang) for lang in NAMES}
    print(f"{date.today()}, {machine()}\n")
    print("| | " + " | ".join(f"{name}: CPU s per MB | × tokenization" for name in NAMES.values()) + " |")
    print("|---|" + "---|" * 2 * len(NAMES))
    for name in CONTENDERS:
        print(f"| {name} | " + " | ".join(found[lang][name] for lang in NAMES) + " |")
    for lang, name in NAMES.items():
        print(f"\n{name}, parts of the pipeline in multiples of bare tokenization: {parts(lang)}.")


if __name__ == "__main__":
    main()
