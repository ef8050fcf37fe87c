"""Words by which a rule tells what follows an abbreviation: a new sentence or more of this one.

In lower case, but for the months of German; the rules ask for the capital themselves.
"""


def word_set(words: str) -> frozenset[str]:
    """Give back the set of the words in a text.

    >>> sorted(word_set("he she it"))
    ['he', 'it', 'she']
    """
    return frozenset(words.split())


RUSSIAN_STARTERS = word_set(
    """
    а но и да в во на с со к ко у о об от до за из под при по для без над через между после перед около
    он она оно они мы вы я ты это этот эта эти то тот та те так там тут здесь теперь тогда потом затем
    его её ее их мой моя мои наш наша наши ваш кто что где когда куда как какой почему зачем если хотя
    чтобы пока однако поэтому кроме также тоже все всё весь вся никто ничто ничего не ни нет уже ещё еще
    только даже или либо сам сама сами один одна одни другой другие многие некоторые каждый вот
    """
)
"""Words that begin a sentence and, with a capital, are no part of a name."""

ENGLISH_STARTERS = word_set(
    """
    a an the this that these those he she it they we you i his her its their our my your there here in
    on at by for from with without to of as if when while where after before since until though although
    because but and or so yet nor however meanwhile also then now what who why how which both all some
    many most no not nobody everybody everyone others one two three another each every such according
    """
)
"""Words that begin a sentence and are rarely part of a name: ``the U.S. | She lives``."""

ENGLISH_ACTORS = word_set(
    """
    russia china ukraine iran iraq israel syria turkey germany france britain japan india canada mexico
    europe moscow beijing kyiv kiev tehran london paris berlin tokyo nato washington
    """
)
"""Subjects of the news that follow ``U.S.`` and are no part of its name."""

ENGLISH_AFTER_THE_HOUR = word_set(
    """
    moscow eastern pacific central mountain et est edt pt pst pdt ct mt gmt utc bst cet msk local monday
    tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul aug sep sept oct nov
    dec january february march april june july august september october november december
    """
)
"""What goes on after ``9 a.m.``: ``9 a.m. Moscow time``, ``9 a.m. Monday``."""

GERMAN_MONTHS = word_set("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
"""What goes on after ``am 5.``"""
