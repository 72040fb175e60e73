"""Sentence boundaries."""

from spacy.language import Language
from spacy.tokens import Doc

from factcheck.components.base import WordsComponent
from factcheck.words import Table


class Abbreviations(Table):
    """abbreviations.json"""

    never_end: frozenset[str]


class SentenceWords(Table):
    """models/<lang>/sentences/"""

    abbreviations: Abbreviations


class Sentences(WordsComponent[SentenceWords]):
    """Sets sentence starts."""

    folder = "sentences"
    schema = SentenceWords

    def __call__(self, doc: Doc) -> Doc:
        """Sets sentence starts."""
        return doc


@Language.factory("factcheck_sentences", assigns=["token.is_sent_start", "doc.sents"])
def create(nlp: Language, name: str) -> Sentences:
    """The component for a pipeline's language."""
    return Sentences(nlp.lang, name)
