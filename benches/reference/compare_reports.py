"""Time what reports take on top of the audit they tell: wall seconds, ratio and peak resident memory.

    python compare_reports.py FOLDER [--hearback BINARY] [--rounds N]

Two audits are the measure: the bare one, which lists twenty findings, and the one that lists all findings as CSV.
Each run is a whole process, start-up included. Exit code: 0 measured, whatever the numbers; 1 a run failed.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from compare import BINARY, Command, Failed, in_turn

FORMATS = ["html", "md", "docx", "xlsx"]
# What writing may take at most, as a share of the audit.
TARGETS = {"html": 0.2, "md": 0.2, "xlsx": 1.5}


def command(name, words, binary, data, output):
    inputs = ["--complaints", str(data / "complaints.csv"), "--visits", str(data / "visits.csv")]
    words = [str(binary), *words, "--as-of", "2026-03-31", "--lang", "en", "-o", str(output), *inputs]
    return Command(name, words, success=(0, 1), output=output)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hearback", type=Path, default=BINARY)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        commands = [
            command("audit", ["audit"], options.hearback, options.folder, output / "audit.txt"),
            command("audit, all findings", ["audit", "--format", "csv"], options.hearback, options.folder, output / "audit.csv"),
        ]
        for form in FORMATS:
            commands.append(command(form, ["report", "-q"], options.hearback, options.folder, output / f"report.{form}"))
        try:
            measured = in_turn(commands, options.rounds)
        except Failed as failed:
            print(failed, file=sys.stderr)
            return 1
        sizes = [each.output.stat().st_size / 2**20 for each in commands]
        findings = sum(1 for _ in (output / "audit.csv").open("rb")) - 1
    seconds = [median(run.seconds for run in runs) for runs in measured]
    bare, listing = seconds[:2]
    print(f"about {findings:,} findings (lines of the CSV)")
    print(f"{'':22} {'seconds':>8} {'on top':>8} {'of audit':>9} {'of listing':>11} {'target':>7} {'MiB':>7} {'file MiB':>9}")
    for each, runs, spent, size in zip(commands, measured, seconds, sizes):
        on_top = spent - bare
        target = TARGETS.get(each.name)
        shown = f"{target:.1f}" if target else ""
        mib = median(run.mib for run in runs)
        print(
            f"{each.name:22} {spent:8.2f} {on_top:8.2f} {on_top / bare:9.2f} {on_top / listing:11.2f} {shown:>7} {mib:7.0f} {size:9.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
