"""What the bead score is trained on and judged by: the benchmark's families, split by document."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from aligner.alignment import InnerSentences
from aligner.bitext import Document, Paragraph, Span
from aligner.embedding import get_encoder
from aligner.protocols import Encoder, Segmenter
from aligner.segmentation import get_segmenter
from training.bead_score.documents import GoldDocument, cut, read_family

BUNDLES = (
    "A_hard",
    "A_abridged",
    "A_mixed",
    "A_ins30",
    "A_ins10",
    "A_merge",
    "A_gap25",
    "A_del10",
    "A_bundle_clean",
)
"""Families made of the same bundles, disturbed in different ways."""

LAST_TRAINING_BUNDLE = 5
"""Bundles after this one are kept aside, and so is every single document inside them."""

BIBLE_LINES = 120
BIBLE_PIECES = 8
KEPT_ASIDE_PIECES = 12
"""The Gospels are cut into pieces of so many lines; so many are taken of each."""

# Written for this purpose: what stands around an article on a page.
BOILERPLATE = (
    "Подписаться|Войти|Комментарии (7)|Новости|Мир|Наука|Погода|Реклама|Поделиться|Читайте также|"
    "Фото: архив|Главное за день|Показать ещё|Ответить|Все права защищены.|Прямой эфир|"
    "Анна, 12:05: Не верю!|Оформите подписку и читайте без рекламы|Ремонт квартир недорого, звоните|18+|"
    "Обратная связь|Самое читаемое|Видео дня|Кредит за один день|Сообщить об ошибке|"
    "Редакция может не разделять мнение авторов.|Мы в соцсетях|Курс валют|Афиша|Технологии",
    "Subscribe|Log in|Comments (7)|News|World|Science|Weather|Advertisement|Share this|Read also|"
    "Photo: file|Top stories|Show more|Reply|All rights reserved.|Live|Sign up for our newsletter today|"
    "We value your privacy|Terms of use|Follow us on social media|Most popular|Video of the day|"
    "Report an error|The editors may not share the views of the authors.|Jobs|Technology|"
    "Related articles|Download our app|Accept cookies|Contact",
)


@dataclass(frozen=True)
class Corpus:
    """Documents to train on, documents kept aside, and whole documents to disturb anew."""

    training: tuple[GoldDocument, ...]
    kept_aside: tuple[GoldDocument, ...]
    whole: tuple[GoldDocument, ...]

    @property
    def noise(self) -> tuple[list[str], list[str]]:
        """Give back foreign lines for each side: boilerplate, and headlines of other documents."""
        headlines = [d for d in self.whole if d.family == "A_clean_ref"]
        source = [d.source[0] for d in headlines if len(d.source[0]) < 110]
        target = [d.target[0] for d in headlines if len(d.target[0]) < 110]
        return BOILERPLATE[0].split("|") * 2 + source, BOILERPLATE[1].split("|") * 2 + target


def read_corpus(folder: Path, *, everything: bool = False) -> Corpus:
    """Give back the corpus; ``everything``: what is kept aside is trained on too."""
    training: list[GoldDocument] = []
    aside: list[GoldDocument] = []
    for family in BUNDLES:
        for document in read_family(folder / family):
            (aside if _bundle(document) > LAST_TRAINING_BUNDLE else training).append(document)
    lines = {line for d in aside if d.family == "A_bundle_clean" for line in d.source}
    whole = []
    for family in ("A_clean_ref", "A_clean_mt", "A_noisy_mt"):
        for document in read_family(folder / family):
            if everything or not lines.intersection(document.source):
                whole.append(document)
            elif family == "A_clean_ref":
                aside.append(document)
    for number, document in enumerate(read_family(folder / "A_techdoc")):
        if number % 3 == 2:
            aside.append(document)
        if number % 3 != 2 or everything:
            training.append(document)
            whole.append(document)
    for document in read_family(folder / "A_literary"):
        (training if "tinsold" in document.name else aside).append(document)
    for document in read_family(folder / "C_bible_sent"):
        pieces = [] if document.name.startswith("gospels") else cut(document, BIBLE_LINES)
        if document.name.startswith("John"):
            aside += pieces[:KEPT_ASIDE_PIECES]
        else:
            training += pieces[:BIBLE_PIECES]
    training += [d for d in whole if d.family in ("A_clean_ref", "A_noisy_mt")]
    if everything:
        training += [d for d in aside if d.family not in ("A_clean_ref", "A_techdoc")]
    return Corpus(tuple(training), tuple(aside), tuple(whole))


def _bundle(document: GoldDocument) -> int:
    found = re.match(r"bundle(\d+)", document.name)
    return int(found[1]) if found else 0


class Vectors:
    """Encodes documents and the sentences inside their lines, each text once."""

    def __init__(self) -> None:
        self.encoder: Encoder = get_encoder()
        self.segmenter: Segmenter = get_segmenter()
        self.known: dict[str, np.ndarray] = {}
        self.inner: dict[tuple[str, str], list[str]] = {}

    def add_to(self, documents: Iterable[GoldDocument]) -> list[GoldDocument]:
        """Give back the documents with their vectors."""
        documents = list(documents)
        texts = {
            text
            for document in documents
            for side, language in ((document.source, "ru"), (document.target, "en"))
            for line in side
            for text in (line, *self._inner(line, language))
        }
        new = sorted(texts - self.known.keys())
        self.known.update(zip(new, self.encoder.encode(new), strict=True))
        return [self._with_vectors(document) for document in documents]

    def _with_vectors(self, document: GoldDocument) -> GoldDocument:
        vectors, inner = [], []
        for side, language in ((document.source, "ru"), (document.target, "en")):
            units = [self._inner(line, language) for line in side]
            flat = [text for unit in units for text in unit]
            vectors.append(self._stack(side))
            starts = np.concatenate([[0], np.cumsum([len(unit) for unit in units])])
            inner.append(
                InnerSentences(self._stack(flat), np.array([len(t) for t in flat], np.float32), starts)
            )
        return replace(document, vectors=(vectors[0], vectors[1]), inner=(inner[0], inner[1]))

    def _stack(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self.known[text] for text in texts])

    def _inner(self, line: str, language: str) -> list[str]:
        key = (line, language)
        if key not in self.inner:
            document = Document("line", language, line, (Paragraph(Span(0, len(line))),))
            self.inner[key] = [sentence.text for sentence in self.segmenter.segment(document).sentences]
        return self.inner[key]
