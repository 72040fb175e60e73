"""The reader of figures: pure Python that knows no spaCy."""
