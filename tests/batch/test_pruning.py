"""What earlier runs into the folder left of pairs that this one hasn't got."""

from dataclasses import replace
from pathlib import Path

from aligner.batch import Job, run_batch
from aligner.batch.outcome import Outcome, digest_of
from aligner.batch.state import remember
from tests.batch.test_run import OPTIONS, jobs_in, run
from tests.batch.texts import write_pairs


def test_what_pairs_that_are_gone_wrote_is_removed_only_when_asked_and_unchanged(tmp_path: Path) -> None:
    write_pairs(tmp_path, 4)
    run(tmp_path)
    for name in ("001", "002"):
        (tmp_path / "ru" / f"{name}.txt").unlink()
    (tmp_path / "out" / "002.tsv").write_text("mine now")
    assert run(tmp_path).pruned == 0
    assert len(list((tmp_path / "out").glob("00*"))) == 4
    assert run_batch(jobs_in(tmp_path), tmp_path / "out", OPTIONS, prune_gone=True).pruned == 2
    assert {path.name for path in (tmp_path / "out").glob("00*")} == {"000.tsv", "002.tsv", "003.tsv"}
    assert (tmp_path / "out" / "002.tsv").read_text() == "mine now"


def test_pruning_spares_what_the_run_reads_and_what_lies_elsewhere(tmp_path: Path) -> None:
    write_pairs(tmp_path, 1)
    run(tmp_path, options=replace(OPTIONS, formats=("moses",)))
    records = tmp_path / "out" / ".aligner" / "records"
    elsewhere = tmp_path / "mine.txt"
    elsewhere.write_text("mine")
    for place in (str(elsewhere), "../mine.txt"):
        gone = Outcome("gone", "a", "b", outputs=((place, digest_of(elsewhere)),))
        remember(str(tmp_path / "out"), f"gone{len(place)}", gone)
    read = [tmp_path / "out" / f"000.{side}" for side in ("ru", "en")]
    job = Job("again", str(read[0]), str(read[1]), "000.ru", "000.en")
    assert run_batch([job], tmp_path / "out", OPTIONS, prune_gone=True).pruned == 3
    assert elsewhere.read_text() == "mine"
    assert all(path.exists() for path in read)
    assert len(list(records.iterdir())) == 1


def test_a_part_of_the_pairs_leaves_the_others_done(tmp_path: Path) -> None:
    write_pairs(tmp_path, 4)
    run(tmp_path)
    assert run_batch(jobs_in(tmp_path)[:1], tmp_path / "out", OPTIONS).kept == 1
    assert run(tmp_path).kept == 4


def test_another_format_leaves_the_outputs_of_the_first(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    run(tmp_path)
    run(tmp_path, options=replace(OPTIONS, formats=("tmx",)))
    assert {path.name for path in (tmp_path / "out").glob("00*")} == {
        "000.tsv", "001.tsv", "000.tmx", "001.tmx",
    }  # fmt: skip
