#!/usr/bin/env python3
"""The sample couples: the measures say what was planted, and nothing where nothing was.

What must be marked, what a figure must say and what may be marked beside it stand in each couple's
truth.json (readings, figures, may_be_marked_beside). Whatever else is marked is a failure: of the
partner for whom nothing was planted, and in the couples in which nothing was.

Usage: run_measures.py PATH-OF-EBB [FOLDER-OF-COUPLES]
"""
import json
import operator
import pathlib
import subprocess
import sys

CORPORA = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[2] / "corpora"
SIGNS = {">": operator.gt, "<": operator.lt}
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}")


def analysis(path, *options):
    done = subprocess.run([sys.argv[1], "analyze", path, "--tz", "UTC", "-q", "-f", "json", "-o", "-", *options],
                          capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def names(found):
    return [partner["name"] for partner in found["partners"]]


def marked(found):
    """(measure, claim, sender) of every claim that is marked; no sender: of the two."""
    return {(measure["id"], claim["key"], names(found)[claim["partner"]] if claim["partner"] >= 0 else "")
            for measure in found["measures"] for claim in measure["claims"] if claim["marked"]}


def fits(claim, named):
    """Keys of drift say its shape as well: drift_words_step, drift_words_gradual."""
    return (claim[0] == named["measure"] and claim[2] == named["sender"]
            and (claim[1] == named["claim"] or claim[1].startswith(named["claim"] + "_")))


def figure(found, wanted):
    """The value of a figure of one side or of the two; None if it is not shown."""
    measure = next(measure for measure in found["measures"] if measure["id"] == wanted["measure"])
    sender = wanted["sender"]
    figures = measure["partners"][names(found).index(sender)] if sender else measure["pair"]
    return next(each["value"] if each["shown"] else None for each in figures if each["key"] == wanted["figure"])


def says_what_was_planted(name, truth, found):
    claims = marked(found)
    for reading in truth["readings"]:
        check(any(fits(claim, reading) for claim in claims), f"{name}: not marked: {reading}; marked: {sorted(claims)}")
    for wanted in truth["figures"]:
        value = figure(found, wanted)
        check(value is not None and SIGNS[wanted["is"]](value, wanted["than"]), f"{name}: {value}, not as planted: {wanted}")
    expected = truth["readings"] + truth["may_be_marked_beside"]
    for claim in sorted(claims):
        check(any(fits(claim, each) for each in expected), f"{name}: marked, and not planted: {claim}")


def bad_stretch_mended():
    truth = json.loads((CORPORA / "repaired" / "truth.json").read_text(encoding="utf-8"))
    bad, mended, end = "2024-03-04", "2024-06-10", "2024-12-23"
    rows = analysis(CORPORA / "repaired" / "result.json", "--compare", f"{bad}..{mended},{mended}..{end}")["comparison"]["rows"]
    def changes(key):
        return [row["change"] for row in rows if row["measure"] == "M1" and row["before"]["key"] == key and row["change"]["shown"]]

    check(any(change["low"] > 0 for change in changes("repair")), f"repaired: attempts to mend do not rise from {bad} to {mended}")
    fell = [row["partner"] for row in rows if row["measure"] == "M1" and row["before"]["key"] == "distance"
            and row["change"]["shown"] and row["change"]["high"] < 0]
    check(fell, f"repaired: distance does not fall from {bad} to {mended} (phases {truth['phases']}): "
                f"{[row for row in rows if row['before']['key'] == 'distance']}")


def periods_keep_who_is_who():
    """In a period the other may be the first to write; under pseudonyms an exchange would go unseen."""
    for export, day in (("repaired/chat.txt", "2024-06-01"), ("moved-in/chat.txt", "2024-06-01"), ("drift/chat.csv", "2024-06-01")):
        named = analysis(CORPORA / export, "--compare", day)["comparison"]["rows"]
        masked = analysis(CORPORA / export, "--compare", day, "--pseudonyms")["comparison"]["rows"]
        check(named and [row["change"] for row in named] == [row["change"] for row in masked],
              f"{export}: what --compare {day} says hangs on --pseudonyms")


def two_periods_of_a_drift():
    """What slipped over the whole chat (M15) stands lower in its second half."""
    truth = json.loads((CORPORA / "drift" / "truth.json").read_text(encoding="utf-8"))
    found = analysis(CORPORA / "drift" / "chat.csv", "--compare", "2024-07-08")
    fell = {(row["before"]["key"], names(found)[row["partner"]]) for row in found["comparison"]["rows"]
            if row["measure"] == "M15" and row["change"]["shown"] and row["change"]["high"] < 0}
    for planted in truth["figures"]:
        level = planted["figure"].replace("_slope", "_level")
        check((level, planted["sender"]) in fell, f"drift: {level} of {planted['sender']} is not lower in the second half: {fell}")


def topics(found):
    measure = next(measure for measure in found["measures"] if measure["id"] == "M13")
    return measure, [episode for episode in measure["episodes"] if episode["kind"] == "topic"]


def topic_settled_elsewhere():
    """A reader says that the topic was settled in person: what comes later is another topic."""
    export = CORPORA / "milestone" / "chat.jsonl"
    _, before = topics(analysis(export))
    day = "2024-06-01"
    first = max((episode for episode in before if episode["begin"] < day < episode["end"]), key=lambda episode: episode["turns"])
    measure, after = topics(analysis(export, "--solved", f"{first['shown'][0]['message_id']}={day}"))
    settled = [episode for episode in after if "settled" in episode["tag"]]
    check(len(settled) == 1 and settled[0]["begin"] == first["begin"], f"milestone: settled: {settled}")
    check(settled and settled[0]["turns"] < first["turns"], "milestone: a settled topic goes on as before")
    check("settled because you said so" in measure["note"], f"milestone: {measure['note']}")


def main():
    couples = sorted(path.parent for path in CORPORA.glob("*/truth.json"))
    check(len(couples) >= 6, "fewer than six couples")
    for couple in couples:
        truth = json.loads((couple / "truth.json").read_text(encoding="utf-8"))
        check(bool(truth["planted"]) == bool(truth["figures"]), f"{couple.name}: planted, but no figure is asked for")
        for export in truth["exports"]:
            says_what_was_planted(f"{couple.name}/{export['file']}", truth, analysis(couple / export["file"]))
    bad_stretch_mended()
    periods_keep_who_is_who()
    two_periods_of_a_drift()
    topic_settled_elsewhere()
    print(f"{len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
