"""Time hearback, calamine's own streaming reader, python-calamine and openpyxl in turn over one workbook.

    python compare_workbook.py [FILE.xlsx] [--rows N] [--hearback BINARY] [--stream BINARY] [--rounds N]

Without FILE a workbook of N complaints (500000) with 12 columns is made: ids, words, real dates, numbers. Each run is
a whole process that reads every cell; hearback's also recognises, converts and accounts for every row. The slow peers
run once. Unix only (os.wait4). Exit code: 0 measured, whatever the numbers; 1 a run failed; 2 wrong usage.
"""

import argparse
import random
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from compare import BINARY, Command, Failed, in_turn, run

STREAM = BINARY.parent / "examples" / "stream_workbook"
COLUMNS = "投诉编号 客户编号 联系电话 投诉渠道 投诉类别 严重程度 受理机构 经办人 受理时间 首次响应时间 办结时间 补偿金额".split()
WORDS = [["电话", "微信", "邮件", "现场"], ["服务态度", "产品质量", "收费争议"], ["一般", "重要", "紧急"], ["上海", "北京", "广州"]]

PYTHON_CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
print(sum(1 for _ in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows()))
"""
OPENPYXL = """
import sys
from openpyxl import load_workbook
print(sum(1 for _ in load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True)))
"""


def make(path, rows):
    """Write the workbook; the same number of rows always gives the same cells."""
    import xlsxwriter

    random.seed(1)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet("投诉台账")
    sheet.write_row(0, 0, COLUMNS)
    for row in range(1, rows + 1):
        received = datetime(2024, 1, 1) + timedelta(seconds=random.randrange(600 * 86400))
        sheet.write_string(row, 0, f"TS{row:09}")
        sheet.write_string(row, 1, f"C{random.randrange(rows):08}")
        sheet.write_string(row, 2, f"13{random.randrange(10**9):09}")
        for column, words in enumerate(WORDS, 3):
            sheet.write_string(row, column, random.choice(words))
        sheet.write_string(row, 7, f"坐席{random.randrange(400):03}")
        sheet.write_datetime(row, 8, received, moment)
        sheet.write_datetime(row, 9, received + timedelta(seconds=random.randrange(90000)), moment)
        if random.random() < 0.93:
            sheet.write_datetime(row, 10, received + timedelta(seconds=random.randrange(2000000)), moment)
        sheet.write_number(row, 11, random.randrange(100000) / 100)
    book.close()


def show(name, runs, base):
    seconds, mib = median(r.seconds for r in runs), max(r.mib for r in runs)
    print(f"  {name:<26}{seconds:>9.2f} s{mib:>9.0f} MiB{seconds / base:>9.2f}")


def main():
    parser = argparse.ArgumentParser(description="Compare readers of one workbook.")
    parser.add_argument("file", type=Path, nargs="?", help="an xlsx complaints export; made if missing")
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--hearback", type=Path, default=BINARY, help="default: target/release/hearback")
    parser.add_argument("--stream", type=Path, default=STREAM, help="default: target/release/examples/stream_workbook")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        book = args.file and args.file.resolve()
        if not book:
            book = Path(scratch) / "complaints.xlsx"
            make(book, args.rows)
        page = Path(scratch) / "page.json"
        words = [str(args.hearback.resolve()), "inspect", str(book), "--format", "json", "-o", str(page)]
        hearback = Command("hearback inspect", words, success=(0,), output=page)
        stream = Command("calamine streaming", [str(args.stream.resolve()), str(book)], success=(0,))
        slow = [
            Command(name, [sys.executable, "-c", script, str(book)], success=(0,))
            for name, script in (("python-calamine", PYTHON_CALAMINE), ("openpyxl", OPENPYXL))
        ]
        try:
            ours, theirs = in_turn([hearback, stream], args.rounds)
            rest = [(command.name, [run(command)]) for command in slow]
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 1
        base = median(r.seconds for r in theirs)
        print(f"{book.stat().st_size / 2**20:.0f} MiB; seconds, peak memory, seconds / calamine streaming (target 1.1)")
        for name, runs in [("hearback inspect", ours), ("calamine streaming", theirs), *rest]:
            show(name, runs, base)
    return 0


if __name__ == "__main__":
    sys.exit(main())
