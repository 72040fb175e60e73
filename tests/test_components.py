"""What the components leave in a Doc: figures that stay right when Docs are joined, saved and cut."""

from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer
from spacy.tokens import Doc, DocBin

import factcheck
from factcheck.records import Figure

TEXTS = ["It rained. The town lost 40 bridges and 3 schools.", "In May 2021 some 5,000 people left $3-$5 each."]


def figures(doc: Doc) -> list[Figure]:
    return [span._.figure for span in doc.spans["figures"]]


def check_offsets(doc: Doc) -> None:
    for figure in figures(doc):
        for mention in (figure, figure.counted or figure):
            assert doc.text[mention.start : mention.end] == mention.text


def test_joined_docs_keep_their_figures(en: Language) -> None:
    docs = [en(text) for text in TEXTS]
    joined = Doc.from_docs(docs)
    check_offsets(joined)
    single = [(figure.text, figure.value, figure.kind) for doc in docs for figure in figures(doc)]
    assert [(figure.text, figure.value, figure.kind) for figure in figures(joined)] == single
    assert any(figure.counted for figure in figures(joined))


def test_a_doc_cut_from_another_keeps_the_offsets(en: Language) -> None:
    doc = en(TEXTS[0])
    part = list(doc.sents)[1].as_doc(copy_user_data=True)
    check_offsets(doc)
    part.spans["figures"] = [part.char_span(14, 16)]
    assert part.text[14:16] == "40"
    assert part.spans["figures"][0]._.figure.start == 14


def test_without_user_data_the_spans_remain(en: Language) -> None:
    doc = en(TEXTS[0])
    labels = [(span.text, span.label_) for span in doc.spans["figures"]]
    (saved,) = DocBin(docs=[doc]).get_docs(en.vocab)
    copy = Doc(en.vocab).from_bytes(doc.to_bytes(exclude=["user_data"]))
    for again in (saved, copy):
        assert [(span.text, span.label_) for span in again.spans["figures"]] == labels
        assert figures(again) == [None] * len(labels)


def test_what_is_no_figure_survives_workers_and_bytes(en: Language) -> None:
    text = "Section 4 names the Boeing 737."
    labels = [("4", "reference"), ("737", "name")]
    (worked, _) = en.pipe([text, text], n_process=2)
    for doc in (en(text), worked, Doc(en.vocab).from_bytes(en(text).to_bytes())):
        assert [(span.text, span.label_) for span in doc.spans["not_figures"]] == labels


def test_what_is_no_figure_and_shares_a_token_becomes_one() -> None:
    nlp = factcheck.load("en")
    nlp.tokenizer = SpacyTokenizer(nlp.vocab)  # splits at spaces only
    doc = nlp("They won (2-1).")
    assert [(span.text, span.label_) for span in doc.spans["not_figures"]] == [("(2-1).", "score")]


def test_figures_that_share_a_token_become_one_without_a_value() -> None:
    nlp = factcheck.load("en")
    nlp.tokenizer = SpacyTokenizer(nlp.vocab)  # splits at spaces only
    (figure,) = figures(nlp("It was 50km(30%)."))
    assert figure == Figure("50km(30%).", 7, 17, figure.kind)
