"""Speakers: the noun phrase of whoever says something, with role, name, identity and outlet."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from rasad.codebook.actors import country_actors
from rasad.codebook.table import read_table
from rasad.grammar.item import Item
from rasad.grammar.lexicon import Lexicon
from rasad.grammar.vocabulary import Vocabulary
from rasad.reports.quotes import opens
from rasad.reports.trigger import forms_of
from rasad.reports.view import View
from rasad.text.fold import fold
from rasad.text.tokens import Break

_OF_STATE: Final = frozenset({"forces", "state-forces", "government", "state", "adjective"})
_SAY_COLUMNS: Final = ("forms", "pos", "kind", "frame")
_QUOTE: Final = '"'
_LONGEST: Final = 10
_CLASSES: Final = ("class", "words")


@cache
def speaker_words(language: str = "ar") -> dict[str, frozenset[str]]:
    """Return the folded words of ``speakers.tsv`` by class. Raises ``TableError`` for a malformed file."""
    out: dict[str, set[str]] = {}
    for class_, words in read_table("rasad.reports", f"{language}/speakers.tsv", _CLASSES):
        out.setdefault(class_, set()).update(fold(words).split())
    return {class_: frozenset(words) for class_, words in out.items()}


def _words(class_: str) -> frozenset[str]:
    return speaker_words()[class_]


THAT: Final = _words("that")
_STOPS: Final = THAT | _words("stop")
_PASSED: Final = _words("passed")
_HEADS: Final = _words("head")
_RANKS: Final = _words("rank")
_OBJECTS: Final = tuple(_words("object"))
_POSSESSED: Final = tuple(_words("possessed"))


class SayWord(NamedTuple):
    """A word of saying: its lemma, part of speech, the kind of statement it makes and what it governs."""

    lemma: str
    pos: str
    kind: str
    frame: str


class Role(NamedTuple):
    """A role word: its class, and whether it names its bearer."""

    class_: str
    named: bool


class Speaker(NamedTuple):
    """Whoever says something: token range of the phrase and of the name in it, registry id, role, kind of source.

    ``source`` is the role's class (official, source, witness …), ``actor``, ``outlet``, ``name`` or ``noun``.
    """

    start: int
    end: int
    name: tuple[int, int]
    ident: str | None
    role: tuple[int, int] | None
    named: bool
    source: str


class _Words(NamedTuple):
    lexicon: Lexicon
    vocabulary: Vocabulary


@cache
def say_words(language: str = "ar") -> _Words:
    """Return the lexicon of words of saying, roles and outlets. Raises ``TableError`` for a malformed file."""
    vocabulary = Vocabulary()
    lexicon = Lexicon(vocabulary)
    for forms, pos, kind, frame in read_table("rasad.reports", f"{language}/statements.tsv", _SAY_COLUMNS):
        for form, _ in dict.fromkeys(forms_of(forms, "v" if pos in "vc" else "n")):
            lexicon.add(form, "say", SayWord(forms.split("/")[0].split("|")[0], pos, kind, frame), "statements")
    for phrase, class_, named in read_table("rasad.codebook", "data/ar/roles.tsv", ("phrase", "class", "named")):
        lexicon.add(phrase, "role", Role(class_, named == "yes"), "roles")
    for alias, ident, _ in read_table("rasad.codebook", "data/ar/outlets.tsv", ("alias", "id", "type")):
        lexicon.add(alias, "outlet", ident, "outlets")
    lexicon.freeze()
    return _Words(lexicon, vocabulary)


class Speech:
    """An article's words of saying, roles, outlets and actors by token, with the phrases read off them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.tokens = view.tokens
        language = "ar" if view.context.language != "en" else "en"
        self.says: list[Item] = []
        self.roles: dict[int, Item] = {}
        self.outlets: dict[int, Item] = {}
        for item in say_words(language).lexicon.find(view.tokens):
            if item.label == "say":
                self.says.append(item)
            elif not item.enclitic:
                self._keep(self.roles if item.label == "role" else self.outlets, item)
        self.actors = {item.start: item for item in view.chart.by_label.get("actor", ())}
        self._dates = {i.start: i for i in view.chart.by_label.get("date", ())}
        self._verbs = {i.start for i in view.triggers}
        self.said = {i.start for i in self.says}

    def item_at(self, at: int) -> Item | None:
        """Return the role, actor or outlet that begins at token ``at``."""
        return self.roles.get(at) or self.actors.get(at) or self.outlets.get(at)

    @staticmethod
    def _keep(held: dict[int, Item], item: Item) -> None:
        if item.start not in held or held[item.start].end < item.end:
            held[item.start] = item

    def skip(self, at: int, last: int) -> int:
        """Return the token after adverbials ("في بيان", "اليوم", dates) that stand at ``at``."""
        forms = self.tokens.forms
        while at < last:
            date = self._dates.get(at)
            if opens(self.tokens, at):
                break
            if date is not None:
                at = date.end
            elif forms[at] in _PASSED and at not in self.roles:
                at += 1
            else:
                break
        return at

    def phrase(self, start: int, last: int, frame: str = "") -> Speaker | None:
        """Return the speaker whose noun phrase begins at token ``start`` and ends by ``last``."""
        end = self._end(start, last, frame)
        if end <= start:
            return None
        return self._speaker(start, end)

    def _end(self, start: int, last: int, frame: str) -> int:
        forms, breaks = self.tokens.forms, self.tokens.breaks
        at = start
        while at < min(last, start + _LONGEST):
            if at > start and breaks[at] >= Break.COMMA:
                named = self._apposed(start, at, last)
                return named if named is not None else at
            if frame == "object" and at > start and self._second_actor(at):
                break
            span = self._item_end(at)
            if span is not None and (at == start or not self._governed(at)):
                at = min(span, last)
                continue
            if self._stops(at, start) or at in self._dates or (at in self.said and at not in self.roles):
                break
            if at > start and frame in {"object", "b"} and self._object_begins(at):
                break
            if at in self._verbs and not (at == start and forms[at].startswith("ال")):
                break
            if at > start and frame == "b" and forms[at][0] == "ب" and forms[at] not in {"باسم", "بن"}:
                break
            if at > start and (self._is_via(at) or _QUOTE in self.tokens.gaps[at]):
                break
            at += 1
        return at

    def _second_actor(self, at: int) -> bool:
        """Say whether the actor at ``at`` is accused or urged by the one that ends before it."""
        item = self.actors.get(at)
        if item is None or item.proclitics or item.value.type in {"adjective", "person"}:
            return False
        if item.definite and at - 1 not in self.roles and self.tokens.forms[at - 1].startswith("ال"):
            return True  # after a definite word another definite name is what it urges: "دعت الجامعة المجتمع الدولي"
        before = next(
            (i for i in (self.actors.get(b) for b in range(max(0, at - 6), at)) if i is not None and i.end == at),
            None,
        )
        return before is not None and ident_of(before) not in {None, ident_of(item)}

    def _stops(self, at: int, start: int) -> bool:
        """Say whether the word at ``at`` cannot belong to a speaker; "علي" not written "على" is a name."""
        form = self.tokens.forms[at]
        if form == "علي" and not self.tokens.words(at, at + 1).endswith("ى"):
            return False
        return form in _STOPS

    def _object_begins(self, at: int) -> bool:
        """Say whether the indefinite word at ``at``, after an actor, looks like the object and not like a name."""
        form = self.tokens.forms[at]
        before = next(
            (i for i in (self.actors.get(b) for b in range(max(0, at - 6), at)) if i is not None and i.end == at),
            None,
        )
        if form.startswith("ال") or form in _HEADS or at in self.actors:
            return False
        if before is None:  # an indefinite verbal noun after a definite word begins something new
            return self.tokens.forms[at - 1].startswith("ال") and form.startswith(_OBJECTS)
        closed = before.value.type in {"person", "name", "state", "adjective", "metonym", "partisan"}
        return closed or form.startswith(_OBJECTS) or form.endswith(_POSSESSED)

    def _item_end(self, at: int) -> int | None:
        """Return the end of the longest role, actor or outlet that begins at ``at``."""
        ends = [held[at].end for held in (self.roles, self.actors, self.outlets) if at in held]
        return max(ends, default=None)

    def _is_via(self, at: int) -> bool:
        """Say whether an outlet in the dative stands at ``at`` ("لرويترز")."""
        item = self.outlets.get(at)
        return item is not None and item.proclitics.endswith("ل")

    def _governed(self, at: int) -> bool:
        return self._is_via(at) or self.tokens.forms[at] in THAT

    def _apposed(self, start: int, comma: int, last: int) -> int | None:
        """Return the end of a name set off by a comma after a role ("وزير الخارجية، سيرغي لافروف، إن")."""
        if start not in self.roles and start not in self.actors:
            return None
        forms, breaks = self.tokens.forms, self.tokens.breaks
        for at in range(comma, min(comma + 6, last)):
            if at > comma and (breaks[at] >= Break.COMMA or forms[at] in THAT):
                return at
            if at in self._dates or at in self.said or at in self._verbs or forms[at] in _STOPS:
                return None
        return None

    def _speaker(self, start: int, end: int) -> Speaker:
        role = self.roles.get(start)
        actor = self._actor(start, end)
        outlet = next((self.outlets[at] for at in range(start, end) if at in self.outlets), None)
        name = self._name(start, end)
        person = name is not None and name > start
        named_by_item = actor is not None and actor.value.type in {"person", "name"} and role is None
        if role is not None:
            source, named = role.value.class_, role.value.named or person
        elif outlet is not None and outlet.start <= start + 1:
            source, named = "outlet", True
        elif actor is not None:
            source, named = "actor", actor.value.type not in {"persons", "generic"}
        else:
            source = "name" if not self.tokens.forms[start].startswith("ال") else "noun"
            named = source == "name"
        whole = (start, end)
        ident = self._ident(role, actor)
        if person and not named_by_item:
            assert name is not None
            return Speaker(start, end, (name, end), ident, (start, name), True, source)
        return Speaker(
            start,
            end,
            whole,
            ident,
            whole if role is not None and role.value.named else None,
            named,
            source,
        )

    @staticmethod
    def _ident(role: Item | None, actor: Item | None) -> str | None:
        """Return who speaks: ministers and presidents speak for the government, whatever they head."""
        head = role is not None and role.value.class_ in {"minister", "president"}
        if head and actor is not None and actor.value.class_ in _OF_STATE:
            government = country_actors().get(actor.value.country or "", (None, None))[0]
            if government is not None:
                return government
        return ident_of(actor)

    def _actor(self, start: int, end: int) -> Item | None:
        """Return the actor that fixes who speaks: a person first, then the first that has an id."""
        held = [self.actors[at] for at in range(start, end) if at in self.actors]
        outlets = [self.outlets[at] for at in range(start, end) if at in self.outlets]
        held = [item for item in held if not any(o.start <= item.start and item.end <= o.end for o in outlets)]
        persons = [item for item in held if item.value.type == "person"]
        known = [item for item in held if ident_of(item) is not None and item.value.type != "persons"]
        found = next(iter(persons + known + held), None)
        return None if found is not None and found.value.class_ == "journalists" else found

    def _name(self, start: int, end: int) -> int | None:
        """Return the token where a personal name begins behind a title, if one does."""
        forms = self.tokens.forms
        at, titled = start, False
        while at < end:
            item = self.actors.get(at)
            form = forms[at]
            if item is not None and item.value.type == "person" and item.end == end:
                return at if titled else None
            if self.tokens.breaks[at] >= Break.COMMA and at > start and titled:
                return at
            step = self._title_end(at, form, titled)
            if step is None:
                return at if titled and not self._adjective(at, end) else None
            titled, at = True, min(step, end)
        return None

    def _title_end(self, at: int, form: str, titled: bool) -> int | None:
        """Return the end of the piece of a title at ``at``, or ``None`` where none stands."""
        if at in self.roles:
            return self.roles[at].end
        item = self.actors.get(at)
        if (
            item is not None
            and item.value.type != "person"
            and not (titled and item.value.type == "adjective" and not item.definite)
        ):
            return item.end
        if at in self.outlets:
            return self.outlets[at].end
        bare = form[2:] if form.startswith("ال") else form
        if form in _RANKS or bare in _HEADS or form.startswith(("ال", "لل", "وال", "بال")):
            return at + 1
        place = next((i for i in self.view.chart.by_start.get(at, ()) if i.label == "place"), None)
        if place is not None or (titled and form[0] in "ول" and len(form) > 4):
            return place.end if place is not None else at + 1
        return None

    def _adjective(self, at: int, end: int) -> bool:
        """Say whether the words from ``at`` are no name: they describe a nameless person ("مسؤول أميركي كبير")."""
        role = next((r for r in self.roles.values() if r.start < at and r.start >= at - 4), None)
        nameless = role is not None and not role.value.named and not self.tokens.forms[role.start].startswith("ال")
        return nameless and (end - at < 2 or at in self.actors)


def ident_of(item: Item | None) -> str | None:
    """Return the registry id of an actor as a speaker: a state or nationality speaks as its government."""
    if item is None:
        return None
    value = item.value
    if value.type in {"state", "adjective"} or value.class_ == "government":
        ident: str | None = value.government or value.id
        return ident
    plain: str | None = value.id
    return plain
