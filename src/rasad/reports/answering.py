"""Answering: which event of an article is said to answer which other one ("ردا على", "انتقاما ل")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from rasad.codebook.actors import actors
from rasad.codebook.table import TableError, read_table
from rasad.grammar.item import Item
from rasad.reports.assembly import Draft
from rasad.reports.view import View
from rasad.text.fold import fold

_CLASSES: Final = frozenset({"link", "verb", "back", "come", "bar", "act", "who"})
_REACH: Final = 9
"""Tokens after the words of answering within which what is answered is named; and the act, after the verb."""
_ONTO: Final = "ل"
"""A preposition that is written onto the next word."""


class AnswerWords(NamedTuple):
    """The words of ``answers.tsv``, folded: the phrases by their first word, the rest by class."""

    links: dict[str, tuple[tuple[str, ...], ...]]
    verb: frozenset[str]
    back: frozenset[str]
    come: frozenset[str]
    bar: frozenset[str]
    act: frozenset[str]
    who: frozenset[str]


class Answer(NamedTuple):
    """``answer`` and ``to`` are places in the list of drafts; ``words`` covers what says so."""

    answer: int
    to: int
    words: Item


class _Told(NamedTuple):
    """A telling of a draft: its first token, its sentence, the draft's place in the list, its trigger."""

    at: int
    sentence: int
    draft: int
    trigger: Item


@cache
def answer_words(language: str = "ar") -> AnswerWords:
    """Return the words of ``answers.tsv``. Raises ``TableError`` naming a class that is none."""
    held: dict[str, list[tuple[str, ...]]] = {class_: [] for class_ in _CLASSES}
    for class_, words in read_table("rasad.reports", f"{language}/answers.tsv", ("class", "words")):
        if class_ not in _CLASSES:
            raise TableError(f"{language}/answers.tsv: {words!r} has the class {class_!r}; use {sorted(_CLASSES)}")
        held[class_].append(tuple(fold(words).split()))
    links: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(held.pop("link"), key=len, reverse=True):
        links[phrase[0]] = (*links.get(phrase[0], ()), phrase)
    return AnswerWords(links, **{class_: frozenset(w for row in rows for w in row) for class_, rows in held.items()})


def answers_of(view: View, drafts: Sequence[Draft]) -> dict[int, Answer]:
    """Return, by the answer's place in ``drafts``, what each is said to answer; nothing answers what answers it."""
    if len(drafts) < 2 or view.context.language == "en":
        return {}
    found: dict[int, Answer] = {}
    told: list[_Told] | None = None
    for words, verb in _words(view):
        told = _tellings(drafts) if told is None else told
        made = (_by_verb if verb else _by_link)(view, drafts, told, words)
        if made is not None and made.answer not in found and getattr(found.get(made.to), "to", None) != made.answer:
            found[made.answer] = made
    return found


def _words(view: View) -> Iterator[tuple[Item, bool]]:
    """Yield the words of answering in text order, and whether they are the verb."""
    known, forms = answer_words(), view.tokens.forms
    for at, form in enumerate(forms):
        bare = form.removeprefix("و")
        if bare in known.links:
            end = _phrase_end(forms, at, known.links[bare])
            if end and forms[at - 1 if at else 0] not in known.bar:
                yield Item(at, end, "answer", None, "answers:link"), False
        elif bare in known.verb:
            yield Item(at, at + 1, "answer", None, "answers:verb"), True


def _phrase_end(forms: Sequence[str], at: int, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """Return the token after the phrase that begins at ``at``, if one of ``phrases`` does."""
    for phrase in phrases:
        rest, end = phrase[1:], at + len(phrase)
        onto = rest[-1:] == (_ONTO,)
        plain = rest[:-1] if onto else rest
        if tuple(forms[at + 1 : at + 1 + len(plain)]) != plain:
            continue
        if not onto:
            return end
        if end - 1 < len(forms) and forms[end - 1].startswith(_ONTO):
            return end - 1
    return None


def _tellings(drafts: Sequence[Draft]) -> list[_Told]:
    return sorted(
        _Told(member.item.start, member.sentence, number, member.item)
        for number, made in enumerate(drafts)
        for member in made.members
    )


def _by_link(view: View, drafts: Sequence[Draft], told: Sequence[_Told], words: Item) -> Answer | None:
    """Return the answer that a phrase between two acts tells, or one that opens a sentence."""
    sentence = view.tokens.sentence_of[words.start]
    here = [one for one in told if one.sentence == sentence]
    before = [one for one in here if one.at < words.start]
    after = [one for one in here if one.at >= words.end]
    named = next((one for one in after if one.at < words.end + _REACH), None)
    if _points_back(view, words.end):
        act = before[-1] if before else next((one for one in after if one.at > words.end), None)
        return _answer(drafts, act.draft, _before(view, drafts, told, act), words) if act else None
    if named is None:
        return None
    act = before[-1] if before else next((one for one in after if one.draft != named.draft), None)
    if act is None and view.tokens.forms[words.start - 1] in answer_words().come:
        act = _last_before(view, told, sentence)
    return _answer(drafts, act.draft, named.draft, words) if act else None


def _by_verb(view: View, drafts: Sequence[Draft], told: Sequence[_Told], words: Item) -> Answer | None:
    """Return the answer that "ردت … بقصف …" tells: its doer stands between the verb and the act."""
    for one in told:
        if words.end < one.at < words.end + _REACH and one.trigger.proclitics.endswith("ب"):
            doers = [link.item for link in drafts[one.draft].initiators]
            if one.sentence == view.tokens.sentence_of[words.start] and any(
                words.end <= item.start < one.at for item in doers
            ):
                return _answer(drafts, one.draft, _before(view, drafts, told, one), words)
    return None


def _points_back(view: View, at: int) -> bool:
    """Say whether the words at ``at`` name what was told before ("على ذلك", "على الهجوم") and say no more of it."""
    known, tokens = answer_words(), view.tokens
    if at >= len(tokens) or tokens.forms[at] not in known.back:
        return False
    rest = [tokens.forms[n] for n in range(at + 1, min(at + 3, len(tokens)))]
    return not known.act.intersection(rest) and not known.who.intersection(rest[:1])


def _last_before(view: View, told: Sequence[_Told], sentence: int) -> _Told | None:
    """Return the last telling of the sentence before ("وجاء ذلك ردا على …"), if it is of the same story."""
    near = [one for one in told if one.sentence == sentence - 1 and not view.apart(one.sentence, sentence)]
    return near[-1] if near else None


def _before(view: View, drafts: Sequence[Draft], told: Sequence[_Told], act: _Told) -> int | None:
    """Return the draft last told before ``act`` that its adversary did, else one told right before by other hands."""
    earlier = [one for one in told if one.at < act.at and one.draft != act.draft]
    earlier = [one for one in reversed(earlier) if not view.apart(one.sentence, act.sentence)]
    for one in earlier:
        if _struck_back(drafts[act.draft], drafts[one.draft]):
            return one.draft
    near = [one.draft for one in earlier if act.sentence - one.sentence <= 1]
    return next((one for one in near if _by_others(drafts[act.draft], drafts[one])), None)


def _answer(drafts: Sequence[Draft], answer: int, to: int | None, words: Item) -> Answer | None:
    return Answer(answer, to, words) if to is not None and to != answer else None


@cache
def _parties() -> dict[str, str]:
    """Map every actor id to one id for a government and its forces."""
    return {ident: min(ident, entry.counterpart or ident) for ident, entry in actors().items()}


def _ids(made: Draft, part: str) -> frozenset[str]:
    known = _parties()
    return frozenset(known.get(link.ident, link.ident) for link in getattr(made, part) if link.ident)


def _struck_back(answer: Draft, to: Draft) -> bool:
    """Say whether the answer hits who did the other act, or comes from whom it hit."""
    back = _ids(answer, "targets") & _ids(to, "initiators") or _ids(answer, "initiators") & _ids(to, "targets")
    return bool(back) and not _ids(answer, "initiators") & _ids(to, "initiators")


def _by_others(answer: Draft, to: Draft) -> bool:
    """Say whether it is known of both acts who did them, and these are not the same."""
    did, did_then = _ids(answer, "initiators"), _ids(to, "initiators")
    return bool(did and did_then) and not did & did_then
