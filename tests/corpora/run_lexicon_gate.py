#!/usr/bin/env python3
"""What no rule may be: without examples, failing one of them, or mostly wrong on the tuning half of corpora/labelled.

Rules alone are judged, without the decision layer, which was trained on the same text. The test half is
not read. With a folder as second argument the rules of that folder are judged instead of the built-in ones.

Usage: run_lexicon_gate.py PATH-OF-EBB [LEXICON-FOLDER]
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEST_HALF = {2, 5, 9, 12, 15, 19}
LEAST_JUDGED = 10
LEAST_PRECISION = 0.60
failures = []


def fail(what):
    failures.append(what)
    print(f"FAILED: {what}")


def ebb(*arguments):
    return subprocess.run([sys.argv[1], *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")


def tuning_half():
    files = sorted((ROOT / "corpora" / "labelled").glob("chats-*.jsonl"), key=lambda f: int(f.stem.split("-")[1]))
    return [f for f in files if int(f.stem.split("-")[1]) not in TEST_HALF]


def check_examples(own):
    done = ebb("lexicon", "check", *own)
    if done.returncode != 0:
        fail(f"ebb lexicon check: exit {done.returncode}\n{done.stderr[:2000]}")
    rules = json.loads(ebb("lexicon", "list", "--json", *(["--lexicon", own[-1], own[0]] if own else [])).stdout)["rules"]
    learned = {f"words-{rule['category']}" for rule in rules}
    for rule in rules:
        if rule["id"] not in learned and not (rule["yes"] and rule["no"]):
            fail(f"{rule['file']}:{rule['line']}: {rule['id']} has no `yes` or no `no` example")
    return rules


def check_precision(own):
    files = tuning_half()
    options = ["--lexicon", own[-1], own[0]] if own else []
    done = ebb("lexicon", "stats", "--rules-only", "--json", *options, *files)
    if done.returncode != 0:
        fail(f"ebb lexicon stats: exit {done.returncode}: {done.stderr[:500]}")
        return
    stats = json.loads(done.stdout)
    if len(files) < 17 or stats["scored"] < 10000:
        fail(f"only {stats['scored']} labelled messages in {len(files)} files: is the tuning half all there?")
    for rule in stats["rules"]:
        if rule["judged"] >= LEAST_JUDGED and rule["precision"] < LEAST_PRECISION:
            fail(f"{rule['file']}:{rule['line']}: {rule['rule']} is right in {rule['right']} of {rule['judged']} "
                 f"messages of the tuning half ({rule['precision']:.2f}); at least {LEAST_PRECISION} are asked for. "
                 "Narrow it (`unless`, `near`, `edge`, a gate) or drop forms")


own = ["--only-lexicon", sys.argv[2]] if len(sys.argv) > 2 else []
if check_examples(own):
    check_precision(own)
print(f"{len(failures)} failed")
sys.exit(1 if failures else 0)
