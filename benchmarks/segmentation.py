"""How well sentences are cut: our rules, and razdel where it is installed.

``python benchmarks/segmentation.py --data FOLDER`` reads FOLDER/segmentation/LL_NAME.tsv
(sentence, space_after; ten sentences make a paragraph) and FOLDER/cases/segmentation.LL.tsv
(``¦`` at every boundary) and prints precision, recall and F1 of the boundaries inside
paragraphs, the boundaries too many (over) and missing (under), and million characters a second.
"""

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.bitext import Document, Paragraph, Span
from aligner.errors import MissingExtraError
from aligner.protocols import Segmenter
from aligner.segmentation import get_segmenter

SENTENCES_A_PARAGRAPH = 10
SYSTEMS = ("rules", "razdel")


@dataclass(frozen=True, slots=True)
class Sample:
    """A paragraph and where its sentences end, but for the last."""

    text: str
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Result:
    """Boundaries found that are right, too many and missing; seconds and characters."""

    right: int
    over: int
    under: int
    seconds: float
    size: int

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.over + self.under
        return 2 * self.right / total if total else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.over) if self.right + self.over else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.under) if self.right + self.under else 1.0


def sample_of(sentences: list[tuple[str, str]]) -> Sample:
    """Give back the paragraph that these (sentence, what follows it) make."""
    text, ends = "", set()
    for sentence, space in sentences:
        text += sentence
        ends.add(len(text))
        text += space
    ends.discard(len(text.rstrip()))
    return Sample(text.rstrip(), frozenset(ends))


def read_set(path: Path, *, part: int | None = None) -> list[Sample]:
    """Give back the paragraphs of a set of sentences; of its even or odd ones if ``part``."""
    sentences = []
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        sentence, found, after = line.rpartition("\t")
        if found:
            sentences.append((sentence.strip(), " " if after == "1" else ""))
    starts = range(0, len(sentences), SENTENCES_A_PARAGRAPH)
    samples = [sample_of(sentences[start : start + SENTENCES_A_PARAGRAPH]) for start in starts]
    return samples if part is None else samples[part::2]


def read_cases(path: Path) -> list[Sample]:
    """Give back the cases of a file with ``¦`` at every boundary, in its second column."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [marked_sample(line.split("\t")[1]) for line in lines]


def marked_sample(marked: str) -> Sample:
    """Give back the text and the ends of its sentences.

    >>> marked_sample("Да.¦ Нет.")
    Sample(text='Да. Нет.', ends=frozenset({3}))
    """
    text, ends = "", set()
    for piece in marked.split("¦"):
        text += piece
        ends.add(len(text))
    ends.discard(len(text))
    return Sample(text, frozenset(ends))


def document_of(text: str, language: str) -> Document:
    return Document("sample", language, text, (Paragraph(Span(0, len(text))),))


def found_ends(segmenter: Segmenter, sample: Sample, language: str) -> frozenset[int]:
    """Give back where the segmenter ends sentences inside the paragraph."""
    sentences = segmenter.segment(document_of(sample.text, language)).sentences
    return frozenset(sentence.span.stop for sentence in sentences[:-1])


def measure(segmenter: Segmenter, samples: list[Sample], language: str) -> Result:
    """Give back what the segmenter gets right and wrong on these paragraphs."""
    began = time.process_time()
    found = [found_ends(segmenter, sample, language) for sample in samples]
    seconds = time.process_time() - began
    pairs = list(zip(found, samples, strict=True))
    return Result(
        right=sum(len(ends & sample.ends) for ends, sample in pairs),
        over=sum(len(ends - sample.ends) for ends, sample in pairs),
        under=sum(len(sample.ends - ends) for ends, sample in pairs),
        seconds=seconds,
        size=sum(len(sample.text) for sample in samples),
    )


def errors(segmenter: Segmenter, samples: list[Sample], language: str) -> Iterator[str]:
    """Give back each error in its surroundings, ``+¦`` for one too many, ``-¦`` for a lost one."""
    for sample in samples:
        found = found_ends(segmenter, sample, language)
        for end in sorted(found ^ sample.ends):
            sign = "+¦" if end in found else "-¦"
            yield sample.text[max(0, end - 60) : end] + sign + sample.text[end : end + 60]


def read_all(data: Path) -> dict[str, list[Sample]]:
    """Give back the sets by name; a name begins with the code of its language."""
    sets = {path.stem: read_set(path) for path in sorted((data / "segmentation").glob("??_*.tsv"))}
    for path in sorted((data / "cases").glob("segmentation.??.tsv")):
        sets[f"{path.suffixes[0][1:]} hard cases"] = read_cases(path)
    return sets


def installed_systems() -> dict[str, Segmenter]:
    """Give back the segmenters whose libraries are installed, by name."""
    systems = {}
    for name in SYSTEMS:
        try:
            systems[name] = get_segmenter(name)
        except MissingExtraError as error:
            print(f"{name} is left out: {error}")
    return systems


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNER_SHARED_DATA"))
    parser.add_argument("--errors", action="store_true", help="print each error of our rules")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data, or set ALIGNER_SHARED_DATA")
    systems = installed_systems()
    print(f"{'set':<16} {'system':<8}   prec recall     F1  over under   Mch/s")
    for name, samples in read_all(Path(options.data)).items():
        for system, segmenter in systems.items():
            result = measure(segmenter, samples, name[:2])
            speed = result.size / max(result.seconds, 1e-9) / 1e6
            print(
                f"{name:<16} {system:<8} {result.precision:6.3f} {result.recall:6.3f} {result.f1:6.3f}"
                f" {result.over:5} {result.under:5} {speed:6.2f}"
            )
        if options.errors:
            for line in errors(systems["rules"], samples, name[:2]):
                print("   ", line)


if __name__ == "__main__":
    main()
