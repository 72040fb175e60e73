"""The spaCy components, one a file. `spacy.load` finds them through the entry points in setup.cfg."""
