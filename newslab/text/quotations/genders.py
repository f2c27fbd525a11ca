"""Owns whether a naming phrase means a man, a woman or a body: by its office, its article or a given name."""

from __future__ import annotations

from collections.abc import Collection

from newslab.text.given import Gender, given_gender
from newslab.text.normalise import folded
from newslab.text.passage import Passage
from newslab.text.quotations.cues import Grammar, grammar_of
from newslab.text.quotations.people import Identity, identity_of

_FULL_NAME = 2  # words of a first name with a surname


def gender_of(phrase: str, language: str) -> str | None:
    """Return "f" or "m" where the phrase's office, article or given name shows it, "n" for bodies; else None."""
    grammar, identity = grammar_of(language), identity_of(phrase, language)
    if len(identity.names) >= _FULL_NAME and (given := given_gender(identity.names[0])):
        return given
    if identity.roles:
        return _gender_of_roles(phrase, identity.roles, grammar)
    if identity.body:
        return grammar.article_genders.get(folded(phrase.split(" ", 1)[0]), "n")
    return None


def gender_in(passage: Passage, person: Identity) -> Gender | None:
    """Return a person's gender where a given name in the passage, or an office that only women hold, shows it.

    An office in its masculine form tells little of a woman who holds it.
    """
    given = given_gender(person.names[0]) if len(person.names) >= _FULL_NAME else None
    if given or not person.names:
        grammar = grammar_of(passage.language)
        return given or ("f" if any(_is_womans(role, grammar) for role in person.roles) else None)
    keys, places = passage.words.keys, passage.places.get(person.names[-1], ())
    before = {given_gender(keys[at - 1]) for at in places if at and passage.text[passage.words.ends[at - 1]] == " "}
    shown = before - {None}
    return shown.pop() if len(shown) == 1 else None


def _is_womans(role: str, grammar: Grammar) -> bool:
    return role.endswith(grammar.female_endings)


def _gender_of_roles(phrase: str, roles: Collection[str], grammar: Grammar) -> str | None:
    """Return the gender that offices show; None where they fit men and women alike.

    "Vorsitzende" and "Abgeordneter" show it by the article or the ending before a name, "Mitglied" never does.
    """
    if any(_is_womans(role, grammar) for role in roles):
        return "f"
    if not grammar.sets["male_roles"].isdisjoint(roles):
        return "m"
    if not grammar.capitalised or any(role.endswith(tuple(grammar.sets["neutral_roles"])) for role in roles):
        return None
    both = tuple(grammar.sets["participle_roles"])
    if any(role.endswith(both) for role in roles):
        return grammar.article_genders.get(folded(phrase.split(" ", 1)[0]))
    return "m"
