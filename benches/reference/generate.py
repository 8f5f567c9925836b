"""Write complaints.csv and visits.csv of any size; the same size always gives the same bytes.

    python generate.py ROWS FOLDER

ROWS is the number of complaints (5000000 is the reference work). About 84 % of them get one visit.
"""

import argparse
from pathlib import Path

import duckdb

CHANNELS = ["电话", "微信", "邮件", "现场", "12345转办"]
CATEGORIES = ["服务态度", "产品质量", "收费争议", "处理时效", "信息泄露", "售后保障"]
SEVERITIES = ["一般", "重要", "紧急"]
CITIES = ["上海", "北京", "广州", "深圳", "成都", "武汉", "杭州", "西安"]
METHODS = ["电话", "短信", "上门"]
OUTCOMES = ["接通", "无人接听", "拒访"]
RATINGS = ["满意", "比较满意", "基本满意", "不满意"]


def pick(values, skew=1):
    """SQL for one of the values; a skew above 1 favours the first ones."""
    return f"{values}[1 + floor(pow(random(), {skew}) * {len(values)})::int]"


def numbered(prefix, number, width):
    """SQL for an identifier: the prefix and a zero-padded number."""
    return f"'{prefix}' || lpad(({number})::bigint::varchar, {width}, '0')"


def later(than, seconds):
    """SQL for a time some seconds after another one."""
    return f"{than} + to_seconds(({seconds})::bigint)"


def sometimes(share, value):
    """SQL for the value in this share of the rows, else null."""
    return f"case when random() < {share} then {value} end"


def select(columns, source):
    listed = ",\n".join(f'{sql} as "{name}"' for name, sql in columns.items())
    return f"select {listed} from {source}"


def complaints(rows):
    received = later("timestamp '2024-01-01'", "random() * 600 * 86400")
    columns = {
        "投诉编号": numbered("TS", "i", 9),
        "客户编号": numbered("C", f"random() * {rows} * 0.7", 8),
        "联系电话": numbered("13", "random() * 999999999", 9),
        "投诉渠道": pick(CHANNELS),
        "投诉类别": pick(CATEGORIES),
        "严重程度": pick(SEVERITIES, skew=2),
        "受理机构": pick(CITIES) + " || '分公司'",
        "经办人": numbered("坐席", "floor(random() * 400)", 3),
        "受理时间": "received",
        # Products of random numbers: most answers are quick, a long tail is late.
        "首次响应时间": sometimes(0.97, later("received", "60 + random() * random() * random() * 400000")),
        "办结时间": sometimes(0.93, later("received", "3600 + random() * random() * 2000000")),
        "备注": "''",
    }
    return select(columns, f"(select i, {received} as received from range({rows}) as r(i))")


def visits():
    columns = {
        "回访编号": numbered("HF", "row_number() over ()", 9),
        "投诉编号": "投诉编号",
        "客户编号": "客户编号",
        "回访时间": later("办结时间", "600 + random() * random() * 1500000"),
        "回访方式": pick(METHODS),
        "回访人员": numbered("坐席", "floor(random() * 400)", 3),
        "回访结果": pick(OUTCOMES, skew=3),
        "满意度": pick(RATINGS, skew=2),
    }
    return select(columns, "complaints where 办结时间 is not null and random() < 0.9")


def main():
    parser = argparse.ArgumentParser(description="Write reference complaints.csv and visits.csv.")
    parser.add_argument("rows", type=int, help="number of complaints, e.g. 5000000")
    parser.add_argument("folder", type=Path, help="where to write; made if missing")
    args = parser.parse_args()
    if args.rows < 1:
        parser.error("rows must be at least 1")
    args.folder.mkdir(parents=True, exist_ok=True)

    db = duckdb.connect()
    db.execute("set threads = 1")  # several threads would draw the random numbers in any order
    db.execute("select setseed(0.42)")
    for table, query in {"complaints": complaints(args.rows), "visits": visits()}.items():
        db.execute(f"create table {table} as {query}")
        path = args.folder / f"{table}.csv"
        db.table(table).write_csv(str(path), timestamp_format="%Y-%m-%d %H:%M:%S")
        count = db.execute(f"select count(*) from {table}").fetchone()[0]
        print(f"{path}: {count} rows")


if __name__ == "__main__":
    main()
