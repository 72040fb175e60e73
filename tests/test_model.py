"""Our components in a trained pipeline of the user's own: a small one, trained here on a handful of sentences."""

import json
import shutil

import pytest
import spacy
from click.testing import CliRunner
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

import factcheck
from factcheck.claims import claims
from factcheck.cli import main
from factcheck.errors import ModelError, WordsError
from factcheck.model import COMPONENTS

# The word, its part of speech, its label, the place of its head.
TREES = [
    "Prices NOUN nsubj 1 | ran VERB ROOT 1 | ahead ADV advmod 1 | by ADP prep 1 | 30 NUM nummod 5 | % NOUN pobj 3 |"
    " . PUNCT punct 1",
    "Sales NOUN nsubj 1 | fell VERB ROOT 1 | by ADP prep 1 | 12 NUM nummod 4 | % NOUN pobj 2 | . PUNCT punct 1",
    "The DET det 1 | city NOUN nsubj 2 | lost VERB ROOT 2 | 200 NUM nummod 5 | foreign ADJ amod 5 |"
    " doctors NOUN dobj 2 | . PUNCT punct 2",
    "The DET det 1 | town NOUN nsubj 2 | hired VERB ROOT 2 | 40 NUM nummod 5 | young ADJ amod 5 | nurses NOUN dobj 2 |"
    " . PUNCT punct 2",
    "The DET det 1 | mayor NOUN nsubj 4 | of ADP prep 1 | Halden PROPN pobj 2 | said VERB ROOT 4 | 30 NUM nummod 6 |"
    " people NOUN nsubj 7 | left VERB ccomp 4 | . PUNCT punct 4",
    "We PRON nsubj 1 | waited VERB ROOT 1 | . PUNCT punct 1",
]
TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 32,
    "depth": 1,
    "embed_size": 300,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
}
PARSER = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "parser",
    "extra_state_tokens": False,
    "hidden_width": 32,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
    "tok2vec": TOK2VEC,
}
TAGGER = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": TOK2VEC}
TEXT = "Prices ran ahead by 30%. The city lost 200 foreign doctors."


def example(nlp: Language, tree: str) -> Example:
    words, tags, labels, heads = zip(*(row.split() for row in tree.split(" | ")), strict=True)
    places = [int(head) for head in heads]
    return Example(Doc(nlp.vocab, words=words), Doc(nlp.vocab, words=words, pos=tags, deps=labels, heads=places))


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """The folder of an English pipeline that tags and parses."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("morphologizer", config={"model": TAGGER})
    nlp.add_pipe("parser", config={"model": PARSER, "min_action_freq": 1})
    examples = [example(nlp, tree) for tree in TREES]
    nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("models") / "small"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def nlp(model):
    return factcheck.load("en", model=model)


def read(doc):
    counted = [span._.figure.counted for span in doc.spans["figures"]]
    return [mention and mention.text for mention in counted], [span.text for span in doc.spans["attributions"]]


def test_the_parse_is_used(nlp, en):
    assert read(nlp(TEXT)) == (["Prices", "foreign doctors"], [])
    assert read(en(TEXT))[0][0] != "Prices"
    assert read(nlp("The mayor of Halden said 30 people left.")) == (["people"], ["The mayor of Halden said"])


def test_the_model_keeps_its_tokenizer_and_gives_up_its_sentences(nlp, model, en):
    assert nlp.pipe_names == ["sentences", "morphologizer", "parser", "figures", "attribution"]
    text = "We saw Dr. Brown of Gull Inc.\nPrices ran ahead by 30%; sales fell... by 12%. We waited in the U.S. too"
    tokens = [token.text for token in spacy.load(model).make_doc(text)]
    assert [token.text for token in nlp(text)] == tokens
    assert [sentence.text for sentence in nlp(text).sents] == [sentence.text for sentence in en(text).sents]
    assert len(list(nlp(text).sents)) == 3


@pytest.mark.parametrize("piece", [100_000, 3_000])
def test_claims_have_the_same_keys_and_figures(nlp, en, samples, piece):
    article = factcheck.Article("a", (samples / "article.en.txt").read_text(encoding="utf-8"))
    with_model, without = ([*claims(article, pipeline, piece)] for pipeline in (nlp, en))
    assert [claim.key for claim in with_model] == [claim.key for claim in without]
    shared = [
        (one.text, one.value, one.unit) == (two.text, two.value, two.unit)
        for one, two in zip(
            *([f for claim in found for f in claim.figures] for found in (with_model, without)), strict=True
        )
    ]
    assert all(shared)


def test_processes_and_a_saved_pipeline_give_the_same(nlp, tmp_path):
    texts = [TEXT, "We waited.", "The town hired 40 young nurses."] * 3
    one = [read(doc) for doc in nlp.pipe(texts)]
    assert [read(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == one
    nlp.to_disk(tmp_path)
    assert [read(doc) for doc in spacy.load(tmp_path).pipe(texts)] == one
    assert [read(doc) for doc in factcheck.load("en", model=tmp_path).pipe(texts)] == one


def test_with_words_of_ones_own(model):
    nlp = factcheck.load("en", model=model, words={"units": {"measures": {"vat": ["vats"]}}})
    doc = nlp("Prices ran ahead by 30 vats.")
    assert [span._.figure.unit for span in doc.spans["figures"]] == ["vat"]
    with pytest.raises(WordsError, match="'unit'"):
        factcheck.load("en", model=model, words={"unit": {}})


def test_an_unparsed_pipeline_falls_back_to_the_rules(en, tmp_path):
    spacy.blank("en").to_disk(tmp_path)
    nlp = factcheck.load("en", model=tmp_path)
    text = "Prices ran ahead by 30%. The mayor said 200 foreign doctors left."
    assert read(nlp(text)) == read(en(text))
    assert read(nlp(text))[1] == ["The mayor said"]


def test_claims_in_python(nlp):
    claim, other = factcheck.extract(TEXT, nlp=nlp)
    assert claim.figures[0].counted == factcheck.Mention("Prices", 0, 6)
    assert other.text[other.figures[0].counted.start - other.start :] == "foreign doctors."


def test_a_text_that_the_model_refuses(nlp):
    (claim,) = factcheck.extract("Prices ran ahead\ud800 by 30%.", nlp=nlp)
    assert claim.text == "Prices ran ahead\ud800 by 30%."


def test_on_the_command_line(model, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    options = ["extract", str(article), "-o", "-", "--format", "jsonl", "--lang"]
    done = CliRunner().invoke(main, [*options, "en", "--model", str(model)])
    assert [json.loads(line)["figures"][0]["counted"]["text"] for line in done.stdout.splitlines()] == [
        "Prices",
        "foreign doctors",
    ]
    done = CliRunner().invoke(main, [*options, "it", "--model", str(model)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"Error: {model}: this model is for the language 'en', not 'it'; give one for 'it'.\n"


def test_a_model_that_is_not_installed(tmp_path):
    with pytest.raises(ModelError, match=r"not installed.*python -m spacy download xx_no_model\."):
        factcheck.load("en", model="xx_no_model")
    with pytest.raises(ModelError, match=r"has no config\.cfg"):
        factcheck.load("en", model="")
    with pytest.raises(ModelError, match="spaCy can't load this model"):
        factcheck.load("en", model="numpy")
    with pytest.raises(ModelError, match=r"no such folder; check the path"):
        factcheck.load("en", model=tmp_path / "nothing")


@pytest.mark.parametrize("damage", ["empty", "file", "config", "meta", "factory", "weights"])
def test_a_path_that_holds_no_pipeline(model, tmp_path, damage):
    folder = tmp_path / "model"
    shutil.copytree(model, folder)
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    if damage == "empty":
        (folder / "config.cfg").unlink()
    elif damage == "file":
        shutil.rmtree(folder)
        folder.write_text("no pipeline")
    elif damage == "config":
        (folder / "config.cfg").write_text("[nlp", encoding="utf-8")
    elif damage == "meta":
        (folder / "meta.json").write_text("{", encoding="utf-8")
    elif damage == "factory":
        (folder / "config.cfg").write_text(config.replace('"parser"\n', '"no_such"\n'), encoding="utf-8")
    else:
        (folder / "parser" / "model").write_bytes(b"\x00")
    with pytest.raises(ModelError) as caught:
        factcheck.load("en", model=folder)
    assert str(caught.value).startswith(f"{folder}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_of_the_same_name(tmp_path, name):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", name=name)
    nlp.to_disk(tmp_path)
    with pytest.raises(ModelError, match=rf"has a component '{name}' that is not ours; rename it"):
        factcheck.load("en", model=tmp_path)
