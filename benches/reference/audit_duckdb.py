"""The audit an analyst would otherwise write in DuckDB: a subset of what `hearback audit` does.

    python audit_duckdb.py FOLDER [--threads N]

Every rule keeps the rows it found in a table of its own, as a user would want them; the counts are printed.
"""

import argparse
from pathlib import Path

import duckdb

# Working minutes before each day, and whether the day is worked: Monday to Friday, 09:00 to 18:00.
CALENDAR = """
    create temp table calendar as
    select day, worked, (sum(minutes) over (order by day) - minutes)::bigint as before
    from (select d::date as day, isodow(d) < 6 as worked, case when isodow(d) < 6 then 540 else 0 end as minutes
          from generate_series(timestamp '2023-12-01', timestamp '2027-01-01', interval 1 day) as g(d))
"""


def working_minutes(day, time):
    """SQL for the working minutes from the start of the calendar to a time on the joined day."""
    into_day = f"greatest(0, least(540, hour({time}) * 60 + minute({time}) - 540))"
    return f"({day}.before + case when {day}.worked then {into_day} else 0 end)"


# Limits in minutes from receipt: the response in elapsed time, the closure in working time.
COMPLAINTS = f"""
    create temp table complaints as
    select 投诉编号 as id, 投诉类别, 严重程度, 受理机构, 经办人, 办结时间 as closed,
           (epoch_us(首次响应时间) - epoch_us(受理时间)) // 60000000 as response,
           {working_minutes("close_day", "办结时间")} - {working_minutes("open_day", "受理时间")} as closure,
           case 严重程度 when '一般' then 1440 when '重要' then 240 else 60 end as response_limit,
           case 严重程度 when '一般' then 5400 when '重要' then 2700 else 1080 end as closure_limit
    from read_csv($1)
    left join calendar as open_day on open_day.day = 受理时间::date
    left join calendar as close_day on close_day.day = 办结时间::date
"""

VISITS = """
    create temp table visits as
    select 投诉编号 as id, 回访时间 as visited, 回访人员 as visitor from read_csv($1)
"""

# `rowid` tells rows with the same number apart. It is not the row of the file: on several threads the joins lose it.
RULES = {
    "late_response": "select rowid, id from complaints where response > response_limit",
    "no_response": "select rowid, id from complaints where response is null",
    "late_closure": "select rowid, id from complaints where closure > closure_limit",
    "not_closed": "select rowid, id from complaints where closed is null",
    "duplicate_id": "select id, count(*) as times from complaints group by id having count(*) > 1",
    "missing_callback": "select rowid, id from complaints anti join visits using (id) where closed is not null",
    "late_callback": """
        select complaints.rowid, id
        from (select id, min(visited) as first_visit from visits group by id) join complaints using (id)
        where first_visit > closed + interval 7 day""",
    "own_callback": """
        select visits.rowid, visits.id from visits join complaints on visits.id = complaints.id
        where visits.visitor = complaints.经办人""",
}

GROUPS = """
    select 受理机构, 投诉类别, count(*), count(closed) / count(*), median(response), quantile_cont(response, 0.9)
    from complaints group by 1, 2 order by 1, 2
"""


def main():
    parser = argparse.ArgumentParser(description="Audit complaints.csv and visits.csv with DuckDB.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()

    db = duckdb.connect()
    db.execute(f"set threads = {args.threads}")
    db.execute(CALENDAR)
    db.execute(COMPLAINTS, [str(args.folder / "complaints.csv")])
    db.execute(VISITS, [str(args.folder / "visits.csv")])
    for rule, query in RULES.items():
        db.execute(f"create temp table {rule} as {query}")
        print(rule, db.execute(f"select count(*) from {rule}").fetchone()[0])
    print("groups", len(db.execute(GROUPS).fetchall()))


if __name__ == "__main__":
    main()
