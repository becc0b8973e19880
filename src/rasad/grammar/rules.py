"""Rules: named patterns in data files, run over a chart stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from rasad.grammar.chart import Chart
from rasad.grammar.item import Item
from rasad.grammar.pattern import (
    Captures,
    Matcher,
    PatternError,
    Sequence,
    compile_pattern,
    firsts,
    second_labels,
    words_of,
)
from rasad.grammar.vocabulary import Vocabulary


class Found(NamedTuple):
    """A match on its way to a value: the chart, the token range, the captures, the rule's own arguments."""

    chart: Chart
    start: int
    end: int
    captures: Captures
    args: Mapping[str, Any]

    def get(self, name: str) -> Item | None:
        """Return the item captured under ``name``, or ``None``."""
        return next((item for key, item in self.captures if key == name), None)

    def need(self, name: str) -> Item:
        """Return the item captured under ``name``. Raises ``KeyError`` naming it if there is none."""
        found = self.get(name)
        if found is None:
            raise KeyError(f"the rule captured no {name!r}")
        return found


_FORMS_BOUND = 60_000

Producer = Callable[[Found], Any]
"""Turns a match into a value; ``None`` rejects the match."""


class Rule(NamedTuple):
    """A named pattern, the label it gives, the producer of its value, arguments for that, labels it soon needs."""

    name: str
    pattern: Sequence
    label: str
    producer: str
    args: Mapping[str, Any]
    second: frozenset[str] = frozenset()


class RuleError(ValueError):
    """A rule file cannot be used; the message names the file, the rule and the fault."""


class _Stage:
    """The rules of one stage, by the stem or label that a match can begin with."""

    __slots__ = ("_by_form", "_by_label", "_by_stem", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_stem: dict[str, list[tuple[int, Rule]]] = {}
        self._by_label: dict[str, list[tuple[int, Rule]]] = {}
        self._by_form: dict[str, tuple[tuple[int, Rule], ...]] = {}

    def add(self, first: str, order: int, rule: Rule) -> None:
        """Index ``rule`` under ``first``, a stem or ``<label>``."""
        index = self._by_label if first.startswith("<") else self._by_stem
        index.setdefault(first.strip("<>"), []).append((order, rule))
        self._by_form.clear()

    def candidates(self, chart: Chart) -> dict[int, dict[int, Rule]]:
        """Return the rules worth trying at each token, and only tokens at which some rule can begin."""
        out: dict[int, dict[int, Rule]] = {}
        if self._by_stem:
            known = self._by_form
            for at, form in enumerate(chart.tokens.forms):
                rules = known.get(form)
                if rules is None:
                    rules = self._rules_of(form)
                if rules:
                    out[at] = dict(rules)
        for label, labelled in self._by_label.items():
            for item in chart.by_label.get(label, ()):
                out.setdefault(item.start, {}).update(labelled)
        return out

    def _rules_of(self, form: str) -> tuple[tuple[int, Rule], ...]:
        """Look up the rules that can begin with the word ``form``; kept, up to a bound, from one text to the next."""
        if len(self._by_form) >= _FORMS_BOUND:
            self._by_form.clear()
        stems = dict.fromkeys(cut.stem for cut in self._vocabulary.readings(form))
        found = tuple(pair for stem in stems for pair in self._by_stem.get(stem, ()))
        self._by_form[form] = found
        return found


class Grammar:
    """The stages of rules of one file.

    The file is YAML: ``stages`` is a list of lists of rules; a rule has ``name``, ``pattern`` (one or a list),
    ``label``, ``gives`` (the producer's name; default: the label) and any further keys, which are its arguments.
    Within a stage the longest match of a label wins, then the earlier rule; later stages see earlier labels.
    """

    def __init__(
        self, stages: list[list[Rule]], producers: Mapping[str, Producer], vocabulary: Vocabulary, source: str
    ) -> None:
        self._producers = producers
        self._vocabulary = vocabulary
        self._stages: list[_Stage] = []
        for rules in stages:
            stage = _Stage(vocabulary)
            for order, rule in enumerate(rules):
                if rule.producer not in producers:
                    raise RuleError(f"{source}: rule {rule.name!r} gives {rule.producer!r}, which nothing produces")
                vocabulary.add(words_of(rule.pattern))
                for first in _firsts(rule, source):
                    stage.add(first, order, rule)
            self._stages.append(stage)

    def run(self, chart: Chart) -> None:
        """Run every stage over ``chart``, adding the parses to it."""
        matcher = Matcher(chart, self._vocabulary)
        for stage in self._stages:
            found: list[tuple[int, Item]] = []
            for at, ordered in stage.candidates(chart).items():
                for order, rule in ordered.items():
                    item = self._apply(chart, matcher, rule, at)
                    if item is not None:
                        found.append((order, item))
            for item in _longest(found):
                chart.add(item)

    def _apply(self, chart: Chart, matcher: Matcher, rule: Rule, at: int) -> Item | None:
        if rule.second and not any(item.label in rule.second for item in chart.by_start.get(at + 1, ())):
            return None
        hit = matcher.match(rule.pattern, at)
        if hit is None:
            return None
        end, captures = hit
        value = self._producers[rule.producer](Found(chart, at, end, captures, rule.args))
        if value is None:
            return None
        first = next((c for c in self._vocabulary.readings(chart.tokens.forms[at]) if c.proclitics), None)
        return Item(at, end, rule.label, value, rule.name, captures, first.proclitics if first else "")


def _firsts(rule: Rule, source: str) -> set[str]:
    try:
        return firsts(rule.pattern)
    except PatternError as error:
        raise RuleError(f"{source}: rule {rule.name!r}: {error}") from error


def _longest(found: list[tuple[int, Item]]) -> list[Item]:
    """Keep the longest, then earliest-listed, of overlapping items that share a label."""
    kept: list[Item] = []
    taken: dict[str, set[int]] = {}
    for _, item in sorted(found, key=lambda pair: (pair[1].start - pair[1].end, pair[0], pair[1].start)):
        cells = taken.setdefault(item.label, set())
        if cells.isdisjoint(range(item.start, item.end)):
            cells.update(range(item.start, item.end))
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def load_grammar(
    package: str, name: str, producers: Mapping[str, Producer], vocabulary: Vocabulary, language: str = "ar"
) -> Grammar:
    """Load ``<package>/<language>/<name>.yaml``. Raises ``RuleError`` naming file, rule and fault."""
    import yaml

    path = files(package).joinpath(language, f"{name}.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    source = f"{language}/{name}.yaml"
    stages = [[rule for raw in stage for rule in _rules(raw, source)] for stage in data["stages"]]
    return Grammar(stages, producers, vocabulary, source)


def _rules(raw: dict[str, Any], source: str) -> list[Rule]:
    missing = {"name", "pattern", "label"} - raw.keys()
    if missing:
        raise RuleError(f"{source}: rule {raw.get('name', raw)!r} lacks {', '.join(sorted(missing))}")
    patterns = raw["pattern"] if isinstance(raw["pattern"], list) else [raw["pattern"]]
    args = {k: v for k, v in raw.items() if k not in {"name", "pattern", "label", "gives"}}
    try:
        compiled = [compile_pattern(p) for p in patterns]
    except PatternError as error:
        raise RuleError(f"{source}: rule {raw['name']!r}: {error}") from error
    producer = raw.get("gives", raw["label"])
    return [Rule(raw["name"], p, raw["label"], producer, args, second_labels(p)) for p in compiled]
