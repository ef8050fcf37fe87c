"""A Moses pair of files: ``corpus.ru`` and ``corpus.en``, line n of one translates line n of the other.

``-o corpus.moses`` names the pair; the suffixes are the languages of the documents. Only
pairs, no nulls; each text is one line (see ``one_line``). Both files take their names only
when both are whole.
"""

from typing import BinaryIO

from aligner.bitext import Alignment, ScoredPair
from aligner.config import WriteOptions
from aligner.errors import OptionError
from aligner.output import STDOUT, Output, open_output
from aligner.writing.one_line import one_line
from aligner.writing.rows import RowWriter

SUFFIX = ".moses"


class MosesWriter(RowWriter):
    """Writes two line-parallel files, opened when the first alignment tells the languages.

    Raises OptionError for the standard output, for two sides in one language, and for an
    alignment in other languages than the first.
    """

    def __init__(self, output: str, options: WriteOptions, stdout: BinaryIO | None = None) -> None:
        super().__init__(output, options, stdout)
        self._stem = output.removesuffix(SUFFIX)
        self._languages = ("", "")

    def _open(self, output: str, stdout: BinaryIO | None) -> tuple[Output, ...]:
        if output == STDOUT:
            raise OptionError(
                "Moses is two files, which can't go to the standard output. Name them: -o corpus.moses"
            )
        # Found out now, not after an hour's work: a folder that isn't there.
        open_output(output).discard()
        return ()

    def _before(self, alignment: Alignment) -> str:
        languages = (alignment.source.document.language, alignment.target.document.language)
        if not self._outputs:
            self._open_pair(languages)
        elif languages != self._languages:
            raise OptionError(
                f"{self._stem}{SUFFIX} is {'-'.join(self._languages)}, but "
                f"{alignment.source.document.name} is {'-'.join(languages)}. Write a pair of files for each."
            )
        return ""

    def _open_pair(self, languages: tuple[str, str]) -> None:
        if languages[0] == languages[1]:
            raise OptionError(
                f"Both sides are {languages[0]!r}, so both files of {self._stem}{SUFFIX} would have one name."
            )
        first = open_output(f"{self._stem}.{languages[0]}")
        try:
            second = open_output(f"{self._stem}.{languages[1]}")
        except BaseException:
            first.discard()
            raise
        self._outputs = (first, second)
        self._languages = languages

    def _row(self, alignment: Alignment, number: int, row: ScoredPair) -> tuple[str, ...]:
        return f"{one_line(row.source)}\n", f"{one_line(row.target)}\n"
