"""The filter: asks every rule in turn and counts what each took."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from aligner.filtering.duplicates import DUPLICATIONS, DigestSet
from aligner.filtering.options import FilterOptions
from aligner.filtering.rules import FLAGS, NAMES, RULES
from aligner.filtering.score_rules import SCORES, flagged, score_of
from aligner.filtering.texts import PairTexts


class PairFilter:
    """Judges pairs, one after the other, and remembers those it let pass for duplicates.

    ``taken`` counts what each rule rejected, being the first to object; ``would_take`` what it
    objects to whether or not another did so first. Duplicates are only looked for among pairs
    that all other rules let pass, so there the two counts are one.
    """

    def __init__(self, options: FilterOptions | None = None) -> None:
        self.options = options or FilterOptions()
        settings = self.options.settings
        # True is for rules without a threshold, which don't look at it.
        self._rules = [
            (rule.name, rule.find, float(settings[rule.name])) for rule in RULES if is_on(settings[rule.name])
        ]
        self._seen = [(kind.name, kind.digest, DigestSet()) for kind in DUPLICATIONS if settings[kind.name]]
        self._scores = {name: SCORES[name] for name, _, _ in self._rules if name in SCORES}
        self.without: Counter[str] = Counter()
        self.pairs = 0
        self.kept = 0
        self.taken: Counter[str] = Counter()
        self.would_take: Counter[str] = Counter()

    @property
    def names(self) -> tuple[str, ...]:
        """Give back the names of the rules that are on, in the order in which they are asked."""
        on = {name for name, _, _ in self._rules} | {name for name, _, _ in self._seen}
        return tuple(name for name in NAMES if name in on or (name == FLAGS and self.options.flags))

    def judge(self, source: str, target: str, facts: Mapping[str, Any] | None = None) -> str | None:
        """Give back why the pair is rejected, ``RULE: what is wrong``, or None if it is kept.

        >>> PairFilter().judge("Снег идёт.", "Снег идёт.")
        'identical: both sides the same'

        ``facts`` are the scores and flags that are known. Raises InputError for a score that
        is no number.
        """
        pair = PairTexts(
            source,
            target,
            facts or {},
            source_language=self.options.source_language,
            target_language=self.options.target_language,
        )
        self.pairs += 1
        reason = self._objection(pair) or self._repeated(pair)
        self.kept += reason is None
        return reason

    def scores_missing(self) -> tuple[str, ...]:
        """Give back the rules that want a score, or flags, which no pair had."""
        wanted = (*self._scores, *((FLAGS,) if self.options.flags else ()))
        return tuple(name for name in wanted if self.pairs and self.without[name] == self.pairs)

    def _objection(self, pair: PairTexts) -> str | None:
        first = None
        for name, names in self._scores.items():
            self.without[name] += score_of(pair.facts, names) is None
        # A TMX unit without flags has no prop for them, but was scored.
        self.without[FLAGS] += FLAGS not in pair.facts and "quality" not in pair.facts
        for name, find, threshold in self._rules:
            found = find(pair, threshold)
            if found is not None:
                first = self._count(name, found, first)
                if name == "empty":  # no other rule has anything to look at
                    return first
        if self.options.flags:
            found = flagged(pair.facts, self.options.flags)
            if found is not None:
                first = self._count(FLAGS, found, first)
        return first

    def _count(self, name: str, found: str, first: str | None) -> str:
        self.would_take[name] += 1
        if first is not None:
            return first
        self.taken[name] += 1
        return f"{name}: {found}"

    def _repeated(self, pair: PairTexts) -> str | None:
        first = None
        for name, digest, seen in self._seen:
            # Every table learns of the pair, or its twin would pass the next one.
            if not seen.add(digest(pair)) and first is None:
                first = self._count(name, "came before", first)
        return first


def is_on(setting: bool | float) -> bool:
    """Say whether a rule with this setting is applied; a threshold of 0 is one.

    >>> is_on(False), is_on(0.0), is_on(True)
    (False, True, True)
    """
    return setting is not False
