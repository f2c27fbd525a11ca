"""Owns whether the speaker of a summary's words can be the one who speaks them in the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newslab.checks.attribution.distinct import Distinct
from newslab.checks.attribution.houses import Houses, capitalised, cue_of
from newslab.checks.attribution.strangers import Strangers
from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.given import is_given
from newslab.text.language import table
from newslab.text.names.countries import states
from newslab.text.names.titles import parties
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation, Speaker
from newslab.text.quotations.genders import gender_in
from newslab.text.quotations.people import Identity, cases, identity_of, related

_FULL_NAME = 2  # words of a first name with a surname, or of an office with a name
_FAR = 2  # sentences from which a name does not belong to a quotation
_SAYS = 2  # words behind a name in which its verb stands
_PARAGRAPH = 8  # sentences before a phrase in which the one whom it means by his age was named
_WINDOW = 1  # sentences before a quotation in which somebody named may be the speaker


class Speakers:
    """Compares the speakers of one summary with those of its article."""

    def __init__(self, alignment: Alignment) -> None:
        self._summary: Document = alignment.summary
        self._article: Document = alignment.article
        self._language = alignment.article.language
        self._grammar = grammar_of(self._language)
        self._sets = self._grammar.sets
        self._houses = Houses(self._article)
        self._parties = parties(self._language).keys()
        self._strangers = Strangers(self._article, self._houses)
        self._distinct = Distinct(self._article)

    def identity(self, speaker: Speaker | None) -> Identity:
        """Return who a speaker is, as far as the text says: whom a pronoun stands for, or nobody."""
        if speaker is None:
            return Identity()
        phrase = speaker.name if speaker.pronoun else speaker.text
        found = self._by_surname(identity_of(phrase, self._language)) if phrase else Identity()
        return replace(found, others=self._houses.spelt_out(found.others)) if found.others else found

    def _by_surname(self, phrase: Identity) -> Identity:
        """Take a noun behind an attribute for the surname that it is: "der 84-jährige Ott", where "Jan Ott" stands."""
        if phrase.names or phrase.roles or phrase.body or len(phrase.others) != 1:
            return phrase
        (name,) = phrase.others
        keys, gaps = self._article.words.keys, self._article.gaps
        if any(at and gaps[at] == " " and is_given(keys[at - 1]) for at in self._article.places.get(name, ())):
            return replace(phrase, names=(name,), others=frozenset())
        return phrase

    def same(self, quotation: Quotation, source: Quotation, span: Span) -> bool | None:
        """Tell whether the summary's speaker is the article's; None where that is not safe to say.

        ``span`` is where the words stand in the article.
        """
        mine, theirs = self.identity(quotation.speaker), self.identity(source.speaker)
        cast = self._article.cast
        verdict = cast.same(mine, theirs)
        if self._strangers.man_and_woman(quotation, mine, source, theirs):
            return False
        if self._is_age(source.speaker) or self._is_age(quotation.speaker) or self._is_told_before(mine, source):
            return verdict or None
        if self._takes_up(mine, theirs) or self._takes_up(theirs, mine):
            return verdict or None
        if self._is_compatriot(mine) or self._is_compatriot(theirs):
            return verdict or None
        if verdict is None and self._says(quotation, mine) and self._speaks_himself(mine, theirs):
            return False
        if quotation.speaker and self._is_own_wording(quotation.speaker, mine):
            return verdict or None
        if verdict is None and self._strangers.of_other_pronoun(mine, quotation.speaker, source, span):
            return False
        if verdict is None and self._says(quotation, mine) and self._strangers.is_new(mine, source, theirs):
            return False
        if verdict is False and mine.body and not theirs.body and not self._says(quotation, mine):
            return None  # "laut Ministerium" may well be what its minister said
        if verdict is not True and self._says(quotation, mine) and cast.rivals(mine, theirs):
            return False
        spokesman = not theirs.roles.isdisjoint(self._sets["spokespeople"])
        if (spokesman or quotation.kind == "indirect") and self._houses.announces(mine, theirs, span):
            return verdict or None
        if cast.speaks_for(mine, theirs) or self._houses.is_of_its(mine, theirs, source):
            return verdict or None
        if cast.speaks_for(theirs, mine) and not self._houses.is_of_another(mine, source):
            return verdict or None
        if verdict is False and quotation.speaker and self._is_kind(quotation.speaker, mine):
            return None
        two = verdict is None and self._distinct.speak_for_two(mine, theirs)
        if two and self._article.sentence_at(span.start) not in self._houses.sentences_of(mine.others):
            return False
        indirect = quotation.kind == "indirect"
        if verdict is not True and (indirect or verdict is False) and self._is_mere_noun(theirs):
            return None  # "der Prozess, in dem er …"
        house = mine.body or self._may_be_house(mine)
        if verdict is False and house and source.speaker and self._is_somebodys(source.speaker):
            return None  # "ihr Sprecher", "its fleet manager": the house was named before
        if verdict is False and self._becomes(mine, theirs):
            return None  # "Marlow has been elected mayor", for "the new mayor"
        if verdict is not True and indirect and self._is_of_a_house(theirs) and self._may_be_house(mine):
            return None  # "the company's head of operations", for "Northern Grid"
        outlets = cast.hands_on(mine) and cast.hands_on(theirs)  # "wie A berichtete", where the article has B
        if verdict is None and (outlets or self._says(quotation, mine)):
            wrong = self._out_of_reach(mine, theirs, source, span) if self._hands_on(mine, theirs) else False
            if wrong or (
                not cast.hands_on(theirs) and self._elsewhere(mine, theirs, span if source.kind == "direct" else None)
            ):
                return False
        return verdict

    def surely_two(self, mine: Identity, source: Quotation) -> bool:
        """Tell whether the summary's speaker is surely not the article's; who is only taken to go on, by both names."""
        theirs = self.identity(source.speaker)
        told = not source.carried or bool(theirs.names and (mine.names or mine.body))
        return told and self._distinct.are_two(mine, theirs)

    def _speaks_himself(self, mine: Identity, theirs: Identity) -> bool:
        """Tell whether a relative or bystander who is not the other one has words of his own: "his mother"."""
        known = self._article.cast.of(theirs).roles if theirs.names else theirs.roles
        single = bool(mine.roles) and mine.roles <= self._sets["kin"] | self._sets["bystanders"]
        if mine.names or not single or not known or self._article.cast.offices_agree(mine.roles, known):
            return False
        speakers = (self.identity(other.speaker) for other in self._article.quotations if not other.carried)
        return any(mine.roles <= other.roles and not related(other.all, theirs.all) for other in speakers)

    def _is_own_wording(self, speaker: Speaker, phrase: Identity) -> bool:
        """Tell whether a phrase without a name says who it is in words of its own: "his employer", "a cafe owner".

        Its own are offices that the article has not, half of all its words, and what it speaks of for the first time.
        """
        if phrase.names or phrase.body or any(map(self._grammar.is_body, self._forms(phrase.others))):
            return False
        if not self._points_back(speaker) and not phrase.others and not self._is_quoted(phrase):
            return True
        words, text = phrase.roles or phrase.all, self._article.text.casefold()
        return sum(word not in text and not self._houses.sentences_of([word]) for word in words) * 2 >= len(words)

    def _is_quoted(self, phrase: Identity) -> bool:
        """Tell whether the article gives other words to who is called just so: "ein Bahnsprecher"."""
        if phrase.roles <= self._sets["generic_roles"]:
            return False
        return any(self.identity(other.speaker).all == phrase.all for other in self._article.quotations)

    def _forms(self, words: Iterable[str]) -> Iterator[str]:
        return (form for word in words for form in cases(word))

    def _takes_up(self, noun: Identity, name: Identity) -> bool:
        """Tell whether a noun may stand for a name that need not be a person's: "the airline" for "Orbit Air"."""
        if noun.names or noun.roles or len(noun.others) != 1 or noun.others.isdisjoint(self._sets["stand_ins"]):
            return False
        return bool(name.names) and not (self._article.cast.of(name).roles or is_given(name.names[0]))

    def _is_compatriot(self, phrase: Identity) -> bool:
        """Tell whether a phrase names somebody by his country alone: "der Franzose" may be anybody named before."""
        if phrase.names or phrase.roles or len(phrase.others) != 1:
            return False
        known = states(self._language)
        return any(state.side == "people" for word in phrase.others for state in known.get(word, ()))

    def _is_kind(self, speaker: Speaker, mine: Identity) -> bool:
        """Tell whether a phrase names a kind of people and the article does not: "Traders" for one shopkeeper."""
        first = speaker.text.split(" ", 1)[0].casefold()
        determined = first in self._sets["determiners"] or first in self._sets["oblique_determiners"]
        if mine.names or mine.body or determined or speaker.pronoun:
            return False
        kind = mine.roles or mine.others
        return not any(form in self._article.places for word in kind for form in cases(word))

    def _is_somebodys(self, speaker: Speaker) -> bool:
        """Tell whether a phrase says that somebody named before has this one: "ihr Sprecher", "their lawyer"."""
        return speaker.text.split(" ", 1)[0].casefold() in self._sets["possessives"]

    def _becomes(self, title: Identity, person: Identity) -> bool:
        """Tell whether a sentence that names a person says that the title became his: "has been elected mayor"."""
        if title.names or not title.roles or not person.names:
            return False
        here = self._houses.sentences_of(title.roles) & self._houses.sentences_of(person.names[-1:])
        gaining = tuple(table(self._language, "names")["gaining"])
        article = self._article
        spans = (article.sentences[number] for number in sorted(here))
        keys = (
            key for span in spans for key in article.words.keys[article.word_at(span.start) : article.word_at(span.end)]
        )
        return any(key.startswith(gaining) for key in keys)

    def _is_of_a_house(self, person: Identity) -> bool:
        """Tell whether the article says whose somebody is by a noun that stands for a house: "the company's head"."""
        known = self._article.cast.of(person)
        return bool(known.roles) and not known.others.isdisjoint(self._sets["stand_ins"])

    def _may_be_house(self, mine: Identity) -> bool:
        """Tell whether a name of several words is no person's: none of it is a given name, and nobody's office."""
        return len(mine.names) > 1 and not any(map(is_given, mine.names)) and not self._article.cast.of(mine).roles

    def _hands_on(self, *speakers: Identity) -> bool:
        return any(map(self._article.cast.hands_on, speakers))

    def known_elsewhere(self, mine: Identity, span: Span) -> bool:
        """Tell whether the article names the summary's speaker in full, but nowhere near the words."""
        if len(mine.names) < 2 or not self._article.cast.safe(mine) or self._may_be_house(mine):
            return False
        owning = (name + ending for name in mine.names for ending in ("'s", "’s", "s"))  # "It was Kolb's third win"
        numbers = self._houses.sentences_of((*mine.names, *owning))
        here = self._article.sentence_at(span.start)
        return bool(numbers) and min(abs(number - here) for number in numbers) > _FAR

    def named_near(self, mine: Identity, span: Span, sources: Sequence[Quotation]) -> bool:
        """Tell whether the article names the summary's speaker close by, where its own speaker is only inferred.

        Inferred is whoever spoke before, and whom a pronoun means that looks past those named last.
        """
        number = self._article.sentence_at(span.start)
        first = self._article.sentences[max(0, number - _WINDOW)]
        last = self._article.sentences[number]
        near = capitalised(Span(first.start, last.end).of(self._article.text))
        if self._opens(first, mine) and all(self._can_be_meant(mine, source.speaker) for source in sources):
            return True  # "Kolb spielte, weil sich Ina Ott verletzt hatte. „…“, sagte sie"
        if not all(source.carried or self._means_further(source.speaker, near) for source in sources):
            return False
        return related(mine.names or mine.all, near)

    def is_unsure(self, pronoun: Speaker, mine: Identity, source: Quotation) -> bool:
        """Tell whether a pronoun of the summary may mean another: the article's speaker, named nearer to it."""
        if len(mine.names) + len(mine.roles) < _FULL_NAME:
            return True
        summary, named = self._summary, self.identity(source.speaker).names[-1:]
        start = summary.sentences[summary.sentence_at(pronoun.span.start)].start
        return related(named, summary.words.keys[summary.word_at(start) : summary.word_at(pronoun.span.start)])

    def _opens(self, sentence: Span, mine: Identity) -> bool:
        """Tell whether a sentence of the article begins with somebody's name."""
        words = sentence.of(self._article.text).casefold().split()
        return bool(mine.names) and related(mine.names[-1:], words[: len(mine.names) + 1])

    def _can_be_meant(self, mine: Identity, speaker: Speaker | None) -> bool:
        """Tell whether the article has a pronoun for its speaker that somebody's gender does not forbid."""
        gender = self._grammar.pronoun_genders.get(speaker.text.casefold()) if speaker and speaker.pronoun else None
        return gender is not None and gender_in(self._article, mine) in {None, gender}

    def tells_of(self, mine: Identity, sources: Sequence[Quotation], span: Span) -> bool:
        """Tell whether a sentence is of a body's view, and who speaks for it stands in another one.

        "Von der Opposition wurde die Reise als Werbung kritisiert. So sagte SPD-Chef Ott: …"
        """
        if not mine.body or any(source.speaker and span.touches(source.speaker.span) for source in sources):
            return False
        here = self._article.sentence_at(span.start)
        return here in self._houses.sentences_of(mine.others or mine.all)

    def hands_over(self, mine: Identity, sources: Sequence[Quotation]) -> bool:
        """Tell whether the article's speaker gives the words as the other's: "said investigators believed …"."""
        words, says = self._article.words, self._sets["announcing"] - self._sets["auxiliaries"]
        named = {form for word in mine.all for form in cases(word)}
        for source in sources:
            first, last = self._article.word_at(source.span.start), self._article.word_at(source.span.end)
            for at in range(first, last):
                if words.keys[at] in named and not says.isdisjoint(words.keys[at + 1 : at + _SAYS + 1]):
                    return True
        return False

    def _means_further(self, speaker: Speaker | None, near: set[str]) -> bool:
        """Tell whether a pronoun was taken for somebody who is not among those named ``near`` it."""
        if speaker is None or not speaker.pronoun:
            return False
        meant = self.identity(speaker)
        return not related(meant.names or meant.all, near)

    def _is_age(self, speaker: Speaker | None) -> bool:
        """Tell whether a phrase calls somebody by an age alone: "die 38-Jährige"."""
        if speaker is None or self._grammar.aged_noun.search(speaker.text) is None:
            return False
        identity = self.identity(speaker)
        return not identity.names

    def _is_mere_noun(self, phrase: Identity) -> bool:
        """Tell whether no more is known of a phrase than that it is a noun: neither office nor body nor name."""
        known = phrase.names or phrase.roles or phrase.body or phrase.documents
        return bool(phrase.others) and not known and not self._article.cast.hands_on(phrase)

    def _is_told_before(self, mine: Identity, source: Quotation) -> bool:
        """Tell whether an age without a name may mean who was named shortly before: "die 56-jährige Ärztin"."""
        speaker = source.speaker
        if speaker is None or speaker.pronoun or len(mine.names) < 2 or mine.body or self.identity(speaker).names:
            return False
        reach = _PARAGRAPH if self._grammar.aged.search(speaker.text) else _WINDOW if self._is_open(speaker) else 0
        here = self._article.sentence_at(speaker.span.start)
        near = range(here - reach, here + 1)
        return reach > 0 and not self._houses.sentences_of(mine.names[-1:]).isdisjoint(near)

    def _is_open(self, speaker: Speaker) -> bool:
        """Tell whether a phrase names an office that the text gives to nobody: "der Versammlungsleiter"."""
        phrase = self.identity(speaker)
        housed = self._sets["origins"].isdisjoint(speaker.text.split())  # "die Professorin aus Bern" tells no house
        if not phrase.roles or (phrase.others and housed) or phrase.body or self._article.cast.generic(phrase):
            return False
        first = speaker.text.split(" ", 1)[0].casefold()
        return first in self._sets["definite"] and not self._article.cast.has_office(phrase.roles)

    def _says(self, quotation: Quotation, mine: Identity) -> bool:
        """Tell whether the summary has its speaker say the words: "sagte die Agentur", not "laut der Agentur".

        What an outlet "writes" or "reports" may be anybody's; what a party does is its own.
        """
        grammar, cue = self._grammar, cue_of(quotation, self._summary).partition(" ")[0]  # "heißt es"
        if cue in self._sets["quoting"] or (cue in self._sets["relaying_cues"] and self._article.cast.hands_on(mine)):
            return False
        whole = cue_of(quotation, self._summary)
        views = whole.rpartition(" ")[2] in self._sets["view_nouns"]
        return views or cue in grammar.say or cue in grammar.label or cue in grammar.parted

    def _elsewhere(self, mine: Identity, theirs: Identity, quoted: Span | None) -> bool:
        """Tell whether the article knows the summary's speaker as somebody else: never in a sentence with its own.

        Whom the words ``quoted`` name is not beside the one who speaks them.
        """
        cast = self._article.cast
        if not (cast.safe(theirs) or cast.safe(mine)):
            return False
        if any(cast.generic(each) and each.others <= self._parties for each in (mine, theirs)):
            return False  # "der CDU-Politiker": a party has many
        known = cast.of(theirs)
        if mine.names and theirs.roles and not theirs.names:
            own = cast.of(mine).roles
            if own and cast.offices_agree(own, theirs.roles):
                return False  # "so der stellvertretende Chef" of whom the sentence before has as deputy director
        if mine.roles and known.roles and not mine.names and not known.names:
            agree = cast.offices_agree(mine.roles, known.roles)
            if agree and not cast.apart(mine, known):
                return False
            # "ein Sprecher der Polizei", "ein Sprecher der Feuerwehr": what differs tells where each is named
            if agree:
                mine, theirs = replace(mine, roles=frozenset()), replace(theirs, roles=frozenset())
            else:
                mine, theirs = replace(mine, others=frozenset()), replace(theirs, others=frozenset())
        elif related(mine.all, known.all):
            return False
        elif mine.roles and known.roles and not mine.names and cast.offices_agree(mine.roles, known.roles):
            return False  # "the governor" is "Gov. Holt"
        here, there = self._houses.sentences_of(mine.all, quoted), self._houses.sentences_of(theirs.names or theirs.all)
        return bool(here) and bool(there) and here.isdisjoint(there)

    def _out_of_reach(self, mine: Identity, theirs: Identity, source: Quotation, span: Span) -> bool:
        """Tell whether an outlet or a document has nothing to do with the other speaker.

        What a study or a paper says is its author's, its owner's or of whoever was quoted there. Those stand in a
        sentence with it, or in the one before; where it comes without an article that points back ("in a statement"),
        perhaps in the one behind.
        """
        cast = self._article.cast
        if source.carried or related(cast.of(mine).all, cast.of(theirs).all):
            return False
        ours = self._houses.sentences_of(mine.names[-1:] or mine.all)
        here = self._article.sentence_at(span.start)
        near = {here - 1, here}
        if cast.hands_on(mine):
            return bool(ours) and ours.isdisjoint(near | {here + 1}) and (cast.safe(theirs) or cast.hands_on(theirs))
        if not cast.safe(mine):
            return False
        held = self._holding(theirs)
        if self._is_owned(theirs):
            near = {here}
        if not self._points_back(source.speaker):
            near.add(here + 1)
        return bool(ours) and ours.isdisjoint(near | held)

    def _holding(self, phrase: Identity) -> set[int]:
        """Return the sentences that name an outlet or a document: by a word of the phrase or a compound of one."""
        named = tuple(word for word in phrase.others if self._article.cast.is_medium(word)) or tuple(phrase.others)
        words = named + tuple(phrase.documents)
        return self._houses.sentences_of(key for key in self._article.places if key.endswith(words))

    def _is_owned(self, phrase: Identity) -> bool:
        """Tell whether the article says whose a document is: "eine Studie der Klinik", "a report by inspectors"."""
        keys, text, words = self._article.words.keys, self._article.text, self._article.words
        owners = self._sets["genitive_determiners"] | self._sets["by"] | self._sets["owner_prepositions"]
        return any(
            at + 1 < len(keys) and keys[at + 1] in owners and text[words.ends[at] : words.starts[at + 1]] == " "
            for word in phrase.others | phrase.documents
            for at in self._article.places.get(word, ())
        )

    def _points_back(self, speaker: Speaker | None) -> bool:
        """Tell whether a phrase names what was introduced before: "the report", "das Blatt", a name; not "a report"."""
        first = speaker.text.split(" ", 1)[0].casefold() if speaker else ""
        return first not in self._sets["indefinite"]
