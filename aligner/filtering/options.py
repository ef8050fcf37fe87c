"""Which rules are applied with which thresholds: from a TOML file, and back to one.

::

    flags = ["number-differs"]     # reject pairs with one of these flags

    [rules]
    length-ratio = 2.5             # another threshold
    html = false                   # off
    near-duplicate = true          # on, with its own threshold if it has one
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aligner.errors import InputError, OptionError, UnknownNameError
from aligner.filtering.duplicates import DUPLICATIONS
from aligner.filtering.rules import FLAGS, RULES

Setting = bool | float
"""False: off. True: on, with the rule's own threshold. A number: on, with this one."""

_THRESHOLDS = {rule.name: rule.threshold for rule in RULES}
_NEED_THRESHOLD = frozenset(
    rule.name for rule in RULES if rule.name.startswith("min-") and rule.threshold is None
)
_SWITCHES = frozenset(name for name, threshold in _THRESHOLDS.items() if threshold is None) - _NEED_THRESHOLD
_SWITCHES = _SWITCHES | {duplication.name for duplication in DUPLICATIONS}
SETTABLE = (*_THRESHOLDS, *(duplication.name for duplication in DUPLICATIONS))
"""The names of rules that have a setting, in the order of the work."""

_DEFAULTS: Mapping[str, Setting] = MappingProxyType(
    {rule.name: rule.on if rule.threshold is None or not rule.on else rule.threshold for rule in RULES}
    | {duplication.name: duplication.on for duplication in DUPLICATIONS}
)


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The setting of every rule, the flags that reject, and the languages of the two sides."""

    settings: Mapping[str, Setting] = field(default_factory=lambda: _DEFAULTS)
    flags: tuple[str, ...] = ()
    source_language: str = "ru"
    target_language: str = "en"

    def with_setting(self, name: str, setting: object) -> "FilterOptions":
        """Give back the options with this rule set otherwise.

        >>> FilterOptions().with_setting("length-ratio", 2).settings["length-ratio"]
        2.0

        Raises UnknownNameError, which lists the rules, and OptionError for a setting that the
        rule can't have.
        """
        return replace(self, settings=MappingProxyType({**self.settings, name: checked(name, setting)}))

    def with_settings(self, settings: Mapping[str, object]) -> "FilterOptions":
        """Give back the options with these rules set otherwise. Raises as ``with_setting`` does."""
        options = self
        for name, setting in settings.items():
            options = options.with_setting(name, setting)
        return options

    def to_toml(self) -> str:
        """Give back the TOML file that sets every rule as it is set here."""
        width = max(map(len, self.settings))
        descriptions = {rule.name: rule.description for rule in RULES}
        descriptions |= {kind.name: kind.description for kind in DUPLICATIONS}
        flags = ", ".join(f'"{name}"' for name in self.flags)
        lines = [
            "# Filter settings: a number is a threshold, false is off, true is on.",
            f"flags = [{flags}]  # reject pairs with one of these flags",
            "",
            "[rules]",
        ]
        for name in SETTABLE:
            lines.append(f"{name:{width}} = {_toml(self.settings[name]):6} # {descriptions[name]}")
        return "\n".join(lines) + "\n"


def checked(name: str, setting: object) -> Setting:
    """Give back the setting as the rule takes it. Raises UnknownNameError and OptionError."""
    if name not in SETTABLE:
        hint = "Flags are rejected with flags = [...], or --reject-flag." if name == FLAGS else ""
        raise UnknownNameError("rule", name, SETTABLE, hint)
    if isinstance(setting, bool):
        if setting and name in _NEED_THRESHOLD:
            raise OptionError(f"Rule {name!r} needs a number: {name} = 0.5")
        threshold = _THRESHOLDS.get(name)
        return threshold if setting and threshold is not None else setting
    if not isinstance(setting, int | float) or setting != setting:
        raise OptionError(f"Rule {name!r} takes a number, true or false, not {setting!r}.")
    if name in _SWITCHES:
        raise OptionError(f"Rule {name!r} has no threshold. It takes true or false.")
    if setting < 0:
        raise OptionError(f"Rule {name!r} takes no number below 0, not {setting:g}.")
    return float(setting)


def read_options(path: str | Path, options: FilterOptions | None = None) -> FilterOptions:
    """Give back the options with what the TOML file sets. Raises InputError, and as ``checked`` does."""
    options = options or FilterOptions()
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file.") from None
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: no TOML ({error}).") from None
    return _from_tables(found, str(path), options)


def _from_tables(found: Mapping[str, Any], path: str, options: FilterOptions) -> FilterOptions:
    strange = next((key for key in found if key not in (FLAGS, "rules")), None)
    if strange is not None:
        raise UnknownNameError(f"setting in {path}", strange, (FLAGS, "rules"), "Rules stand under [rules].")
    flags, rules = found.get(FLAGS, []), found.get("rules", {})
    if not isinstance(flags, list) or not all(isinstance(name, str) for name in flags):
        raise OptionError(f'{path}: flags is a list of names: flags = ["number-differs"]')
    if not isinstance(rules, dict):
        raise OptionError(f"{path}: rules is a table. Write [rules] above them.")
    try:
        options = options.with_settings(rules)
    except (OptionError, UnknownNameError) as error:
        raise error.inside(path) from None
    return replace(options, flags=tuple(flags) or options.flags)


def _toml(setting: Setting) -> str:
    return str(setting).lower() if isinstance(setting, bool) else f"{setting:g}"
