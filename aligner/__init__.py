"""Sentence alignment of a Russian text and its English translation.

The public face is small and everything is imported on first use::

    from aligner import align
    alignment = align("novel.ru.txt", "novel.en.txt")
"""

__version__ = "0.1.0"
