"""Alignments made by hand, for the tests of the writers."""

from collections.abc import Sequence

from aligner.bitext import (
    Alignment,
    Bead,
    Document,
    Flag,
    Paragraph,
    ScoredPair,
    SegmentedDocument,
    Sentence,
    Span,
)


def segmented(name: str, language: str, sentences: Sequence[str]) -> SegmentedDocument:
    """Give back a document with one sentence a paragraph, joined by a space."""
    at, made = 0, []
    for number, text in enumerate(sentences):
        made.append(Sentence(Span(at, at + len(text)), text, number))
        at += len(text) + 1
    paragraphs = tuple(Paragraph(sentence.span) for sentence in made)
    return SegmentedDocument(Document(name, language, " ".join(sentences), paragraphs), tuple(made))


def scored(source: SegmentedDocument, target: SegmentedDocument, beads: Sequence[Bead]) -> Alignment:
    """Give back an alignment whose pairs have made-up scores, falling from 0.9."""
    rows = []
    for number, bead in enumerate(beads):
        texts = source.text_of(bead.source), target.text_of(bead.target)
        if bead.is_null:
            rows.append(ScoredPair(bead, *texts))
        else:
            rows.append(ScoredPair(bead, *texts, cosine=0.95 - number / 10, score=0.9 - number / 10))
    return Alignment(source, target, tuple(beads), tuple(rows), signature="aligner:test")


def parallel(pairs: Sequence[tuple[str, str]], languages: tuple[str, str] = ("ru", "en")) -> Alignment:
    """Give back an alignment with one 1-1 bead for each pair of texts."""
    source = segmented("source.txt", languages[0], [pair[0] for pair in pairs])
    target = segmented("target.txt", languages[1], [pair[1] for pair in pairs])
    beads = [Bead(Span(number, number + 1), Span(number, number + 1)) for number in range(len(pairs))]
    return scored(source, target, beads)


def garden(name: str = "сад.txt") -> Alignment:
    """Give back an alignment with a 1-1, a 2-1, a crossing, and nulls on both sides."""
    source = segmented(
        name,
        "ru",
        [
            "Сад стоял пустой.",
            "Яблони отцвели.",
            "Никто не пришёл.",
            "Фото автора",
            "Вечером зажгли лампу.",
            "Потом пошёл дождь.",
        ],
    )
    target = segmented(
        "garden.txt",
        "en",
        [
            "The garden stood empty.",
            'The apple trees had faded & "nobody" came.',
            "Then it rained.",
            "In the evening a lamp was lit.",
            "Subscribe <now>",
        ],
    )
    return scored(
        source,
        target,
        [
            Bead(Span(0, 1), Span(0, 1)),
            Bead(Span(1, 3), Span(1, 2)),
            Bead(Span(3, 4), Span(2, 2)),
            Bead(Span(4, 5), Span(3, 4), crossing=True),
            Bead(Span(5, 6), Span(2, 3), crossing=True),
            Bead(Span(6, 6), Span(4, 5)),
        ],
    )


def flagged() -> Alignment:
    """Give back one pair with everything known about it."""
    alignment = parallel([("Трамп молчал.", "Tramp was silent.")])
    flag = Flag("name-misspelt", (Span(0, 5),), (Span(0, 5),), "Трамп → Tramp")
    row = ScoredPair(
        alignment.beads[0],
        "Трамп молчал.",
        "Tramp was silent.",
        0.81,
        0.77,
        parallel=0.93,
        quality=61.5,
        flags=(flag,),
    )
    metadata = (("genre", "news"),)
    return Alignment(
        alignment.source, alignment.target, alignment.beads, (row,), None, "aligner:test", metadata
    )
