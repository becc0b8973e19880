"""Sayings: who says what where in an article, read once and shared by statements, sources, claims and tallies."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from rasad.grammar.item import Item
from rasad.reports.headlines import headline_speaker
from rasad.reports.quotes import closing, opens
from rasad.reports.speakers import THAT, SayWord, Speaker, Speech, speaker_words
from rasad.reports.view import View
from rasad.text.tokens import Break

_NO_SOURCE: Final = speaker_words()["nosource"]
_NOT: Final = speaker_words()["not"]
_AS: Final = speaker_words()["as"]
_REACH: Final = 16
_SHORT_REACH: Final = 12
_ADVERBIAL: Final = 6
_ON: Final = speaker_words()["on"]
_RELATIVE: Final = speaker_words()["relative"]
_PASSIVE: Final = speaker_words()["passive"]
_DOCUMENTS: Final = speaker_words()["document"]
_NEWS: Final = speaker_words()["news"]


class Saying(NamedTuple):
    """A statement: the word of saying, who speaks, through whom, and the tokens of what is said.

    ``back`` says that the words stand before the word of saying ("…، بحسب مصدر"). ``carried`` marks a speaker taken
    over from the saying before (a verb without subject, a participle).
    """

    word: Item
    speaker: Speaker
    via: tuple[int, int] | None
    start: int
    end: int
    back: bool
    quoted: bool
    carried: bool

    @property
    def say(self) -> SayWord:
        """The word of saying's reading."""
        value: SayWord = self.word.value
        return value


@lru_cache(maxsize=2)
def sayings_of(view: View) -> tuple[Saying, ...]:
    """Return the sayings of an article in text order; kept for the last two articles asked for."""
    reader = _Reader(view)
    out = [*reader.headlines(), *(made for item in reader.items() if (made := reader.read(item)) is not None)]
    return tuple(_bounded(sorted(out, key=lambda made: made.word.start)))


def _bounded(sayings: list[Saying]) -> list[Saying]:
    """Cut each saying where the next one of its sentence begins, unless it lies inside a quotation."""
    out = []
    for n, made in enumerate(sayings):
        after = [s.word.start for s in sayings[n + 1 :] if not s.back and s.word.start > made.start + 1]
        end = made.end
        if not made.back and not made.quoted and after and after[0] < end:
            end = after[0]
        if end > made.start:
            out.append(made._replace(end=end))
    return out


class _Reader:
    """Reads the sayings of one article from its words of saying, keeping who spoke last."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._tokens = view.tokens
        self._speech = Speech(view)
        self._said_at = self._speech.said
        self._last: Speaker | None = None
        self._last_at = -9
        self._names: dict[str, Speaker] = {}

    def items(self) -> list[Item]:
        """Return the words of saying, one for each place: the verb's reading before the noun's."""
        best: dict[int, Item] = {}
        for item in self._speech.says:
            held = best.get(item.start)
            if held is None or (item.end, -len(item.proclitics)) > (held.end, -len(held.proclitics)):
                best[item.start] = item
        return [best[at] for at in sorted(best)]

    def headlines(self) -> list[Saying]:
        """Return what headlines of the form "speaker: words" say."""
        out = []
        for sentence, (first, last) in enumerate(self._view.sentences):
            if self._view.order[sentence] == 0 or first + 12 > last:
                found = headline_speaker(self._speech, first, last)
                if found is not None:
                    word, speaker = found
                    out.append(
                        Saying(word, speaker, None, word.start, last, False, opens(self._tokens, word.start), False)
                    )
        return out

    def read(self, item: Item) -> Saying | None:
        """Return the saying that ``item`` makes, or ``None``."""
        say: SayWord = item.value
        if item.definite or (say.pos != "a" and item.proclitics.endswith(("ب", "ل", "ك"))):
            return None
        first, last = self._view.sentences[self._tokens.sentence_of[item.start]]
        if say.pos == "a":
            made = self._adjunct(item, first, last)
        elif say.pos == "p":
            made = self._participle(item, last)
        elif item.start > first and self._tokens.forms[item.start - 1] in _NOT:
            return None
        elif say.pos == "c":
            made = self._carrier(item, first, last)
        else:
            made = self._verb(item, first, last)
        if made is not None:
            self._remember(made)
        return made

    def _remember(self, made: Saying) -> None:
        self._last, self._last_at = made.speaker, self._tokens.sentence_of[made.word.start]
        a, b = made.speaker.name
        if made.speaker.ident is not None or made.speaker.role is not None:
            self._names[self._tokens.forms[b - 1]] = made.speaker

    def _known(self, speaker: Speaker) -> Speaker:
        """Give a surname alone the identity of the person introduced before."""
        if speaker.ident is not None or speaker.end - speaker.start > 2:
            return speaker
        held = self._names.get(self._tokens.forms[speaker.end - 1].removeprefix("ل"))
        return speaker._replace(ident=held.ident, named=held.named) if held is not None else speaker

    def _verb(self, item: Item, first: int, last: int) -> Saying | None:
        at = item.end
        if at < last and not opens(self._tokens, at):
            at = self._speech.skip(at, last)
        before = self._subject_before(item, first)
        if before is not None and self._leads(item, before, first):
            return self._said(item, self._known(before), item.end, first, last, False)
        speaker = None
        if (
            at < last
            and self._tokens.breaks[at] < Break.COMMA
            and not self._opens(at)
            and not self._is_object(item, at)
        ):
            speaker = self._speech.phrase(at, last, item.value.frame)
        if speaker is not None:
            return self._said(item, self._known(speaker), speaker.end, first, last, False)
        if before is not None:
            return self._said(item, self._known(before), item.end, first, last, False)
        return self._carried(item, first, last)

    def _carried(self, item: Item, first: int, last: int) -> Saying | None:
        """Read a verb without a subject: whoever spoke last goes on, where a clause begins."""
        forms = self._tokens.forms
        if self._last is None or self._tokens.sentence_of[item.start] - self._last_at > 2:
            return None
        if forms[item.start] in _PASSIVE:
            return None
        begins = item.start == first or self._tokens.breaks[item.start] >= Break.COMMA or forms[item.start - 1] in _ON
        if begins or item.proclitics[:1] in ("و", "ف"):
            return self._said(item, self._last, item.end, first, last, True)
        return None

    def _leads(self, item: Item, before: Speaker, first: int) -> bool:
        """Say whether ``before`` opens a clause right before a verb that urges or accuses: "X تطالب Y"."""
        opening = before.start == first or self._tokens.breaks[before.start] >= Break.COMMA
        bound = item.value.frame in {"object", "b"} and not item.proclitics
        return opening and bound and before.end == item.start

    def _is_object(self, item: Item, at: int) -> bool:
        """Say whether the word at ``at`` stands with ب and so is what is said, not who says it."""
        known = self._speech.item_at(at)
        if known is not None:
            return known.proclitics.endswith("ب")
        form = self._tokens.forms[at]
        return item.value.frame == "b" and form.startswith("ب") and len(form) > 4

    def _opens(self, at: int) -> bool:
        """Say whether what is said begins at ``at``: a complementiser, colon or quotation."""
        return self._tokens.forms[at] in THAT or (opens(self._tokens, at) and not self._quoted_name(at))

    def _quoted_name(self, at: int) -> bool:
        return at in self._speech.actors or at in self._speech.outlets

    def _subject_before(self, item: Item, first: int) -> Speaker | None:
        """Return the subject that stands before the verb ("المنظمة قالت إنها", "لكن متحدثا قال", "X التي قالت")."""
        if item.start - 1 > first and self._tokens.forms[item.start - 1] in _RELATIVE:
            return self._antecedent(item.start - 1, first) if item.value.frame == "that" else None
        for start in range(max(first, item.start - 9), item.start):
            boundary = start == first or self._tokens.breaks[start] >= Break.COMMA
            known = start in self._speech.roles or start in self._speech.actors or start in self._speech.outlets
            if not known or not (boundary or start - first <= 2):
                continue
            speaker = self._speech.phrase(start, item.start)
            if speaker is not None and self._reaches(speaker.end, item.start):
                return speaker
        return None

    def _antecedent(self, relative: int, first: int) -> Speaker | None:
        """Return the speaker that a relative pronoun at ``relative`` takes up ("بيان الوزارة التي ذكرت")."""
        for start in range(max(first, relative - 6), relative):
            if self._speech.item_at(start) is None:
                continue
            speaker = self._speech.phrase(start, relative)
            if speaker is not None and speaker.end == relative:
                return speaker
        return None

    def _reaches(self, end: int, verb: int) -> bool:
        """Say whether a subject that ends at ``end`` can be the verb's: next to it, or a place or time between."""
        if end >= verb - 1:
            return all(self._tokens.breaks[at] < Break.CLAUSE for at in range(end, verb + 1))
        between = range(end, verb)
        plain = all(self._tokens.breaks[at] < Break.COMMA and at not in self._said_at for at in between)
        return plain and verb - end <= _ADVERBIAL and self._view.trigger_count[verb] == self._view.trigger_count[end]

    def _said(self, item: Item, speaker: Speaker, at: int, first: int, last: int, carried: bool) -> Saying | None:
        say: SayWord = item.value
        begin, how = self._complement(at, last, say)
        if begin is None:
            if item.start > first + 2 and self._tokens.forms[item.start - 1] in _AS:
                return self._back(item, speaker, item.start, first)
            return None
        if how == "object" and carried and say.kind in {"say", "report"} and say.frame != "b":
            return None
        if how == "object" and not carried and speaker.source in {"noun", "name"} and not self._plausible(speaker):
            return None
        via = self._via(at, begin)
        end, quoted = self._content_end(begin, last)
        if how == "object":
            begin = item.start
        return Saying(item, speaker, via, begin, end, False, quoted, carried)

    def _plausible(self, speaker: Speaker) -> bool:
        """Say whether a phrase of unlisted words can be a speaker: known by name, or of several words."""
        return self._tokens.forms[speaker.end - 1] in self._names or speaker.ident is not None

    def _complement(self, at: int, last: int, say: SayWord) -> tuple[int | None, str]:
        """Return where what is said begins after token ``at``, and how it is joined."""
        forms = self._tokens.forms
        reach = _REACH if say.frame == "that" else _SHORT_REACH
        for here in range(at, min(last, at + reach)):
            if here > at and here in self._said_at and self._tokens.breaks[here] >= Break.COMMA:
                break
            if forms[here] in THAT and not (
                here > at and forms[here - 1] in {"بعد", "قبل", "منذ", "دون", "غير", "الا", "كما"}
            ):
                return here, "that"
            if here > at - 1 and self._quotes(here, at):
                return here, "quote"
            if say.frame != "that" and here > at and self._tokens.breaks[here] >= Break.CLAUSE:
                break
        if say.frame in {"object", "b"} and at < last:
            begin = self._speech.skip(at, last)
            return (begin, "object") if begin < last else (None, "")
        return None, ""

    def _quotes(self, here: int, at: int) -> bool:
        """Say whether words are quoted from ``here`` on; a quoted name is none."""
        if ":" in self._tokens.gaps[here]:
            return True
        return opens(self._tokens, here) and not self._quoted_name(here)

    def _via(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the outlet or platform between the speaker and the words."""
        found = next((self._speech.outlets[at] for at in range(start, end) if at in self._speech.outlets), None)
        return (found.start, min(found.end, end)) if found is not None else None

    def _content_end(self, begin: int, last: int) -> tuple[int, bool]:
        """Return the end of what is said and whether it is quoted: quoted words run to their closing mark."""
        end = closing(self._tokens, begin, last)
        return (last, False) if end is None else (max(end, last), True)

    def _back(self, item: Item, speaker: Speaker, at: int, first: int) -> Saying | None:
        """Return a saying whose words stand before ``at``."""
        start = first
        for here in range(at - 1, first, -1):
            if here in self._said_at and self._tokens.breaks[here] >= Break.COMMA:
                start = here
                break
        if at - start < 3:
            return None
        return Saying(item, speaker, self._via(item.end, speaker.start), start, at, True, False, False)

    def _adjunct(self, item: Item, first: int, last: int) -> Saying | None:
        at = item.end
        forms = self._tokens.forms
        while at < last and (forms[at] in _AS or at in self._said_at or forms[at] in {"به", "عنه"}):
            at += 1
        if at >= last:
            return None
        speaker = self._speech.phrase(self._author(at, last), last)
        if speaker is None or (speaker.source == "noun" and not self._sourcelike(speaker)):
            return None
        speaker = self._known(speaker)
        if item.start - first >= 3:
            made = self._back(item, speaker, item.start, first)
            if made is None:
                return None
            if self._inserted(item, speaker, last):
                made = made._replace(end=last)
            return made._replace(via=self._via(speaker.end, min(last, speaker.end + 6)))
        begin = next(
            (i for i in range(speaker.end, min(last, speaker.end + 12)) if self._tokens.breaks[i] >= Break.COMMA),
            None,
        )
        return Saying(item, speaker, None, begin, last, False, False, False) if begin is not None else None

    def _author(self, at: int, last: int) -> int:
        """Return where the speaker begins behind a document: "بيان لـX", "الحصيلة التي قدمها X"."""
        forms = self._tokens.forms
        if forms[at].removeprefix("ل").removeprefix("ال") not in _DOCUMENTS:
            return at
        for here in range(at + 1, min(last, at + 6)):
            known = self._speech.item_at(here)
            if known is not None and known.label != "say":
                return here
            if self._tokens.breaks[here] >= Break.COMMA:
                break
        return at

    def _inserted(self, item: Item, speaker: Speaker, last: int) -> bool:
        """Say whether an adjunct stands between commas inside the clause it backs ("أصابت، بحسب مصدر، رادارا")."""
        breaks = self._tokens.breaks
        if speaker.end >= last or breaks[item.start] != Break.COMMA or breaks[speaker.end] != Break.COMMA:
            return False
        return opens(self._tokens, speaker.end) or not self._view.trigger_count[item.start]

    def _sourcelike(self, speaker: Speaker) -> bool:
        """Say whether the phrase after "بحسب" names a source and no plan, law or time."""
        return (
            self._tokens.forms[speaker.start].startswith("ال") and self._tokens.forms[speaker.start] not in _NO_SOURCE
        )

    def _participle(self, item: Item, last: int) -> Saying | None:
        sentence = self._tokens.sentence_of[item.start]
        speaker = self._last if self._last is not None and sentence - self._last_at <= 1 else None
        if speaker is None or self._last_at != sentence:
            speaker = self._subject(sentence, item.start) or speaker
        if speaker is None or item.end >= last:
            return None
        begin, _ = self._complement(item.end, last, item.value)
        if begin is None or begin > item.end + 8:
            return None
        end, quoted = self._content_end(begin, last)
        return Saying(item, speaker, None, begin, end, False, quoted, True)

    def _subject(self, sentence: int, before: int) -> Speaker | None:
        """Return the subject of a sentence that does not begin with speech ("وردت واشنطن …، متوعدة")."""
        first = self._view.sentences[sentence][0]
        for start in (first, first + 1):
            known = self._speech.item_at(start)
            if (
                start < before
                and known is not None
                and known.label != "say"
                and not known.proclitics.endswith(("ب", "ل"))
            ):
                return self._speech.phrase(start, before)
        return None

    def _carrier(self, item: Item, first: int, last: int) -> Saying | None:
        """Read "نقلت X عن Y قوله إن": Y speaks, X carries."""
        forms = self._tokens.forms
        if item.end < last and forms[item.end] in _NEWS:
            return self._verb(item._replace(value=item.value._replace(frame="object")), first, last)
        about = next((i for i in range(item.end, min(last, item.end + 9)) if forms[i] == "عن"), None)
        if about is None or about + 1 >= last:
            return None
        at = self._speech.skip(about + 1, last)
        speaker = self._speech.phrase(at, last) if at < last else None
        if speaker is None:
            return None
        begin, how = self._complement(speaker.end, last, item.value)
        if begin is None and (speaker.ident is not None or speaker.role is not None or speaker.source == "source"):
            begin = self._speech.skip(speaker.end, last)
        if begin is None or begin >= last or how == "object":
            return None
        via = (item.end, about) if about > item.end and about - item.end < 8 else None
        end, quoted = self._content_end(begin, last)
        return Saying(item, self._known(speaker), via, begin, end, False, quoted, False)
