"""Scores worked out anew from a company's own files, with fractions, and compared line by line with what kam explains.

score.py DAY INVOICES BIDS EXPLAINED LISTED: the day, CSV files of account, issued, due, paid, amount (dates ISO) and of
account, stage, value ("-": there are none), and what kam account score --explain and score print as CSV.
"""

import csv
import sys
from collections import defaultdict
from datetime import date
from fractions import Fraction

WEIGHTS = {"value": 40, "loyalty": 20, "growth": 20, "soundness": 20}
INPUTS = {
    "value": ["revenue"],
    "loyalty": ["tenure", "months", "nps"],
    "growth": ["change", "pipeline"],
    "soundness": ["overdue", "late", "risks"],
}
LESS_IS_BETTER = {"overdue", "late", "risks"}


def months_before(day, months):
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, day.day)


def day_of(text):
    return date.fromisoformat(text) if text else None


def mean(figures):
    return sum(figures, Fraction(0)) / len(figures)


def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def facts_of(today, invoices, bids):
    """By account and input: the raw figure; None where it is not known."""
    facts = defaultdict(dict)
    by_account = defaultdict(list)
    for row in invoices:
        by_account[row["account"]].append(
            (day_of(row["issued"]), day_of(row["due"]), day_of(row["paid"]), Fraction(row["amount"]))
        )
    for account, bills in by_account.items():
        bills = [bill for bill in bills if bill[0] <= today]
        recent = [bill for bill in bills if bill[0] > months_before(today, 12)]
        former = [bill for bill in bills if months_before(today, 24) < bill[0] <= months_before(today, 12)]
        before = sum(bill[3] for bill in former)
        lates = [max(0, (paid - due).days) for _, due, paid, _ in recent if paid and due]
        owed = [(due, amount) for _, due, paid, amount in bills if not paid]
        fact = facts[account]
        fact["revenue"] = sum((bill[3] for bill in recent), Fraction(0))
        fact["tenure"] = (today - min(bill[0] for bill in bills)).days
        fact["months"] = sum(
            any(months_before(today, back + 1) < bill[0] <= months_before(today, back) for bill in recent)
            for back in range(12)
        )
        fact["change"] = 100 * (fact["revenue"] - before) / before if before > 0 else None
        fact["late"] = Fraction(sum(lates), len(lates)) if lates else None
        total = sum(amount for _, amount in owed)
        fact["overdue"] = (
            100 * sum(amount for due, amount in owed if due and due < today) / total if total > 0 else None
        )
        fact["nps"] = fact["risks"] = None
        # open bids of these files have no value
        fact["pipeline"] = Fraction(0) if bids else None
    return facts


def points_of(facts):
    """By account and input: (place, among, points). Counted pair by pair, as the definition has it."""
    points = defaultdict(dict)
    for names in INPUTS.values():
        for name in names:
            figures = {account: fact[name] for account, fact in facts.items() if fact[name] is not None}
            if name not in LESS_IS_BETTER:
                figures = {account: -figure for account, figure in figures.items()}
            for account, figure in figures.items():
                better = sum(other < figure for other in figures.values())
                alike = sum(other == figure for other in figures.values())
                worse = len(figures) - better - alike
                points[account][name] = (
                    better + Fraction(alike + 1, 2),
                    len(figures),
                    100 * (worse + Fraction(alike, 2)) / len(figures),
                )
    return points


def near(text, figure):
    return text == "" if figure is None else text != "" and abs(Fraction(text) - figure) <= Fraction(1, 10000)


def main():
    today = date.fromisoformat(sys.argv[1])
    facts = facts_of(today, read(sys.argv[2]), [] if sys.argv[3] == "-" else read(sys.argv[3]))
    points = points_of(facts)
    explained, listed = defaultdict(dict), {row["name"]: row for row in read(sys.argv[5])}
    for row in read(sys.argv[4]):
        explained[row["name"]][row["what"], row["input"]] = row
    compared, wrong = 0, []

    def check(account, what, right):
        nonlocal compared
        compared += 1
        if not right:
            wrong.append(f"{account} {what}")

    check("all", "accounts", set(explained) == set(facts) == set(listed))
    for account, fact in facts.items():
        total, weight = Fraction(0), 0
        for dimension, names in INPUTS.items():
            for name in names:
                row = explained[account][dimension, name]
                place = points[account].get(name, (None, None, None))
                check(account, name, near(row["amount"], fact[name]) and near(row["place"], place[0])
                      and near(row["among"], place[1]) and near(row["points"], place[2])
                      and (row["result"] == "missing") == (fact[name] is None))
            present = [points[account][name][2] for name in names if name in points[account]]
            figure = mean(present) if present else None
            row = explained[account][dimension, ""]
            check(account, dimension, near(row["points"], figure) and int(row["weight"]) == WEIGHTS[dimension])
            if present:
                total += figure * WEIGHTS[dimension]
                weight += WEIGHTS[dimension]
        exact = total / weight
        score = int(exact + Fraction(1, 2))
        tier = "key" if score >= 80 else "major" if score >= 60 else "standard" if score >= 30 else "tail"
        row = explained[account]["score", ""]
        check(account, "score", near(row["points"], exact) and row["result"] == str(score) and row["weight"] == str(weight))
        check(account, "tier", explained[account]["tier", ""]["result"] == tier)
        check(account, "list", listed[account]["score"] == str(score) and listed[account]["tier"] == tier)
    print(f"{len(facts)} accounts, {compared} lines compared, {len(wrong)} wrong", *wrong[:20], sep="\n" if wrong else "")


main()
