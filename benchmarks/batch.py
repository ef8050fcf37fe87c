"""Batches: what they cost beside the bare encoder, over processes, and going on after kill -9.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.batch --texts FOLDER [FOLDER ...] [--sizes 10 100 1000]
    OPENBLAS_NUM_THREADS=1 python -m benchmarks.batch --texts FOLDER [FOLDER ...] --kill
    OPENBLAS_NUM_THREADS=1 python -m benchmarks.batch --memory 100 1000 5000

FOLDERs hold NAME.ru.txt and NAME.en.txt. Documents for the scaling table are those texts, again and
again, each time with its number in front, so that no two are the same. "Of it encoding" is what the
bare encoder takes for the same sentences, in one process and in one go. CPU time counts, since a
busy machine stretches all others: "longest" is that of the parent and the busiest worker, which is
what a run takes where each has a core; wall time beside it.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from aligner.config import ReadOptions
from aligner.embedding import get_encoder
from aligner.reading import read
from aligner.segmentation import get_segmenter

WORDS = (
    (
        "Мэр Врач Учитель Повар Судья Рыбак Слесарь Поэт",
        "Mayor Doctor Teacher Cook Judge Fisherman Locksmith Poet",
    ),
    (
        "открыл купил продал видел любит чинит рисует ищет",
        "opened bought sold saw loves repairs paints seeks",
    ),
    (
        "мост дом сад замок корабль колокол город завод",
        "bridge house garden castle ship bell city factory",
    ),
    (
        "весной летом осенью зимой утром днём вечером ночью",
        "in-spring in-summer in-autumn in-winter at-dawn at-noon at-dusk at-night",
    ),
)
"""What the sentences of the memory table are made of: ever new ones, but of the same few words."""

COMMAND = (sys.executable, "-m", "aligner", "batch")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--memory", type=int, nargs="+", help="peak memory for so many small pairs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.memory:
            print("| pairs | MB without joint output | MB with four | joint outputs, MB |")
            for size in arguments.memory:
                print(memory(size, Path(folder) / str(size)), flush=True)
            return
        if arguments.kill:
            print(json.dumps(killed(arguments.texts, Path(folder)), indent=2))
            return
        heads = [
            f"{number} process{'es' if number > 1 else ''}: CPU-s | of it encoding | longest | wall s"
            for number in arguments.processes
        ]
        print(f"| documents | sentences | {' | '.join(heads)} |")
        for size in arguments.sizes:
            print(row(arguments.texts, size, arguments.processes, Path(folder) / str(size)), flush=True)


def row(texts: Sequence[Path], size: int, processes: Sequence[int], folder: Path) -> str:
    """Give back a row of the scaling table."""
    write_documents(texts, size, folder)
    sentences, seconds = bare(folder)
    cells = [f"{size}", f"{sentences}"]
    for number in processes:
        began = time.perf_counter()
        parent, workers = run(folder, folder / f"out{number}", "-j", str(number))
        spent = parent + sum(workers)
        cells += [f"{spent:.1f}", f"{seconds / spent:.0%}", f"{parent + max(workers, default=0):.1f}"]
        cells.append(f"{time.perf_counter() - began:.1f}")
    return f"| {' | '.join(cells)} |"


def write_documents(texts: Sequence[Path], size: int, folder: Path) -> None:
    sources = [path for place in texts for path in sorted(place.glob("*.ru.txt"))]
    for language in ("ru", "en"):
        (folder / language).mkdir(parents=True)
    for number in count():
        if number == size:
            return
        source = sources[number % len(sources)]
        for language in ("ru", "en"):
            path = source.with_name(source.name.replace(".ru.txt", f".{language}.txt"))
            text = f"№ {number}\n\n{path.read_text(encoding='utf-8')}"
            (folder / language / f"{number:05}.txt").write_text(text, encoding="utf-8")


def bare(folder: Path) -> tuple[int, float]:
    """Give back how many sentences there are, and how long encoding them takes, loading included."""
    segment = get_segmenter("rules").segment
    texts = [
        sentence.text
        for language in ("ru", "en")
        for path in sorted((folder / language).iterdir())
        for sentence in segment(read(path, ReadOptions(language))).sentences
    ]
    # Sentences that stand in several documents are encoded each time, as a batch must.
    seen: set[str] = set()
    distinct = []
    for number, text in enumerate(texts):
        distinct.append(f"{text} {number}" if text in seen else text)
        seen.add(text)
    began = time.process_time()
    get_encoder().encode(distinct)
    return len(texts), time.process_time() - began


def run(folder: Path, out: Path, *options: str) -> tuple[float, list[float]]:
    """Give back the CPU seconds of a batch's own process and of each of its workers (Linux)."""
    process = subprocess.Popen(
        [*COMMAND, str(folder / "ru"), str(folder / "en"), "-o", str(out), "--quiet", "--no-check", *options],
        stderr=subprocess.DEVNULL,
    )
    used: dict[int, float] = {}
    while process.poll() is None:
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                fields = (place / "stat").read_text().rsplit(")", 1)[1].split()
                if process.pid in (int(place.name), int(fields[1])):
                    ticks = int(fields[11]) + int(fields[12])
                    used[int(place.name)] = ticks / os.sysconf("SC_CLK_TCK")
        time.sleep(0.02)
    return used.pop(process.pid), list(used.values())


def memory(size: int, folder: Path) -> str:
    """Give back a row of the memory table: peaks of runs in one process, joint outputs of four formats."""
    generator = random.Random(1)
    for number in range(size):
        chosen = [[generator.randrange(8) for _ in WORDS] for _ in range(8)]
        for side, language in enumerate(("ru", "en")):
            lines = (
                " ".join(words[side].split()[place] for words, place in zip(WORDS, places, strict=True))
                for places in chosen
            )
            path = folder / language / f"{number:05}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(".\n\n".join(lines) + ".\n", encoding="utf-8")
    paths = [folder / f"all.{suffix}" for suffix in ("tmx", "tsv", "jsonl", "parquet")]
    joint = [part for path in paths for part in ("--joint", str(path))]
    cells = []
    for out, options in (("own", []), ("joint", joint)):
        command = [*COMMAND, str(folder / "ru"), str(folder / "en"), "-o", str(folder / out), "-q", "-j", "1"]
        process = subprocess.Popen([*command, *options])
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"the run with {size} pairs failed")
        cells.append(f"{used.ru_maxrss / 1024:.0f}")
    written = sum(path.stat().st_size for path in paths) / 2**20
    return f"| {size} | {' | '.join(cells)} | {written:.1f} |"


def killed(texts: Sequence[Path], folder: Path) -> dict[str, object]:
    """Give back whether a batch killed again and again gives the bytes of one left alone."""
    sources = {path for place in texts for path in place.glob("*.ru.txt")}
    rows = [
        f"{path}\t{str(path).replace('.ru.txt', '.en.txt')}\t{path.parent.name}/{path.name[:-7]}"
        for path in sorted(sources)
    ]
    manifest = folder / "pairs.tsv"
    manifest.write_text("\n".join(["source\ttarget\tname", *rows, ""]), encoding="utf-8")
    options = ["--manifest", str(manifest), "--format", "tmx", "--quiet", "-j", "2"]

    def command(out: str) -> list[str]:
        joint = [part for name in ("all.tmx", "all.jsonl") for part in ("--joint", str(folder / out / name))]
        return [*COMMAND, *options, "-o", str(folder / out), *joint]

    began = time.perf_counter()
    subprocess.run(command("calm"), check=False)
    calm = time.perf_counter() - began
    generator = random.Random(1)
    kills = 0
    while True:
        process = subprocess.Popen(command("killed"), start_new_session=True, stderr=subprocess.DEVNULL)
        try:
            process.wait(1.0 + generator.random() * calm / 4 + kills / 4)
            break
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
    one, other = contents(folder / "calm"), contents(folder / "killed")
    return {
        "pairs": len(rows),
        "seconds undisturbed": round(calm, 1),
        "kills": kills,
        "exit code": process.returncode,
        "files": len(one),
        "files that differ": sorted(
            name for name in one.keys() | other.keys() if one.get(name) != other.get(name)
        ),
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> dict[str, list[str]]:
    """Give back the files that differ, with the first lines that do."""
    found = {}
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            sides = [side.get(name, b"").decode().splitlines() for side in (one, other)]
            found[name] = next(
                ([mine, theirs] for mine, theirs in zip(*sides, strict=False) if mine != theirs), []
            )
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
