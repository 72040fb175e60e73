"""Our components in a trained pipeline of the user's own.

The model keeps its tokenizer, whose tokens its parser was trained on: our readers work on the text and need none. Our
sentences come first, as spaCy's parsers respect sentence starts that are set: claims and their keys stay the same with
any model. Figures and attributions come last, and use the parse where there is one.
"""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from factcheck.errors import ModelError, OtherLanguageError

COMPONENTS = {
    "sentences": "factcheck_sentences",
    "figures": "factcheck_figures",
    "attribution": "factcheck_attribution",
}


def with_components(model: str, lang: str) -> Language:
    """The pipeline of that name or in that folder, with our components; one that has them already keeps its own.

    Raises OtherLanguageError if it is of another language than `lang`, another ModelError if it is not installed, can't
    be loaded, or has another component by the name of one of ours.
    """
    nlp = _loaded(model)
    if nlp.lang != lang:
        why = f"this model is for the language {nlp.lang!r}, not {lang!r}; give one for {lang!r}"
        raise OtherLanguageError(f"{model}: {why}.")
    for name, factory in COMPONENTS.items():
        if name not in nlp.component_names:
            nlp.add_pipe(factory, name=name, first=name == "sentences" or None)
        elif nlp.get_pipe_meta(name).factory != factory:
            raise ModelError(f"{model}: has a component {name!r} that is not ours; rename it (nlp.rename_pipe).")
    return nlp


def _loaded(model: str) -> Language:
    """A pipeline as spaCy loads it."""
    if not is_package(model) and not Path(model).exists():
        hint = f"install it with: python -m spacy download {model}" if model == Path(model).name else "check the path"
        raise ModelError(f"{model}: this model is not installed, and there is no such folder; {hint}.")
    if not is_package(model) and not (Path(model) / "config.cfg").is_file():
        raise ModelError(f"{model}: is no spaCy pipeline, as it has no config.cfg; give the folder that holds it.")
    try:
        return spacy.load(model)
    except Exception as error:  # whatever a broken model makes spaCy, thinc or its own code raise
        first = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise ModelError(f"{model}: spaCy can't load this model ({first}).") from error
