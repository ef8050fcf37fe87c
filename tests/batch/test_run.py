"""A batch: outputs, failures, and going on where an earlier run ended."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from aligner.batch import BatchOptions, BatchReport, Job, joint_parts, plan_joint, run_batch
from aligner.batch.executors import DIED, may_fork
from aligner.batch.run import TASK_JOBS, in_tasks
from aligner.config import WriteOptions
from aligner.errors import OptionError, OutputError
from tests.batch.texts import OTHER, contents, write_pairs

OPTIONS = BatchOptions(encoder="hashing", write=WriteOptions(columns=("source_document", "target_document")))


def jobs_in(folder: Path) -> list[Job]:
    return [
        Job(path.stem, str(path), str(folder / "en" / path.name), f"{path.stem}.ru", f"{path.stem}.en")
        for path in sorted((folder / "ru").iterdir())
    ]


def run(folder: Path, out: str = "out", options: BatchOptions = OPTIONS, **how: object) -> BatchReport:
    return run_batch(jobs_in(folder), folder / out, options, **how)  # type: ignore[arg-type]


def test_every_pair_gets_its_outputs_and_figures(tmp_path: Path) -> None:
    names = write_pairs(tmp_path, 5)
    report = run(tmp_path, options=replace(OPTIONS, formats=("tmx", "tsv")))
    assert [outcome.name for outcome in report.outcomes] == names
    assert not report.failures
    assert report.kept == 0
    files = {path.name for path in (tmp_path / "out").iterdir()} - {".aligner"}
    assert files == {"failures.tsv", *(f"{name}.{suffix}" for name in names for suffix in ("tmx", "tsv"))}
    for outcome in report.outcomes:
        assert (outcome.source_sentences, outcome.target_sentences) == (5, 5)
        assert outcome.verdict is not None
        assert outcome.mean_score is not None


def test_processes_change_no_byte(tmp_path: Path) -> None:
    write_pairs(tmp_path, 30)
    run(tmp_path, "one")
    report = run(tmp_path, "two", processes=2)
    assert not report.failures
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def test_workers_are_no_forks_beside_other_threads(tmp_path: Path) -> None:
    write_pairs(tmp_path, 8)
    end = threading.Event()
    bystander = threading.Thread(target=end.wait)
    bystander.start()
    try:
        assert not may_fork("hashing")
        report = run(tmp_path, processes=2)
    finally:
        end.set()
        bystander.join()
    assert (len(report.outcomes), report.failures) == (8, ())
    assert may_fork("hashing") == (sys.platform == "linux")
    assert not may_fork("labse")


def test_a_second_run_keeps_everything(tmp_path: Path) -> None:
    write_pairs(tmp_path, 20)
    first = run(tmp_path)
    times = {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.tsv") if path.stem != "failures"
    }
    second = run(tmp_path)
    assert (second.kept, second.outcomes) == (20, first.outcomes)
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_force_redoes_everything(tmp_path: Path) -> None:
    write_pairs(tmp_path, 3)
    run(tmp_path)
    before = contents(tmp_path / "out")
    assert run(tmp_path, force=True).kept == 0
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize(
    "spoilt", [b"", b"{", b"[]", b"null", b'{"outcome": {}, "checksum": ""}', "a digit changed"]
)
def test_a_spoilt_record_costs_its_pair_anew(tmp_path: Path, spoilt: bytes | str) -> None:
    write_pairs(tmp_path, 3)
    report = run(tmp_path)
    before = contents(tmp_path / "out")
    record = min((tmp_path / "out" / ".aligner" / "records").iterdir())
    digits = re.sub(rb'"source_sentences": 5', b'"source_sentences": 6', record.read_bytes())
    record.write_bytes(digits if isinstance(spoilt, str) else spoilt)
    again = run(tmp_path)
    assert (again.kept, again.outcomes) == (2, report.outcomes)
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("change", ["input", "output", "lost", "options"])
def test_what_has_changed_is_redone(tmp_path: Path, change: str) -> None:
    write_pairs(tmp_path, 40)
    run(tmp_path)
    options = OPTIONS
    if change == "input":
        path = tmp_path / "ru" / "007.txt"
        path.write_text(path.read_text("utf-8") + "\n\nЕщё одно предложение.\n", encoding="utf-8")
    elif change == "output":
        (tmp_path / "out" / "007.tsv").write_text("spoilt")
    elif change == "lost":
        (tmp_path / "out" / "007.tsv").unlink()
    else:
        options = replace(OPTIONS, write=replace(OPTIONS.write, nulls=True))
    report = run(tmp_path, options=options)
    assert report.kept == (0 if change == "options" else 39)
    run(tmp_path, "fresh", options)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_pair_that_comes_or_goes_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    write_pairs(tmp_path, 40)
    options = replace(OPTIONS, encoder="use-multilingual")
    jobs = jobs_in(tmp_path)
    run_batch([*jobs[:7], *jobs[8:]], tmp_path / "out", options)
    assert run_batch(jobs, tmp_path / "out", options, processes=2).kept == 39
    run(tmp_path, "fresh", options)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_what_a_pair_is_encoded_after_changes_no_byte(tmp_path: Path) -> None:
    write_pairs(tmp_path, 20)
    # JSON Lines hold the numbers in full.
    options = replace(OPTIONS, encoder="use-multilingual", formats=("jsonl",))
    run(tmp_path, "together", options)
    for job in reversed(jobs_in(tmp_path)):
        run_batch([job], tmp_path / "alone", options)
        together, alone = (tmp_path / out / f"{job.name}.jsonl" for out in ("together", "alone"))
        assert alone.read_bytes() == together.read_bytes()


def test_every_worker_gets_some_of_the_tasks(tmp_path: Path) -> None:
    write_pairs(tmp_path, 100)
    for workers in (1, 2, 20):
        tasks = in_tasks(jobs_in(tmp_path), workers)
        assert [number for task in tasks for number in task] == list(range(100))
        assert 3 * workers < len(tasks) <= 100
        assert max(map(len, tasks)) <= TASK_JOBS


def test_the_largest_documents_come_first(tmp_path: Path) -> None:
    names = write_pairs(tmp_path, 10)
    for name, size in (("004", 100_000), ("008", 200_000)):
        (tmp_path / "ru" / f"{name}.txt").write_text("x" * size)
    jobs = jobs_in(tmp_path)
    order = [jobs[number].name for task in in_tasks(jobs, 2) for number in task]
    assert order == ["008", "004", *(name for name in names if name not in ("004", "008"))]


TROUBLES = {
    "empty": ("000", b"", "000.txt"),
    "blank": ("001", b" \n", "001.txt"),
    "binary": ("002", b"\x7fELF" + bytes(range(256)), "002.txt"),
    "Russian": (
        "003",
        "Здесь всё по-русски, хотя должен быть английский перевод этого текста.".encode(),
        "003.txt",
    ),
}


def test_pairs_that_fail_are_named_and_stop_no_other(tmp_path: Path) -> None:
    write_pairs(tmp_path, 8)
    for name, data, _ in TROUBLES.values():
        (tmp_path / "en" / f"{name}.txt").write_bytes(data)
    (tmp_path / "en" / "004.txt").unlink()
    report = run(tmp_path)
    assert [outcome.name for outcome in report.failures] == ["000", "001", "002", "003", "004"]
    lines = (tmp_path / "out" / "failures.tsv").read_text("utf-8").splitlines()
    assert lines[0] == "name\tsource\ttarget\treason"
    assert [line.split("\t")[0] for line in lines[1:]] == ["000", "001", "002", "003", "004"]
    for line, (_, _, said) in zip(lines[1:], TROUBLES.values(), strict=False):
        assert said in line
    assert "no such file" in lines[5]
    assert {path.stem for path in (tmp_path / "out").glob("0*.tsv")} == {"005", "006", "007"}
    again = run(tmp_path)
    assert again.outcomes == report.outcomes
    assert again.kept == 8


def test_a_name_too_long_for_the_file_system_costs_one_pair(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    first, second = jobs_in(tmp_path)
    report = run_batch([replace(first, name="x" * 300), second], tmp_path / "out", OPTIONS)
    assert [outcome.name for outcome in report.failures] == ["x" * 300]
    assert (tmp_path / "out" / "001.tsv").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    jobs = jobs_in(tmp_path)
    (tmp_path / "ru" / "000.txt").unlink()
    os.mkfifo(tmp_path / "ru" / "000.txt")
    (failure,) = run_batch(jobs, tmp_path / "out", OPTIONS).failures
    assert failure.failure is not None
    assert "A batch takes files only" in failure.failure


def test_a_pair_that_has_come_to_fail_leaves_no_old_output(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    options = replace(OPTIONS, formats=("tsv", "moses"), joint=("tmx",))
    run(tmp_path, options=options)
    (tmp_path / "en" / "001.txt").write_text("")
    run(tmp_path, options=options)
    assert not [name for name in contents(tmp_path / "out") if "001" in name]
    (tmp_path / "en" / "001.txt").write_text("At last there is a text here.")
    assert not run(tmp_path, options=options).failures


def test_what_is_no_translation_fails_if_asked(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    (tmp_path / "en" / "001.txt").write_text(OTHER, encoding="utf-8")
    options = replace(OPTIONS, encoder="use-multilingual")
    relaxed = run(tmp_path, options=options)
    assert not relaxed.failures
    assert relaxed.outcomes[1].warning == "not a translation"
    strict = run(tmp_path, options=replace(options, require_translation=True))
    assert [(outcome.name, outcome.failure) for outcome in strict.failures] == [("001", "not a translation")]
    assert not (tmp_path / "out" / "001.tsv").exists()


def test_a_mistake_in_the_program_costs_one_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.batch import work

    write_pairs(tmp_path, 3)
    align = work.align_encoded

    def stumble(source: object, target: object, parts: object) -> object:
        if source.document.document.name == "001.ru":  # type: ignore[attr-defined]
            raise ZeroDivisionError("by zero")
        return align(source, target, parts)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "align_encoded", stumble)
    (failure,) = run(tmp_path).failures
    assert failure.name == "001"
    assert failure.failure is not None
    assert failure.failure.startswith("unexpected ZeroDivisionError: by zero (test_run.py:")
    monkeypatch.undo()
    assert not run(tmp_path).failures


def joint_of(folder: Path, *names: str) -> tuple[BatchOptions, list[Path]]:
    outputs = [plan_joint(str(folder / name)) for name in names]
    options = replace(OPTIONS, joint=joint_parts(outputs))
    run(folder, options=options, joint=outputs)
    return options, [folder / name for name in names]


def test_joint_outputs_hold_all_pairs_with_their_documents(tmp_path: Path) -> None:
    names = write_pairs(tmp_path, 12)
    (tmp_path / "en" / "003.txt").write_text("")
    names.remove("003")
    _, (tmx, tsv, jsonl, zipped) = joint_of(tmp_path, "all.tmx", "all.tsv", "all.jsonl", "all.tmx.gz")
    rows = [line.split("\t") for line in tsv.read_text("utf-8").splitlines()]
    assert rows[0][-2:] == ["source_document", "target_document"]
    assert list(dict.fromkeys(row[-2] for row in rows[1:])) == [f"{name}.ru" for name in names]
    own = [
        line
        for name in names
        for line in (tmp_path / "out" / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    ]
    assert own == tsv.read_text("utf-8").splitlines()[1:]
    units = ElementTree.parse(tmx).getroot().findall("./body/tu")
    assert len(units) == len(own)
    assert len({unit.get("tuid") for unit in units}) == len(units)
    assert gzip.decompress(zipped.read_bytes()) == tmx.read_bytes()
    records = [json.loads(line) for line in jsonl.read_text("utf-8").splitlines()]
    assert {record["source_document"] for record in records} == {f"{name}.ru" for name in names}


def test_a_joint_output_of_failures_only_is_valid_and_empty(tmp_path: Path) -> None:
    write_pairs(tmp_path, 1)
    (tmp_path / "en" / "000.txt").write_text("")
    _, (tmx, tsv) = joint_of(tmp_path, "all.tmx", "all.tsv")
    assert ElementTree.parse(tmx).getroot().findall("./body/tu") == []
    assert tsv.read_text("utf-8").count("\n") == 1


def test_a_joint_output_that_cannot_be_written_is_found_out_before_the_work(tmp_path: Path) -> None:
    write_pairs(tmp_path, 1)
    with pytest.raises(OutputError, match="there is no folder"):
        run(tmp_path, joint=[plan_joint(str(tmp_path / "none" / "all.tsv"))])
    assert not (tmp_path / "out" / "000.tsv").exists()


def test_metadata_goes_into_the_outputs(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    jobs = jobs_in(tmp_path)
    jobs[0] = replace(jobs[0], metadata=(("author", "А. Чехов"), ("year", "1887")))
    outputs = [plan_joint(str(tmp_path / name)) for name in ("all.tsv", "all.tmx")]
    run_batch(jobs, tmp_path / "out", replace(OPTIONS, joint=joint_parts(outputs)), joint=outputs)
    rows = [line.split("\t") for line in (tmp_path / "all.tsv").read_text("utf-8").splitlines()]
    assert rows[0][-4:] == ["source_document", "target_document", "author", "year"]
    assert rows[1][-3:] == ["000.en", "А. Чехов", "1887"]
    assert rows[-1][-3:] == ["001.en", "", ""]
    assert '<prop type="x-author">А. Чехов</prop>' in (tmp_path / "all.tmx").read_text("utf-8")


def test_metadata_named_like_a_column_does_not_hide_it(tmp_path: Path) -> None:
    write_pairs(tmp_path, 1)
    jobs = [replace(jobs_in(tmp_path)[0], metadata=(("score", "mine"), ("author", "me")))]
    joint = [plan_joint(str(tmp_path / "all.tsv"))]
    run_batch(jobs, tmp_path / "out", replace(OPTIONS, joint=("tsv",)), joint=joint)
    header = (tmp_path / "all.tsv").read_text("utf-8").splitlines()[0].split("\t")
    assert header[-2:] == ["metadata_score", "author"]
    assert len(set(header)) == len(header)


def test_parquet_holds_the_pairs_of_all(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow isn't installed (extra parquet)")
    write_pairs(tmp_path, 3)
    _, (parquet, tsv) = joint_of(tmp_path, "all.parquet", "all.tsv")
    table = pq.read_table(parquet)
    rows = [line.split("\t") for line in tsv.read_text("utf-8").splitlines()]
    assert table.column("source").to_pylist() == [row[2] for row in rows[1:]]
    assert table.column("source_document").to_pylist() == [row[-2] for row in rows[1:]]


def test_an_unknown_joint_format_is_an_error() -> None:
    with pytest.raises(OptionError, match=r"ends in \.tmx"):
        plan_joint("all.xls")


def test_outputs_that_would_clash_are_refused_before_the_work(tmp_path: Path) -> None:
    write_pairs(tmp_path, 2)
    first, second = jobs_in(tmp_path)
    with pytest.raises(OptionError, match="would be written to one file"):
        run_batch([first, replace(second, name="000")], tmp_path / "out", OPTIONS)
    tsv = replace(first, source=str(tmp_path / "out" / "000.tsv"))
    with pytest.raises(OptionError, match="is read by this run"):
        run_batch([tsv], tmp_path / "out", OPTIONS)
    with pytest.raises(OptionError, match="where pairs that fail are named"):
        run_batch([replace(first, name="failures")], tmp_path / "out", OPTIONS)
    with pytest.raises(OptionError, match=r"'000' would be written to 000\.tsv, where .* needs a folder"):
        run_batch([first, replace(second, name="000.tsv/001")], tmp_path / "out", OPTIONS)
    for name in ("000.tsv", "failures.tsv"):
        with pytest.raises(OptionError, match="would be written twice"):
            run_batch([first], tmp_path / "out", OPTIONS, joint=[plan_joint(str(tmp_path / "out" / name))])
    assert not (tmp_path / "out").exists()


def test_two_batches_do_not_write_into_one_folder(tmp_path: Path) -> None:
    from aligner.batch.state import alone_in

    pytest.importorskip("fcntl", reason="no locks on this system")
    write_pairs(tmp_path, 1)
    with alone_in(str(tmp_path / "out")), pytest.raises(OutputError, match="another batch"):
        run(tmp_path)
    assert not run(tmp_path).failures


KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from aligner.batch import work
from tests.batch.test_run import options_with_joint, run

align = work.align_encoded

def slowly(source, target, parts):
    time.sleep(0.02)
    return align(source, target, parts)

work.align_encoded = slowly
if __name__ == "__main__":
    folder = Path({folder!r})
    options, joint = options_with_joint(folder)
    run(folder, options=options, joint=joint, processes={processes})
"""


def options_with_joint(folder: Path) -> tuple[BatchOptions, list[object]]:
    joint = [plan_joint(str(folder / "out" / name)) for name in ("all.tmx", "all.tsv")]
    return replace(OPTIONS, joint=joint_parts(joint), encoder="use-multilingual"), [*joint]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_run_killed_at_any_moment_is_finished_by_the_next_byte_for_byte(
    tmp_path: Path, processes: int
) -> None:
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    for folder in (calm, killed):
        write_pairs(folder, 120)
        (folder / "en" / "005.txt").write_text("")
    options, joint = options_with_joint(calm)
    run(calm, options=options, joint=joint)
    script = tmp_path / "script.py"
    root = str(Path(__file__).parents[2])
    script.write_text(KILLED.format(root=root, folder=str(killed), processes=processes), encoding="utf-8")
    for progress in (5, 15, 40):  # killed when so many pairs are done
        process = subprocess.Popen([sys.executable, str(script)])
        records = killed / "out" / ".aligner" / "records"
        while process.poll() is None and len(list(records.glob("*.json"))) < progress:
            time.sleep(0.005)
        process.kill()
        process.wait()
    (killed / "out" / ".aligner-0123456789abcdef.tmp").write_text("left over")
    options, joint = options_with_joint(killed)
    report = run(killed, options=options, joint=joint)
    assert 0 < report.kept < 120
    assert contents(killed / "out") == contents(calm / "out")


LETHAL = """
import os, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from aligner.batch import executors, work
from tests.batch.test_run import OPTIONS, jobs_in

align = work.align_encoded

def die(source, target, parts):
    if source.document.document.name == "007.ru":
        os._exit(9)
    return align(source, target, parts)

work.align_encoded = die

if __name__ == "__main__":
    from aligner.batch import run_batch
    report = run_batch(jobs_in(Path({folder!r})), Path({folder!r}) / "out", OPTIONS, processes=2)
    print([(outcome.name, outcome.failure) for outcome in report.failures], len(report.outcomes))
"""


def test_a_pair_that_kills_its_process_is_found_and_costs_no_other(tmp_path: Path) -> None:
    write_pairs(tmp_path, 24)
    script = tmp_path / "lethal.py"
    root = str(Path(__file__).parents[2])
    script.write_text(LETHAL.format(root=root, folder=str(tmp_path)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, check=True, text=True, timeout=120
    )
    assert done.stdout.strip() == f"{[('007', DIED)]} 24"
    assert len(list((tmp_path / "out").glob("0*.tsv"))) == 23


def test_workers_end_with_the_batch(tmp_path: Path) -> None:
    if not os.path.isdir("/proc"):
        pytest.skip("no /proc on this system")
    write_pairs(tmp_path, 24)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    before = set(children.read_text().split())
    run(tmp_path, processes=2)
    assert set(children.read_text().split()) <= before
