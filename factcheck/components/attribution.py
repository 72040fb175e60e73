"""The component that finds who says it."""

from spacy.language import Language
from spacy.tokens import Doc

from factcheck.components.base import WordsComponent
from factcheck.words import Table


class AttributionWords(Table):
    """models/<lang>/attribution/"""
    x: dict[str,str]


class Attribution(WordsComponent[AttributionWords]):
    """Finds who says it."""

    folder = "attribution"
    schema = AttributionWords

    def __call__(self, doc: Doc) -> Doc:
        """Finds who says it."""
        return doc


@Language.factory("factcheck_attribution", assigns=["doc.spans"])
def create(nlp: Language, name: str) -> Attribution:
    """The component for a pipeline's language."""
    return Attribution(nlp.lang, name)
