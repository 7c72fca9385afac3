"""Compares reports of kam with TRUTH.json: leads.py TRUTH.json, the reports' CSV files being in this folder."""
import csv
import json
import sys

truth = json.load(open(sys.argv[1], encoding="utf-8"))
compared = wrong = 0


def rows(path, column):
    with open(path, encoding="utf-8", newline="") as file:
        return {row[column]: (int(row["leads"]), int(row["converted"]), row["rate"]) for row in csv.DictReader(file)}


def want(by):
    """What was published, nothing chosen being one thing, however it was written."""
    sums = {}
    for name, figures in truth[by]["value"].items():
        name = "" if name in ("(empty)", "Select") else name
        leads, converted = sums.get(name, (0, 0))
        sums[name] = (leads + figures["leads"], converted + figures["converted"])
    return {name: (leads, converted, "%.2f" % (100 * converted / leads)) for name, (leads, converted) in sums.items()}


def compare(what, got, wanted):
    global compared, wrong
    for name in got.keys() | wanted.keys():
        compared += 1
        if got.get(name) != wanted.get(name):
            wrong += 1
            print("%s, %r: %s instead of %s" % (what, name, got.get(name), wanted.get(name)))


compare("sources", rows("sources.csv", "source"), want("by_source_raw"))
compare("leads by source", rows("by_source.csv", "name"), want("by_source_raw"))
for by, tag in (("by_tags", "Tags"), ("by_lead_origin", "Lead Origin"), ("by_last_activity", "Last Activity"),
                ("by_lead_quality", "Lead Quality"), ("by_last_notable_activity", "Last Notable Activity"),
                ("by_city", "City"), ("by_specialization", "Specialization"), ("by_country", "Country"),
                ("by_do_not_email", "Do Not Email"),
                ("by_what_is_your_current_occupation", "What is your current occupation")):
    compare(tag, rows("tag.%s.csv" % tag, "name"), want(by))
print("%d lines compared, %d wrong" % (compared, wrong))
sys.exit(wrong > 0)
