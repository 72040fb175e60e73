"""The text of a Doc, kept while the Doc lives: spaCy puts it together anew from the tokens each time."""

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """What `doc.text` is."""
    return _texts.get(doc) or keep(doc, doc.text)


def keep(doc: Doc, text: str) -> str:
    """The text, which is that of the Doc from now on; only an empty Doc may still get tokens."""
    _texts[doc] = text
    return text
