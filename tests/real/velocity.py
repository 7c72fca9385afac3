"""The days from opening to decision that kam reports against the company's own file and the figures published beside it.

    velocity.py KAM FOLDER       with KAM_DB set to a database that holds the pipeline; FOLDER: of the CSV files

Prints a line for each figure that differs, and a count.
"""

import csv
import datetime
import io
import json
import statistics
import subprocess
import sys

SPELT = {"GTXPro": "GTX Pro"}
DIMENSIONS = {
    "owner": lambda row: row["sales_agent"],
    "product": lambda row: SPELT.get(row["product"], row["product"]),
    "account": lambda row: row["account"],
    "closed_on.quarter": lambda row: f"{row['close_date'][:4]}-Q{(int(row['close_date'][5:7]) + 2) // 3}",
}


def report(binary, *words):
    command = [binary, "report", "velocity", "--period", "all", *words, "--csv"]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return list(csv.DictReader(io.StringIO(answer.stdout.decode("utf-8"))))


def days_of(row):
    opened, closed = (datetime.date.fromisoformat(row[name]) for name in ("engage_date", "close_date"))
    return (closed - opened).days


def fits(text, number):
    # two decimals, half away from zero where they are even
    return text != "" and abs(float(text) - number) <= 0.005000001


def main():
    binary, folder = sys.argv[1:]
    with open(f"{folder}/sales_pipeline.csv", encoding="utf-8") as file:
        decided = [row for row in csv.DictReader(file) if row["deal_stage"] in ("Won", "Lost")]
    with open(f"{folder}/TRUTH.json", encoding="utf-8") as file:
        published = json.load(file)["sales_cycle_days"]["value"]
    wrong = compared = 0
    for line in report(binary):
        want = published[line["outcome"].capitalize()]
        got = {"min": line["shortest"], "max": line["longest"], "mean": line["mean"], "median": line["median"]}
        for name, text in got.items():
            compared += 1
            if not fits(text, want[name]):
                wrong += 1
                print(f"{line['outcome']} {name}: {text}, published {want[name]}")
    for field, key in DIMENSIONS.items():
        lines = {line["name"]: line for line in report(binary, "--section", "lines", "--by", field)}
        for name in {key(row) for row in decided}:
            for outcome in ("won", "lost"):
                days = [days_of(row) for row in decided if key(row) == name and row["deal_stage"].lower() == outcome]
                line = lines[name]
                compared += 1
                if (int(line[outcome]) != len(days) or not fits(line[f"{outcome}_mean"], statistics.mean(days))
                        or not fits(line[f"{outcome}_median"], statistics.median(days))):
                    wrong += 1
                    print(f"{field} {name} {outcome}: {line}, wanted {statistics.mean(days)} {statistics.median(days)}")
    print(f"{compared} figures compared, {wrong} wrong")
    return 1 if wrong else 0


sys.exit(main())
