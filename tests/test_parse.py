"""What a parse tells of figures and sources. The heads and labels of each sentence are set by hand."""

import pytest
from spacy.tokens import Doc

from factcheck.components.parse import belongs_to, counted, said_by

# A row for each word: the word, its part of speech, its label, and the place of its head.
# English as spaCy's own models label it, the others in Universal Dependencies.
SENTENCES = {
    "doctors": "They PRON nsubj 1 | hired VERB ROOT 1 | 200 NUM nummod 6 | very ADV advmod 4 | young ADJ amod 6 |"
    " hospital NOUN compound 6 | doctors NOUN dobj 1 | who PRON nsubj 8 | left VERB relcl 6",
    "million": "About ADV advmod 2 | 3 NUM compound 2 | million NUM nummod 4 | new ADJ amod 4 | voters NOUN nsubj 5 |"
    " came VERB ROOT 5",
    "share": "Some DET det 2 | 30 NUM nummod 2 | % NOUN nsubj 7 | of ADP prep 2 | the DET det 6 | small ADJ amod 6 |"
    " firms NOUN pobj 3 | closed VERB ROOT 7",
    "place": "It PRON nsubj 1 | fell VERB ROOT 1 | 30 NUM nummod 3 | % NOUN npadvmod 1 |"
    " in ADP prep 1 | towns NOUN pobj 4",
    "them": "It PRON nsubj 1 | hurt VERB ROOT 1 | 200 NUM dobj 1 | of ADP prep 2 | them PRON pobj 3",
    "zone": "It PRON nsubj 1 | hit VERB ROOT 1 | zone NOUN dobj 1 | 3 NUM nummod 2",
    "third": "The DET det 2 | third ADJ amod 2 | producer NOUN nsubj 3 | closed VERB ROOT 3",
    "rose": "Grain NOUN compound 1 | exports NOUN nsubj 4 | , PUNCT punct 1 | however ADV advmod 4 | rose VERB ROOT 4 |"
    " by ADP prep 4 | 30 NUM nummod 7 | % NOUN pobj 5",
    "raised": "The DET det 1 | bank NOUN nsubj 2 | raised VERB ROOT 2 | basic ADJ amod 4 | fees NOUN dobj 2 |"
    " by ADP prep 2 | 30 NUM nummod 7 | % NOUN pobj 5",
    "ran": "Prices NOUN nsubj 1 | ran VERB ROOT 1 | ahead ADV advmod 1 | by ADP prep 1 |"
    " 30 NUM nummod 5 | % NOUN pobj 3",
    "debt": "The DET det 2 | public ADJ amod 2 | debt NOUN nsubj 3 | is AUX ROOT 3 | 3 NUM nummod 5 |"
    " euros NOUN attr 3",
    "he": "He PRON nsubj 1 | paid VERB ROOT 1 | 3 NUM nummod 3 | euros NOUN dobj 1",
    "debito": "Il DET det 1 | debito NOUN nsubj 6 | pubblico ADJ amod 1 | è AUX cop 6 | di ADP case 6 |"
    " 3 NUM nummod 6 | euro NOUN ROOT 6",
    "milioni": "Sono AUX cop 2 | 3 NUM nummod 2 | milioni NOUN ROOT 2 | di ADP case 4 | contadini NOUN nmod 2 |"
    " poveri ADJ amod 4 | del ADP case 7 | Sud PROPN nmod 4",
    "imprese": "Chiude VERB ROOT 0 | il DET det 3 | 4 NUM nummod 3 | % SYM nsubj 0 | delle ADP case 6 |"
    " piccole ADJ amod 6 | imprese NOUN nmod 3",
}
FIGURES = {
    "doctors": ("200", "CARDINAL", "very young hospital doctors"),
    "million": ("3 million", "CARDINAL", "new voters"),
    "share": ("30 %", "PERCENT", "small firms"),
    "place": ("30 %", "PERCENT", None),
    "them": ("200", "CARDINAL", None),
    "zone": ("3", "CARDINAL", None),
    "third": ("third", "ORDINAL", "producer"),
    "milioni": ("3 milioni", "CARDINAL", "contadini poveri"),
    "imprese": ("4 %", "PERCENT", "piccole imprese"),
}
BELONGING = {
    "rose": ("30 %", "Grain exports"),
    "raised": ("30 %", "basic fees"),
    "debt": ("3 euros", "public debt"),
    "debito": ("3 euro", "debito pubblico"),
    "ran": ("30 %", "Prices"),
    "he": ("3 euros", None),
    "million": ("3 million", None),
}
SAID = {
    "The DET det 1 | mayor NOUN nsubj 2 | said VERB ROOT 2 | 30 NUM nummod 4 | people NOUN nsubj 5 |"
    " left VERB ccomp 2": (
        "said", "The mayor said"),
    "The DET det 1 | mayor NOUN nsubj 6 | who PRON nsubj 3 | left VERB relcl 1 | has AUX aux 6 | now ADV advmod 6 |"
    " said VERB ROOT 6 | all PRON nsubj 8 | died VERB ccomp 6": ("said", "The mayor who left has now said"),
    "All PRON nsubj 1 | died VERB ROOT 1 | , PUNCT punct 3 | ha AUX aux 4 | detto VERB parataxis 1 | il DET det 6 |"
    " sindaco NOUN nsubj 4 | che PRON nsubj 8 | tace VERB acl:relcl 6": ("detto", "ha detto il sindaco"),
    "He PRON nsubj 1 | said VERB ROOT 1 | all PRON nsubj 3 | died VERB ccomp 1": ("said", None),
    "The DET det 1 | dog NOUN nsubj 2 | found VERB ROOT 2 | 30 NUM nummod 4 | bones NOUN dobj 2": ("found", None),
    "The DET det 1 | mayor NOUN nsubjpass 3 | was AUX auxpass 3 | told VERB ROOT 3 | all PRON nsubj 5 |"
    " died VERB ccomp 3": ("told", None),
}  # fmt: skip


def doc(vocab, rows):
    words, tags, labels, heads = zip(*(row.split() for row in rows.split(" | ")), strict=True)
    return Doc(vocab, words=words, pos=tags, deps=labels, heads=[int(head) for head in heads])


def span(doc, text, label=""):
    start = doc.text.index(text)
    return doc.char_span(start, start + len(text), label=label)


@pytest.mark.parametrize("name", FIGURES)
def test_counted(en, name):
    text, kind, expected = FIGURES[name]
    found = counted(span(doc(en.vocab, SENTENCES[name]), text, kind), {"of", "di", "delle"})
    assert (found and found.text) == expected


@pytest.mark.parametrize("name", BELONGING)
def test_belongs_to(en, name):
    text, expected = BELONGING[name]
    found = belongs_to(span(doc(en.vocab, SENTENCES[name]), text))
    assert (found and found.text) == expected


@pytest.mark.parametrize(("rows", "verb", "expected"), [(rows, *pair) for rows, pair in SAID.items()])
def test_said_by(en, rows, verb, expected):
    found = said_by(span(doc(en.vocab, rows), verb).root)
    assert (found and found.text) == expected


def test_a_parse_of_any_depth(en):
    size = 5_000
    words = ["200", *["sand"] * size]
    labels = ["nummod", *["compound"] * (size - 1), "ROOT"]
    deep = Doc(en.vocab, words=words, heads=[size, *range(2, size + 1), size], deps=labels)
    found = counted(span(deep, "200", "CARDINAL"), {"of"})
    assert found is not None and (found.start, found.end) == (1, size + 1)


def test_without_parts_of_speech_a_pronoun_is_a_stop_word(en):
    parsed = doc(en.vocab, SENTENCES["them"])
    for token in parsed:
        token.pos_ = ""
    assert counted(span(parsed, "200", "CARDINAL"), {"of"}) is None


def read(nlp, rows):
    """The figures and attributions that our components find in a parsed sentence."""
    parsed = doc(nlp.vocab, rows)
    for name in ("figures", "attribution"):
        parsed = nlp.get_pipe(name)(parsed)
    figures = [span._.figure for span in parsed.spans["figures"]]
    for figure in figures:
        assert figure.counted is None or parsed.text[figure.counted.start : figure.counted.end] == figure.counted.text
    return [figure.counted and figure.counted.text for figure in figures], [
        s.text for s in parsed.spans["attributions"]
    ]


@pytest.mark.parametrize(
    ("lang", "name", "expected"),
    [
        ("en", "rose", "Grain exports"),
        ("en", "raised", "basic fees"),
        ("en", "ran", "Prices"),
        ("en", "doctors", "very young hospital doctors"),
        ("it", "imprese", "piccole imprese"),
        ("it", "debito", "debito pubblico"),
        ("it", "milioni", "contadini poveri"),
        ("en", "he", None),
    ],
)
def test_the_parse_is_used_where_there_is_one(pipelines, lang, name, expected):
    assert read(pipelines[lang], SENTENCES[name])[0] == [expected]


def test_where_the_parse_says_nothing_the_rules_answer(en):
    rows = "Some DET det 4 | 30 NUM dep 4 | new ADJ dep 4 | firms NOUN dep 4 | closed VERB ROOT 4"
    assert read(en, rows)[0] == ["new firms"]
    rows = "The DET dep 2 | mayor NOUN dep 2 | said VERB ROOT 2 | 30 NUM nummod 4 | people NOUN dep 5 | left VERB dep 2"
    assert read(en, rows) == (["people"], ["The mayor said"])
    assert read(en, SENTENCES["ran"].replace("nsubj", "dep"))[0] != ["Prices"]


def test_what_stands_inside_or_behind_the_figure_stays(en):
    rows = (
        "Exports NOUN nsubj 1 | rose VERB ROOT 1 | in ADP prep 1 | 7 NUM nummod 4 | towns NOUN pobj 2 | in ADP prep 4 |"
        " 10 NUM pobj 5"
    )
    assert read(en, rows)[0] == ["towns"]
    rows = "They PRON dep 1 | sent VERB ROOT 1 | $ SYM quantmod 3 | 20m NUM dobj 1 | in ADP prep 1 | aid NOUN pobj 4"
    assert read(en, rows)[0] == read(en, rows.replace("They PRON dep", "Banks NOUN nsubj"))[0] == ["aid"]


def test_a_source_that_only_the_parse_sees(en):
    rows = (
        "The DET det 1 | head NOUN nsubj 9 | of ADP prep 1 | the DET det 4 | union NOUN pobj 2 | that PRON nsubj 6 |"
        " called VERB relcl 4 | the DET det 8 | strike NOUN dobj 6 | said VERB ROOT 9 | 30 NUM nummod 11 |"
        " people NOUN nsubj 12 | left VERB ccomp 9"
    )
    whole = "The head of the union that called the strike said"
    assert read(en, rows)[1] == [whole]
    assert read(en, rows.replace("nsubj 9", "dep 9"))[1] != [whole]


def test_a_source_with_a_figure_is_left_to_the_rules(en):
    rows = (
        "The DET det 2 | 30 NUM nummod 2 | mayors NOUN nsubj 3 | said VERB ROOT 3 | 5 NUM nummod 5 | died VERB ccomp 3"
    )
    assert read(en, rows)[1] == read(en, rows.replace("nsubj 3", "dep 3"))[1]
