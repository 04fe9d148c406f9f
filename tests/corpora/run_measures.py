#!/usr/bin/env python3
"""The sample couples: the measures say what was planted, and nothing where nothing was.

Usage: run_measures.py PATH-OF-EBB
"""
import json
import pathlib
import subprocess
import sys

CORPORA = pathlib.Path(__file__).resolve().parents[2] / "corpora"
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}")


def analysis(path, *options):
    done = subprocess.run([sys.argv[1], "analyze", path, "--tz", "UTC", "-q", "-f", "json", "-o", "-", *options],
                          capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def marked(found):
    """(measure, key, name) of every claim that is marked."""
    return {(measure["id"], claim["key"], found["partners"][claim["partner"]]["name"] if claim["partner"] >= 0 else "")
            for measure in found["measures"] for claim in measure["claims"] if claim["marked"]}


def main():
    drift = marked(analysis(CORPORA / "drift" / "WhatsApp Chat - Doug.zip"))
    check(("M17", "reading_absence", "Doug") in drift, f"drift: Doug's answers do not read as absence: {drift}")
    check(not any(name == "Marnie" for measure, _, name in drift if measure in ("M15", "M17", "M18")),
          f"drift: something of Marnie's is marked: {drift}")
    push = marked(analysis(CORPORA / "demand-withdraw" / "WhatsApp Chat with Marcus.txt"))
    check(("M17", "reading_deflection", "Marcus") in push, f"demand-withdraw: Marcus does not read as deflection: {push}")
    for couple, file in (("ordinary", "WhatsApp Chat with Karthik.txt"), ("moved-in", "WhatsApp Chat - Eli.zip")):
        found = marked(analysis(CORPORA / couple / file))
        check(not found, f"{couple}: nothing was planted, and marked is {found}")
    truth = json.loads((CORPORA / "repaired" / "truth.json").read_text(encoding="utf-8"))
    bad, mended = "2024-04-01..2024-06-10", "2024-06-10..2024-10-14"
    rows = analysis(CORPORA / "repaired" / "result.json", "--compare", f"{bad},{mended}")["comparison"]["rows"]
    fell = [row["partner"] for row in rows if row["measure"] == "M1" and row["before"]["key"] == "distance"
            and row["change"]["shown"] and row["change"]["high"] < 0]
    check(fell, f"repaired: distance does not fall from {bad} to {mended} (phases {truth['phases']}): "
                f"{[row for row in rows if row['before']['key'] == 'distance']}")
    print(f"{len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
