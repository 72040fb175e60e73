"""Words seen late are forgotten; what is read stays the same."""

import gc
from threading import Thread
from weakref import ref

import pytest
from spacy.language import Language

import factcheck
from factcheck import memory
from factcheck.claims import sift
from factcheck.memory import Pipelines, zone
from factcheck.records import Article, Claim, LeftOut

TEXT = "Il fiume è salito di tre metri a Valtorbida.\nSecondo Zanfradini i danni sono di 2 milioni di euro.\n"


@pytest.fixture
def nlp() -> Language:
    """A pipeline of its own, as a test changes what it knows."""
    return factcheck.load("it")


def read(text: str, nlp: Language) -> list[Claim | LeftOut]:
    return list(sift(Article("a.txt", text, "it"), nlp, piece=2_000))


def test_what_a_full_pipeline_first_sees_in_a_zone_it_forgets(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    with zone(nlp):
        nlp("Valtorbida")
    assert "Valtorbida" in nlp.vocab.strings
    known = len(nlp.vocab.strings)
    monkeypatch.setattr(memory, "KEPT", known)
    with zone(nlp):
        assert [token.text for token in nlp("Zanfradini, Valtorbida")] == ["Zanfradini", ",", "Valtorbida"]
        assert "Zanfradini" in nlp.vocab.strings
    assert "Valtorbida" in nlp.vocab.strings
    assert "Zanfradini" not in nlp.vocab.strings
    assert len(nlp.vocab.strings) == known


def test_a_zone_in_a_zone_does_nothing(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "KEPT", 0)
    with nlp.memory_zone():
        with zone(nlp):
            doc = nlp("Zanfradini")
        assert nlp.vocab.in_memory_zone
        assert doc.text == "Zanfradini"


def test_the_zone_ends_with_an_error(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "KEPT", 0)
    with pytest.raises(KeyError), zone(nlp):
        raise KeyError
    assert not nlp.vocab.in_memory_zone


def test_zones_change_nothing(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXT * 200 + "x" * 5_000 + "123,-" * 900
    first = read(text, nlp)
    assert sum(isinstance(one, Claim) for one in first) >= 400
    monkeypatch.setattr(memory, "KEPT", 0)
    assert [read(text, nlp) for _ in range(2)] == [first] * 2
    assert [read(text, factcheck.load("it")) for _ in range(2)] == [first] * 2


def test_two_threads_with_one_pipeline(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [TEXT.replace("Zanfradini", f"Zanfradini{number}") * 100 for number in range(2)]
    expected = [read(text, factcheck.load("it")) for text in texts]
    monkeypatch.setattr(memory, "KEPT", 0)
    found: list[list[Claim | LeftOut]] = [[], []]

    def work(number: int) -> None:
        found[number] = read(texts[number], nlp)

    threads = [Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected


def test_a_worn_pipeline_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    pipelines = Pipelines(factcheck.load)
    old = pipelines("it")
    doc = old(TEXT)
    assert pipelines("it") is old
    assert pipelines("en") is pipelines("en") is not old
    monkeypatch.setattr(memory, "MADE", len(old.vocab))
    new = pipelines("it")
    assert new is not old
    assert pipelines("it") is new
    del old
    gc.collect()
    assert doc[0].text == "Il"


def test_a_pipeline_that_was_let_go_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    pipelines = Pipelines(factcheck.load)
    old = ref(pipelines("it"))
    monkeypatch.setattr(memory, "MADE", 0)
    pipelines("it")
    assert old() is None
