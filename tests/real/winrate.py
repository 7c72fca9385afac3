"""The win rates that kam reports against the figures published beside the data (TRUTH.json).

    winrate.py KAM TRUTH.json       with KAM_DB set to a database that holds the pipeline

Prints a line for each figure that differs, and a count.
"""

import csv
import io
import json
import subprocess
import sys

DIMENSIONS = {
    "by_agent": "owner",
    "by_manager": "owner.manager",
    "by_region": "owner.region",
    "by_product_raw": "product",
    "by_sector": "account.industry",
    "by_account": "account",
}
# Spelt otherwise in the file than in the database: by the maps.
SPELT = {"GTXPro": "GTX Pro", "technolgy": "technology"}


def report(binary, *words):
    answer = subprocess.run([binary, "report", *words, "--csv"], capture_output=True, check=True, timeout=60)
    return list(csv.DictReader(io.StringIO(answer.stdout.decode("utf-8"))))


def main():
    binary, truth_file = sys.argv[1:]
    with open(truth_file, encoding="utf-8") as file:
        truth = json.load(file)
    wrong = compared = 0
    for name, field in DIMENSIONS.items():
        wanted = {SPELT.get(key, key): value for key, value in truth[name]["value"].items()}
        lines = {line["name"]: line for line in report(binary, "winrate", "--period", "all", "--by", field)}
        if set(lines) != set(wanted):
            wrong += 1
            print(f"{name}: other lines: {sorted(set(lines) ^ set(wanted))[:5]}")
        for key in set(lines) & set(wanted):
            line, want = lines[key], wanted[key]
            got = (int(line["won"]), int(line["lost"]), line["rate"], float(line["won_value"]), float(line["mean_won"]))
            fit = (want["won"], want["lost"], f"{want['win_rate'] * 100:.2f}", want["won_value"], want["avg_won"])
            # win_rate has six decimals: two of a percent cannot be told from them in the last place.
            same = got[:2] == fit[:2] and got[3:] == fit[3:] and abs(float(got[2]) - want["win_rate"] * 100) < 0.00505
            compared += 1
            if not same:
                wrong += 1
                print(f"{name} {key}: {got}, wanted {fit}")
    quarters = {line["name"]: line for line in report(binary, "winrate", "--period", "all", "--by", "closed_on.quarter")}
    for quarter, (won, lost, _) in truth["win_rate_by_close_quarter"]["value"].items():
        line = quarters[f"{quarter[:4]}-{quarter[4:]}"]
        compared += 1
        if (int(line["won"]), int(line["lost"])) != (won, lost):
            wrong += 1
            print(f"{quarter}: {line['won']} {line['lost']}, wanted {won} {lost}")
    print(f"{compared} lines compared, {wrong} wrong")
    return 1 if wrong else 0


sys.exit(main())
