"""Each file of the nasty CSV corpora through `kam account import`: refused with file and line, or every cell as it is.

    nasty_csv.py KAM CORPUS VERDICTS MAP

VERDICTS (nasty_csv_verdicts.tsv) says for each file whether kam reads it, and where kam differs from its authors. What
a file that is read must give is found here by Python's csv module, not by kam: blank rows skipped, surplus empty cells
dropped, empty header cells named by their number. Prints a line for each file that is otherwise, and a count.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

GUARDED = re.compile(r"^'*[=+\-@\t\r]")
FIGURE = re.compile(r"^[+-]?[0-9][0-9 ().-]*$")


# Read as CSV, but a header that holds a control character makes no tag.
NO_TAG = ("control_byte_header.csv", "delim_0x1f.csv")


def decode(data):
    for bom, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return data.decode(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def delimiter_of(text):
    """The most frequent of , ; TAB outside quotes in the first line that is not blank; a comma wins a draw."""
    line = next((line for line in text.split("\n") if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", line)
    return max(",;\t", key=lambda mark: (bare.count(mark), -",;\t".index(mark)))


def plain(cell):
    """What an import makes of a cell: Excel's ="…" unwrapped, one guard of ours taken off."""
    wrapped = re.fullmatch(r'="((?:[^"]|"")*)"', cell)
    if wrapped:
        return wrapped.group(1).replace('""', '"')
    if cell.startswith("'") and GUARDED.match(cell[1:]) and not FIGURE.match(cell[1:]):
        return cell[1:]
    return cell


def wanted_rows(data):
    text = decode(data)
    mark = re.match(r"sep=(.)\r?\n", text)
    if mark:
        text = text[mark.end():]
    delimiter = mark.group(1) if mark else delimiter_of(text)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            if any(cell.strip(" \t") for cell in row)]
    if not rows:
        return []
    header = rows[0]
    while header and not header[-1].strip(" \t") and all(len(row) < len(header) for row in rows[1:]) and rows[1:]:
        header = header[:-1]
    names = [name.strip(" \t") or str(place) for place, name in enumerate(header, 1)]
    return [{name: plain(cell) for name, cell in zip(names, row) if plain(cell) != ""} for row in rows[1:]]


class Kam:
    def __init__(self, binary, folder):
        self.binary = binary
        self.environment = dict(os.environ, KAM_DB=os.path.join(folder, "kam.db"))

    def run(self, *words):
        return subprocess.run([self.binary, *words], env=self.environment, capture_output=True, timeout=60)

    def fresh(self):
        if os.path.exists(self.environment["KAM_DB"]):
            os.remove(self.environment["KAM_DB"])
        assert self.run("init").returncode == 0

    def rows(self):
        answer = self.run("account", "list", "--json")
        assert answer.returncode == 0, answer.stderr
        rows = json.loads(answer.stdout)
        return [{key[4:]: value for key, value in row.items() if key.startswith("tag.") and value is not None}
                for row in rows], [row["name"] for row in rows]


def check(kam, path, verdict, line, map_file):
    kam.fresh()
    answer = kam.run("account", "import", path, "--map", map_file)
    said = answer.stderr.decode("utf-8", "replace")
    rows, names = kam.rows()
    if verdict == "refused":
        if answer.returncode != 65:
            return f"status {answer.returncode}, wanted 65: {said}"
        if rows:
            return f"{len(rows)} rows were kept of a refused file"
        if f"{path}:{line}" not in said and f"{path}: " not in said:
            return f"no file and line {line} in: {said}"
        return None
    with open(path, "rb") as file:
        wanted = wanted_rows(file.read())
    if os.path.basename(path) in NO_TAG:
        return None if answer.returncode == 65 and f"{path}: " in said and not rows else f"taken: {said}"
    if answer.returncode != 0:
        return f"status {answer.returncode}: {said}"
    if names != [f"row {place}" for place in range(1, len(wanted) + 1)]:
        return f"{len(names)} rows, wanted {len(wanted)}: {names[:3]}"
    for place, (got, want) in enumerate(zip(rows, wanted), 1):
        if got != want:
            keys = sorted(key for key in set(got) | set(want) if got.get(key) != want.get(key))
            return f"row {place}: {[(key, got.get(key), want.get(key)) for key in keys[:3]]}"
    return None


def main():
    binary, corpus, verdicts, map_file = sys.argv[1:]
    failed = checked = 0
    with tempfile.TemporaryDirectory() as folder, open(verdicts, encoding="utf-8") as table:
        kam = Kam(binary, folder)
        next(table)
        for row in table:
            name, verdict, line = row.rstrip("\n").split("\t")[:3]
            problem = check(kam, os.path.join(corpus, name), verdict, line, map_file)
            checked += 1
            if problem:
                failed += 1
                print(f"{name}: {problem}")
    print(f"{checked} files, {failed} otherwise than they should be")
    return 1 if failed or checked != 258 else 0


sys.exit(main())
