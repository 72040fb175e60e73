"""The component that finds figures."""

from spacy.language import Language
from spacy.tokens import Doc

from factcheck.components.base import WordsComponent
from factcheck.words import Table


class FigureWords(Table):
    """models/<lang>/figures/"""
    x: dict[str,str]


class Figures(WordsComponent[FigureWords]):
    """Finds figures."""

    folder = "figures"
    schema = FigureWords

    def __call__(self, doc: Doc) -> Doc:
        """Finds figures."""
        return doc


@Language.factory("factcheck_figures", assigns=["doc.spans"])
def create(nlp: Language, name: str) -> Figures:
    """The component for a pipeline's language."""
    return Figures(nlp.lang, name)
