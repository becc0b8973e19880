"""Sayings: who says what where in an article, read once and shared by statements, sources, claims and tallies."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rasad.grammar.item import Item
from rasad.reports.complements import Complements
from rasad.reports.headlines import headline_speaker
from rasad.reports.phrases import Phrases
from rasad.reports.quotes import opens
from rasad.reports.saying import Saying, bounded
from rasad.reports.saywords import THAT, SayWord, speaker_words
from rasad.reports.speakers import Speaker
from rasad.reports.speech import Speech
from rasad.reports.subjects import Subject, Subjects
from rasad.reports.view import View
from rasad.reports.voices import Voices
from rasad.text.fold import fold
from rasad.text.tokens import Break

_NO_SOURCE: Final = speaker_words()["nosource"]
_NOT: Final = speaker_words()["not"]
_AS: Final = speaker_words()["as"]
_ON: Final = speaker_words()["on"]
_PASSIVE: Final = speaker_words()["passive"]
_DOCUMENTS: Final = speaker_words()["document"]
_NEWS: Final = speaker_words()["news"]
_PREPOSITIONS: Final = speaker_words()["preposition"]
_ABOUT: Final = speaker_words()["about"]
_CAME: Final = speaker_words()["came"]
_SHORT: Final = 6
_HEADLINE: Final = 20
"""A sentence of fewer words may be a teaser, which is written like a headline."""
_ONTO: Final = speaker_words()["onto"]
_OWN: Final = speaker_words()["own"]
_THEN: Final = speaker_words()["then"]
_SURE: Final = frozenset({"about", "charge"})
"""Frames whose verb says something whoever its subject is."""
_TELLING: Final = frozenset({"say", "report"})
_OPINIONS: Final = frozenset({"position", "forecast"})
"""Kinds of statement that a negation does not take back: "لا يستبعد أن" is said all the same."""


@lru_cache(maxsize=2)
def sayings_of(view: View) -> tuple[Saying, ...]:
    """Return the sayings of an article in text order; kept for the last two articles asked for."""
    reader = _Reader(view)
    told = [made for item in reader.items() if (made := reader.read(item)) is not None]
    out = [*reader.headlines(), *told]
    return tuple(bounded(view, sorted(out, key=lambda made: made.word.start)))


class _Reader:
    """Reads the sayings of one article from its words of saying."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._tokens = view.tokens
        self._speech = Speech(view)
        self._voices = Voices(self._speech)
        self._phrases = Phrases(self._speech)
        self._complements = Complements(self._speech)
        self._subjects = Subjects(self._speech, self._phrases, self._complements, self._voices)

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
            if self._view.order[sentence] == 0 or first + _HEADLINE > last:
                found = headline_speaker(self._speech, self._phrases, self._voices, first, last)
                if found is not None:
                    word, speaker = found
                    quoted = opens(self._tokens, word.start)
                    out.append(Saying(word, speaker, None, word.start, last, False, quoted, False))
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
        elif self._is_other(item, first):
            return None
        elif say.pos == "c":
            made = self._carrier(item, first, last)
        else:
            made = self._verb(item, first, last)
        if made is not None:
            leads = say.pos in {"v", "c"} and not made.carried and made.speaker.start >= item.end
            self._voices.remember(made.speaker, item, leads)
        return made

    def _is_other(self, item: Item, first: int) -> bool:
        """Say whether the word before ``item`` makes it no word of saying: a negation, a preposition."""
        if item.start == first:
            return False
        before = self._tokens.forms[item.start - 1]
        if before in _NOT:
            return item.value.kind not in _OPINIONS
        if item.value.pos == "v" and self._is_noun(item):
            return True
        return before in _PREPOSITIONS and item.value.pos != "n"

    def _is_noun(self, item: Item) -> bool:
        """Say whether a verb in "ى" is printed with "ي": the verbal noun ("تبني داعش"), which folds alike."""
        lemma, form = item.value.lemma, self._tokens.forms[item.start]
        printed = self._tokens.words(item.start, item.start + 1)
        return lemma.endswith("ى") and printed.endswith("ي") and form == fold(lemma)

    # --- verbs

    def _verb(self, item: Item, first: int, last: int) -> Saying | None:
        subject = self._subjects.of_verb(item, first, last)
        if subject is not None:
            return self._said(item, subject, first, last, False)
        speaker = self._carried(item, first)
        return self._said(item, Subject(speaker, item.end, False), first, last, True) if speaker is not None else None

    def _carried(self, item: Item, first: int) -> Speaker | None:
        """Return who goes on speaking in a verb without a subject, where a clause begins."""
        forms = self._tokens.forms
        if forms[item.start] in _PASSIVE:
            return None
        begins = item.start == first or self._tokens.breaks[item.start] >= Break.COMMA or forms[item.start - 1] in _ON
        if begins or item.proclitics[:1] in ("و", "ف"):
            return self._voices.last(item)
        return None

    def _said(self, item: Item, subject: Subject, first: int, last: int, carried: bool) -> Saying | None:
        say, speaker = item.value, subject.speaker
        begin, how = self._complements.find(subject.after, last, say)
        reported = item.start > first + 2 and self._tokens.forms[item.start - 1] in _AS
        if reported and how in {"", "object"}:
            return self._back(item, speaker, item.start, first)
        if begin is None or (how == "object" and not self._may_tell(say, speaker, carried)):
            return None
        via = self._complements.via(subject.after, begin) or self._complements.via(item.end, speaker.start)
        end, quoted = self._complements.end(begin, last)
        return Saying(item, speaker, via, item.start if how == "object" else begin, end, False, quoted, carried)

    def _may_tell(self, say: SayWord, speaker: Speaker, carried: bool) -> bool:
        """Say whether a verb with a plain object tells a statement of ``speaker``'s."""
        if carried:
            return say.kind not in _TELLING or say.frame == "b"
        known = speaker.source not in {"noun", "name"} or speaker.ident is not None or self._voices.told(speaker)
        return known or say.frame in _SURE or self._tokens.forms[speaker.start] in _NEWS

    # --- carriers, adjuncts, participles

    def _carrier(self, item: Item, first: int, last: int) -> Saying | None:
        """Read "نقلت X عن Y قوله إن": Y speaks, X carries."""
        forms = self._tokens.forms
        if item.end < last and forms[item.end] in THAT:
            return self._verb(item, first, last)
        if item.end < last and forms[item.end] in _NEWS:
            return self._verb(item._replace(value=item.value._replace(frame="object")), first, last)
        behind = _ONTO if item.value.frame == "onto" else _ABOUT
        about = next((i for i in range(item.end, min(last, item.end + 9)) if forms[i] in behind), None)
        if about is None or about + 1 >= last:
            return None
        at = self._speech.skip(about + 1, last)
        speaker = self._phrases.read(at, last) if at < last else None
        if speaker is None:
            return None
        begin, how = self._complements.find(speaker.end, last, item.value)
        if begin is None and (speaker.ident is not None or speaker.role is not None or speaker.source == "source"):
            begin = self._speech.skip(speaker.end, last)
        if begin is None or begin >= last or how == "object":
            return None
        via = (item.end, about) if about > item.end and about - item.end < 8 else None
        end, quoted = self._complements.end(begin, last)
        return Saying(item, self._voices.known(speaker), via, begin, end, False, quoted, False)

    def _adjunct(self, item: Item, first: int, last: int) -> Saying | None:
        """Read "…، بحسب X" and "بحسب X، …"."""
        at, forms = item.end, self._tokens.forms
        while at < last and (forms[at] in _AS or at in self._speech.said or forms[at] in {"به", "عنه"}):
            at += 1
        if at >= last or forms[at] in _OWN:
            return None
        speaker = self._phrases.read(self._author(at, last), last)
        if speaker is None or not self._sourcelike(speaker):
            return None
        speaker = self._voices.known(speaker)
        if item.start - first >= 3:
            made = self._back(item, speaker, item.start, first)
            if made is None:
                self._voices.remember(speaker, item, False)
                return None
            if self._inserted(item, speaker, last):
                made = made._replace(end=last)
            return made._replace(via=self._complements.via(speaker.end, min(last, speaker.end + 6)))
        reach = range(speaker.end, min(last, speaker.end + 12))
        begin = next(
            (i for i in reach if self._tokens.breaks[i] >= Break.COMMA or forms[i] in _THEN or forms[i] in THAT), None
        )
        if begin is None or begin in self._speech.said:
            return None
        return Saying(item, speaker, None, begin, last, False, False, False)

    def _back(self, item: Item, speaker: Speaker, at: int, first: int) -> Saying | None:
        """Return a saying whose words stand before ``at``."""
        start = first
        for here in range(at - 1, first, -1):
            if here in self._speech.said and self._tokens.breaks[here] >= Break.COMMA:
                start = here
                break
        if at - start < 3 or (self._tokens.forms[start] in _CAME and at - start < _SHORT):
            return None
        via = self._complements.via(item.end, speaker.start)
        return Saying(item, speaker, via, start, at, True, False, False)

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
        form = self._tokens.forms[speaker.start]
        return form not in _NO_SOURCE and (speaker.source != "noun" or form.startswith("ال"))

    def _participle(self, item: Item, last: int) -> Saying | None:
        """Read "مؤكدا أن": whoever spoke in the sentence goes on, or else its subject."""
        sentence = self._tokens.sentence_of[item.start]
        speaker = self._voices.last(item, 1)
        if speaker is None or not self._voices.spoke_in(sentence):
            speaker = self._subjects.of_sentence(sentence, item.start) or speaker
        if speaker is None or item.end >= last or not self._governs(item):
            return None
        begin, _ = self._complements.find(item.end, last, item.value)
        if begin is None or begin > item.end + 8:
            return None
        end, quoted = self._complements.end(begin, last)
        return Saying(item, speaker, None, begin, end, False, quoted, True)

    def _governs(self, item: Item) -> bool:
        """Say whether a participle that needs a preposition has one ("لافتا إلى", not "تطورا لافتا")."""
        form = self._tokens.forms[item.end]
        plain = item.value.frame != "b" or self._complements.opens(item.end) or form.startswith("ب")
        return plain or form in _ONTO
