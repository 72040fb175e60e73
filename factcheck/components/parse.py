"""What a dependency parse tells of figures and sources, where a trained pipeline made one.

Only labels are asked, no words: those of Universal Dependencies, and those of spaCy's English models. Where the parse
doesn't say it plainly the answer is None, and that of our rules stays.
"""

from collections.abc import Callable, Container, Iterator

from spacy.tokens import Span, Token

from factcheck.quantities.reader import DIRECT

NUMBERS = {"nummod", "nummod:gov", "quantmod"}  # a number, of what it counts
ADJECTIVES = {"amod", "compound", "flat", "flat:name"}
IN_PHRASE = ADJECTIVES | {"advmod", "hyph", "punct"}  # what adjectives may have: very young, long-term
COMPLEMENTS, CASE = {"nmod", "obl"}, "case"  # the preposition is a child of the noun
PREPOSITION, AFTER_PREPOSITION = "prep", "pobj"  # or the other way round
SUBJECT, PASSIVE_SUBJECTS = "nsubj", {"nsubj:pass", "nsubjpass"}
OBJECTS = {"obj", "dobj"}
ARGUMENTS = OBJECTS | {"attr", "npadvmod", "obl", "obl:npmod", "obl:unmarked"}
AUXILIARIES = {"aux", "cop"}
CLAUSE_SAID, INSERTED = {"ccomp", "parataxis"}, "parataxis"
CLAUSES = {"acl", "acl:relcl", "relcl", "advcl", "appos", "parataxis", "punct"}
NO_NOUNS = {"PRON", "DET", "NUM", "SYM", "PUNCT"}
RANK = "ORDINAL"  # a kind of figure


def counted(figure: Span, of: Container[str]) -> Span | None:
    """The noun phrase that a figure counts, or is a share of; `of` holds the prepositions between a share and that."""
    number = figure.root
    for share in _complements(figure, of):
        return _phrase(share, figure)
    counts = number.dep_ in NUMBERS or (figure.label_ == RANK and number.dep_ in ADJECTIVES)
    noun = number.head
    stands = noun.i >= figure.end and _is_noun(noun)  # no "zone 3"
    return _phrase(noun, figure) if figure.label_ in DIRECT and counts and stands else None


def belongs_to(figure: Span) -> Span | None:
    """The noun phrase whose amount a clause tells: its object beside the figure, else its subject."""
    amount = figure.root
    if amount.dep_ == AFTER_PREPOSITION:
        clause = amount.head.head
    else:
        clause = amount.head if amount.dep_ in ARGUMENTS else amount
    others = [child for child in clause.children if not figure.start <= child.i < figure.end]
    things = [child for child in others if child.dep_ in OBJECTS] or [
        child for child in others if child.dep_ == SUBJECT or child.dep_ in PASSIVE_SUBJECTS
    ]
    return _phrase(things[0], figure) if len(things) == 1 and _is_noun(things[0]) else None


def said_by(verb: Token) -> Span | None:
    """A verb of saying with its subject and the words between, if a clause is what it says."""
    subjects = [child for child in verb.children if child.dep_ == SUBJECT]
    says = verb.dep_ == INSERTED or any(child.dep_ in CLAUSE_SAID for child in verb.children)
    if not says or len(subjects) != 1 or not _is_noun(subjects[0]):
        return None
    words = [verb, *(child for child in verb.children if child.dep_ in AUXILIARIES)]
    places = [word.i for word in (*words, *_tokens(subjects[0], lambda label: label not in CLAUSES))]
    return verb.doc[min(places) : max(places) + 1]


def _complements(figure: Span, of: Container[str]) -> Iterator[Token]:
    """The nouns behind a figure that "of" ties to it."""
    for child in (child for token in figure for child in token.children if child.i >= figure.end):
        nouns = [inner for inner in child.children if inner.dep_ == AFTER_PREPOSITION]
        if child.dep_ == PREPOSITION and child.lower_ in of:
            yield from filter(_is_noun, nouns)
        elif child.dep_ in COMPLEMENTS and _is_noun(child):
            yield from (child for inner in child.children if inner.dep_ == CASE and inner.lower_ in of)


def _phrase(noun: Token, figure: Span) -> Span:
    """A noun with its adjectives: no article, no number, nothing behind a preposition, no clause."""
    tokens = {token.i for child in noun.children if child.dep_ in ADJECTIVES for token in _tokens(child, _in_phrase)}
    tokens -= set(range(figure.start, figure.end))
    start, end = noun.i, noun.i + 1
    while start - 1 in tokens:
        start -= 1
    while end in tokens:
        end += 1
    return noun.doc[start:end]


def _in_phrase(label: str) -> bool:
    return label in IN_PHRASE


def _tokens(token: Token, leads: Callable[[str], bool]) -> Iterator[Token]:
    """A token and what hangs on it by labels that lead on."""
    waiting = [token]
    while waiting:
        yield (token := waiting.pop())
        waiting += [child for child in token.children if leads(child.dep_)]


def _is_noun(token: Token) -> bool:
    """Whether a token may be a thing; where no part of speech is known, pronouns are stop words."""
    return token.pos_ not in NO_NOUNS if token.pos_ else not token.is_stop
