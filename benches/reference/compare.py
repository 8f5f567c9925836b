"""Time hearback and the DuckDB script in turn over the same exports: wall seconds and peak resident memory.

    python compare.py FOLDER [--small FOLDER] [--hearback BINARY] [--rounds N] [--threads N]

Each run is a whole process, start-up included. Unix only (os.wait4). Exit code: 0 measured, whatever the numbers;
1 a run failed; 2 wrong usage.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
BINARY = HERE.parents[1] / "target" / "release" / "hearback"
SMALL_ROWS = 100_000
START_UP_ROUNDS = 20

# The target, at most: the first two as a share of DuckDB's, the last two in seconds.
WALL_RATIO, MEMORY_RATIO = 0.4, 0.5
SMALL_SECONDS, START_UP_SECONDS = 0.150, 0.010

# ru_maxrss is in bytes on macOS and in KiB elsewhere. On Linux a child also inherits the peak of this process (some
# 16 MiB), so nothing below that shows; this driver stays small and must not import duckdb or load data.
PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


class Run(NamedTuple):
    seconds: float
    mib: float


class Command(NamedTuple):
    name: str
    words: list
    success: tuple
    output: Path = None  # a file the run must have written


class Failed(Exception):
    pass


def run(command):
    """Run the command to its end, and return what it took."""
    if command.output:
        command.output.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as stderr:
        start = time.perf_counter()
        child = subprocess.Popen(
            command.words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in command.success:
            stderr.seek(0)
            said = stderr.read().decode(errors="replace").strip()
            raise Failed(f"{command.name}: exit code {child.returncode}\n{said[-4000:]}")
    if command.output and not (command.output.is_file() and command.output.stat().st_size):
        raise Failed(f"{command.name}: exit code {child.returncode}, but nothing written to -o")
    return Run(seconds, usage.ru_maxrss / PER_MIB)


def in_turn(commands, rounds):
    """A B A B … after one warm-up each; the runs of each command, round by round."""
    for command in commands:
        run(command)
    return list(zip(*([run(command) for command in commands] for _ in range(rounds))))


def audit_command(binary, data, output):
    words = [str(binary), "audit", "--as-of", "2026-03-31", "--lang", "en", "-o", str(output)]
    words += ["--complaints", str(data / "complaints.csv"), "--visits", str(data / "visits.csv")]
    return Command("hearback audit", words, success=(0, 1), output=output)  # 1: findings, as expected


def count_rows(path):
    """Lines below the header; the reference files have no record over several lines."""
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


def describe(data):
    complaints, visits = (count_rows(data / name) for name in ("complaints.csv", "visits.csv"))
    return f"{complaints:,} complaints, {visits:,} visits"


def is_data(folder):
    return all((folder / name).is_file() for name in ("complaints.csv", "visits.csv"))


def print_row(label, values, digits):
    print(f"  {label:<26}" + "".join(f"{f(values):>11.{digits}f}" for f in (min, median, max)))


def print_runs(name, runs):
    print_row(f"{name}, s", [r.seconds for r in runs], 3)
    print_row(f"{name}, MiB", [r.mib for r in runs], 1)


def print_target(label, value, limit, digits):
    verdict = "met" if value <= limit else "MISSED"
    print(f"  {label:<26}{value:>11.{digits}f}   target {limit:.{digits}f}: {verdict}")


def use_cores(count):
    """Hold this process and its children to so many cores (Linux), and tell thread pools elsewhere."""
    os.environ["POLARS_MAX_THREADS"] = os.environ["RAYON_NUM_THREADS"] = str(count)
    if hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))
        if len(allowed) < count:
            print(f"warning: {count} threads on {len(allowed)} cores", file=sys.stderr)
        os.sched_setaffinity(0, allowed[:count])


def compare(args, scratch):
    small = args.small or scratch / "small"
    if not is_data(small):
        words = [sys.executable, str(HERE / "generate.py"), str(SMALL_ROWS), str(small)]
        run(Command("generate.py", words, success=(0,)))

    ours = audit_command(args.hearback, args.data, scratch / "audit.txt")
    script = [sys.executable, str(HERE / "audit_duckdb.py"), str(args.data), "--threads", str(args.threads)]
    peer = Command("audit_duckdb.py", script, success=(0,))
    version = Command("hearback --version", [str(args.hearback), "--version"], success=(0,))

    print(f"{describe(args.data)}; {args.threads} threads, {args.rounds} rounds")
    print(f"  {'':<26}{'min':>11}{'median':>11}{'max':>11}")
    hearback, duckdb = in_turn([ours, peer], args.rounds)
    print_runs("hearback", hearback)
    print_runs("duckdb", duckdb)
    pairs = list(zip(hearback, duckdb))
    wall = [h.seconds / d.seconds for h, d in pairs]
    memory = [h.mib / d.mib for h, d in pairs]
    print_row("wall, hearback/duckdb", wall, 3)
    print_row("memory, hearback/duckdb", memory, 3)

    print(f"{describe(small)}")
    (small_runs,) = in_turn([audit_command(args.hearback, small, scratch / "small.txt")], args.rounds)
    print_runs("hearback", small_runs)

    print(f"start-up, {START_UP_ROUNDS} rounds")
    (starts,) = in_turn([version], START_UP_ROUNDS)
    print_row("hearback --version, s", [r.seconds for r in starts], 4)

    print("medians against the target")
    print_target("wall, hearback/duckdb", median(wall), WALL_RATIO, 3)
    print_target("memory, hearback/duckdb", median(memory), MEMORY_RATIO, 3)
    print_target("small run, s", median(r.seconds for r in small_runs), SMALL_SECONDS, 3)
    print_target("start-up, s", median(r.seconds for r in starts), START_UP_SECONDS, 4)


def main():
    parser = argparse.ArgumentParser(description="Compare hearback with the DuckDB script.")
    parser.add_argument("data", type=Path, help="folder with complaints.csv and visits.csv from generate.py")
    parser.add_argument("--small", type=Path, help="folder of 100k rows; made if missing (default: a temporary one)")
    parser.add_argument("--hearback", type=Path, default=BINARY, help="default: target/release/hearback")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    args.data, args.hearback = args.data.resolve(), args.hearback.resolve()
    args.small = args.small and args.small.resolve()
    if args.rounds < 1 or args.threads < 1:
        parser.error("rounds and threads must be at least 1")
    if not is_data(args.data):
        parser.error(f"no complaints.csv and visits.csv in {args.data}; make them with generate.py")
    if not os.access(args.hearback, os.X_OK):
        parser.error(f"no program at {args.hearback}; build it with cargo build --release")

    use_cores(args.threads)
    start = os.getcwd()
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)  # no hearback.toml of a project is picked up here
        try:
            compare(args, Path(scratch))
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 1
        finally:
            os.chdir(start)
    return 0


if __name__ == "__main__":
    sys.exit(main())
