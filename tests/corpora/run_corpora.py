#!/usr/bin/env python3
"""The sample chats: made again they are the same, they are read as their truth says, and what was planted shows.

Usage: run_corpora.py PATH-OF-EBB
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPORA = ROOT / "corpora"
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}")


def ebb(*arguments):
    done = subprocess.run([sys.argv[1], *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
    check(done.returncode == 0, f"ebb {arguments[0]} {arguments[1]}: exit {done.returncode}: {done.stderr[:300]}")
    return json.loads(done.stdout) if done.returncode == 0 else None


def content(path):
    """Bytes, or what is packed: two versions of zlib can pack the same text differently."""
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def made_again_the_same(couples):
    with tempfile.TemporaryDirectory() as folder:
        again = pathlib.Path(folder)
        subprocess.run([sys.executable, ROOT / "scripts" / "make-corpora", "--into", again], check=True)
        check(sorted(path.name for path in again.iterdir()) == [couple.name for couple in couples],
              "the folders of corpora/ are not those of the banks")
        for couple in couples:
            names = sorted(path.name for path in couple.iterdir())
            check(names == sorted(path.name for path in (again / couple.name).iterdir()), f"{couple.name}: other files")
            for name in names:
                check(content(couple / name) == content(again / couple.name / name),
                      f"{couple.name}/{name} is not what scripts/make-corpora writes")


def read_as_written(couple, truth, export):
    name = f"{couple.name}/{export['file']}"
    seen = ebb("inspect", couple / export["file"], "--json")
    if seen is None:
        return
    for key in ("messages", "notices"):
        check(seen[key] == export[key], f"{name}: {key} {seen[key]}, not {export[key]}")
    check(seen["skipped"] == 0, f"{name}: {seen['skipped']} skipped")
    check(sorted(seen["senders"]) == truth["senders"], f"{name}: senders {seen['senders']}")
    for conversation in seen["conversations"]:
        check(conversation["capabilities"]["dated"] and conversation["capabilities"]["both_sides"],
              f"{name}: no times or one side, by what is said of its format")
    for key in ("first", "last"):
        check(seen[key][:16] == export[key][:16], f"{name}: {key} {seen[key]}, not {export[key]}")


def rate(analysis, sender, category, weeks):
    flagged = messages = 0
    for week in analysis["weeks"]:
        if week["label"] in weeks:
            rates = week["partners"][sender]["rates"][category]
            flagged += rates["flagged"] + rates["flagged_low"]
            messages += rates["messages"]
    return flagged / messages if messages else 0.0


def pattern_shows(couple, truth, export):
    analysis = ebb("analyze", couple / export["file"], "--tz", "UTC", "--format", "json", "-o", "-", "-q")
    if analysis is None:
        return
    partners = [partner["name"] for partner in analysis["partners"]]
    for expected in truth["expectations"]:
        sender = partners.index(expected["sender"])
        inside = rate(analysis, sender, expected["category"], expected["weeks"])
        outside = rate(analysis, sender, expected["category"], expected["against"])
        what = f"{couple.name}/{export['file']}: {expected['sender']}, {expected['category']}"
        print(f"{what}: {100 * inside:.2f} in 100 where planted, {100 * outside:.2f} elsewhere")
        check(inside > 0 and inside >= expected["at_least"] * outside,
              f"{what}: {100 * inside:.2f} in 100, less than {expected['at_least']} times {100 * outside:.2f}")


def stays_quiet(couple, truth, export):
    """Where nothing is planted, little may be flagged: withdrawal, shutdown and avoidance in 100 messages."""
    limit = truth["distance_at_most"]
    if limit is None:
        return
    analysis = ebb("analyze", couple / export["file"], "--tz", "UTC", "--format", "json", "-o", "-", "-q")
    for partner in analysis["partners"] if analysis else []:
        seen = 100 * partner["distance"]["flagged"] / partner["distance"]["messages"]
        print(f"{couple.name}/{export['file']}: {partner['name']}, {seen:.2f} in 100 though nothing is planted")
        check(seen <= limit, f"{couple.name}/{export['file']}: {partner['name']}, {seen:.2f} in 100 flagged")


def planted_as_listed(couple, truth):
    """The truth agrees with itself: sums, order, and senders that exist."""
    planted = truth["planted"]
    counts = sum(sum(by_category.values()) for by_category in truth["planted_counts"].values())
    check(counts == len(planted), f"{couple.name}: planted_counts do not add up")
    check(sum(truth["by_sender"].values()) == truth["messages"], f"{couple.name}: by_sender does not add up")
    check(all(entry["sender"] in truth["senders"] for entry in planted), f"{couple.name}: an unknown sender")
    check([entry["message"] for entry in planted] == sorted(entry["message"] for entry in planted),
          f"{couple.name}: planted is not in order")


def main():
    couples = sorted(path.parent for path in CORPORA.glob("*/truth.json"))
    check(len(couples) >= 4, "fewer than four couples")
    made_again_the_same(couples)
    for couple in couples:
        truth = json.loads((couple / "truth.json").read_text(encoding="utf-8"))
        planted_as_listed(couple, truth)
        for export in truth["exports"]:
            read_as_written(couple, truth, export)
            pattern_shows(couple, truth, export)
            stays_quiet(couple, truth, export)
    print(f"{len(couples)} couples, {len(failures)} failed checks")
    sys.exit(1 if failures else 0)


main()
