#!/usr/bin/env python3
"""explain, --suppress, lexicon diff and lexicon stats, as a person uses them."""
import csv
import io
import json
import pathlib

from program import ROOT, chat, check, ebb, finish, workplace

CORPORA = ROOT / "corpora"


def answer(*arguments, **more):
    done = ebb(*arguments, **more)
    check(done.returncode == 0, f"{' '.join(map(str, arguments))}: exit {done.returncode} {done.stderr[:300]}")
    return done.stdout.decode()


def explained(*arguments):
    return json.loads(answer("explain", *arguments, "--json"))["shown"]


def agrees_with_the_report(path):
    """Whatever the format: each flag of the report is explained in the same way."""
    report = json.loads(answer("analyze", path, "--tz", "UTC", "--date-order", "dmy", "-f", "json", "--evidence", "5000"))
    shown = {m["message_id"]: m for m in explained(path, "--tz", "UTC", "--date-order", "dmy")}
    check(shown, f"{path}: nothing is explained")
    for flag in report["flags"]:
        message = shown.get(flag["message_id"])
        if message is None:
            check(False, f"{path}: {flag['message_id']} is not explained")
            continue
        same = [hit for hit in message["hits"] if hit["rule"] == flag["rule"] and hit["counts"] == flag["counts"]
                and hit["reason"] == flag["reason"]]
        check(same and message["line"] == flag["line"] and message["text"].count(flag["text"].strip("\u2026")),
              f"{path}: {flag['rule']} of {flag['message_id']} is explained otherwise")
        if same and flag["gate_message_id"]:
            ids = [hit["evidence"]["message_id"] for hit in same if hit["evidence"]]
            check(flag["gate_message_id"] in ids, f"{path}: another message is shown for the gate of {flag['rule']}")
        words = [hit for hit in same if hit["forms"]]
        learned = not message["hits"] or flag["rule"].startswith("words-")
        check(words or learned, f"{path}: no form of {flag['rule']} is named")


with workplace() as folder:
    place = pathlib.Path(folder)
    for path in ("repaired/chat.txt", "repaired/result.json", "moved-in/WhatsApp Chat - Eli.zip", "milestone/chat.jsonl"):
        agrees_with_the_report(str(CORPORA / path))

    export = str(CORPORA / "repaired" / "chat.txt")
    brief = answer("explain", export)
    check("messages were looked at" in brief and "\033" not in brief, "the short form is not as it was")
    first = explained(export)[0]
    by_line = answer("explain", export, "--line", str(first["line"]))
    by_id = answer("explain", export, "--message", first["message_id"])
    check(by_line == by_id, "--line and --message show the same message differently")
    for part in ("Words", "What the rules saw", "Decision layer", first["hits"][0]["rule"]):
        check(part in by_line, f"the long form lacks {part!r}")
    check("\033[" in answer("explain", export, "--color", "always"), "--color always gives no colour")
    check("Decision layer" not in answer("explain", export, "--line", str(first["line"]), "--rules-only"),
          "--rules-only shows a decision layer")

    odd = "[13/01/2024, 10:00:00] Ann\u202e: leave me alone \x1b[31m\u202e\n[13/01/2024, 10:01:00] Ben: ok\n"
    (place / "odd.txt").write_text(odd * 3, encoding="utf-8")
    for options in ([], ["--line", "1"]):
        text = answer("explain", "odd.txt", *options, folder=folder)
        check("\x1b" not in text and "\u202e" not in text, "control characters of a chat reach the terminal")

    # Of what is no whole chat of two sides the layer is not sure, and of hardly anything it says nothing.
    few = ["Ann: did you book it", "Ben: not yet", "Ann: can we talk about it tonight", "Ben: drop it", "Ann: ok"]
    lines = [f"[13/01/2024, 10:{minute:02}:00] {line}" for minute, line in enumerate(few)]
    (place / "few.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (place / "fewer.txt").write_text("\n".join(lines[-3:]) + "\n", encoding="utf-8")
    text = answer("explain", "few.txt", "--line", "4", folder=folder)
    check("This is no whole chat of two sides" in text and "a rule's hit is kept from -3.00" in text
          and "from 0 on a category counts" not in text, f"a few lines are explained otherwise: {text[-900:]}")
    message = json.loads(answer("explain", "few.txt", "--line", "4", "--json", folder=folder))["shown"][0]
    margins = {d["category"]: (d["kept_from"], d["counts_from"]) for d in message["decisions"]}
    check(message["decision_layer"] == "cautious" and margins["shutdown"] == (-192, 128) and margins["pressure"] == (None, None)
          and margins["withdrawal"] == (-256, None) and margins["avoidance"] == (-128, 128) and margins["repair"] == (0, 192), f"margins: {message['decision_layer']} {margins}")
    text = answer("explain", "fewer.txt", "--line", "2", folder=folder)
    check("stands aside: there is hardly any talk" in text, "three lines are not left to the rules")

    # A list of wrong hits, from what a report says.
    (place / "chat.txt").write_text(chat(400), encoding="utf-8")
    flags = json.loads(answer("analyze", "chat.txt", "-f", "json", folder=folder))["flags"]
    # By a rule's own words: a flag that the decision layer raised may be gone once other hits are left out.
    one = next(f for f in flags if f["counts"] and not f["rule"].startswith("words-"))
    rule = next(f["rule"] for f in flags if f["counts"] and f["rule"] != one["rule"])
    (place / "wrong.toml").write_text(
        f'[[suppress]]\nmessage = "{one["message_id"]}"\nrule = "{one["rule"]}"\nreason = "a = line of\\na song"\n\n'
        f'[[suppress]]\nrule = "{rule}"\nreason = "<b>ours</b>"\n', encoding="utf-8")
    after = json.loads(answer("analyze", "chat.txt", "-f", "json", "--suppress", "wrong.toml", folder=folder))
    check([e["places"] > 0 for e in after["suppressions"]] == [True, True], f"suppressions: {after['suppressions']}")
    check({e["reason"] for e in after["suppressions"]} == {"a = line of\na song", "<b>ours</b>"}, "reasons are lost")
    check(not any(f["counts"] and f["rule"] == rule for f in after["flags"]), "a suppressed rule still counts")
    check(any(f["message_id"] == one["message_id"] and f["reason"] == "suppressed" for f in after["flags"]),
          "the suppressed message is not among the flags")
    check(any(o.startswith("--suppress") for o in after["options"]), "the options do not say --suppress")
    for name in ("r.html", "r.md", "r.csv"):
        answer("analyze", "chat.txt", "--suppress", "wrong.toml", "-o", name, folder=folder)
    html = (place / "r.html").read_text(encoding="utf-8")
    check("&lt;b&gt;ours" in html and "<b>ours" not in html, "a reason is not escaped in the page")
    check("a song" in (place / "r.md").read_text(encoding="utf-8"), "the Markdown lacks a reason")
    rows = list(csv.DictReader(io.StringIO((place / "r.suppressed.csv").read_text(encoding="utf-8"))))
    check([r["rule"] for r in rows] == [one["rule"], rule], f"r.suppressed.csv: {rows}")
    check("left out by your own list" in answer("analyze", "chat.txt", "--suppress", "wrong.toml", folder=folder),
          "the terminal does not count them")
    text = answer("explain", "chat.txt", "--message", one["message_id"], "--suppress", "wrong.toml", folder=folder)
    check("Your list says: a = line of" in text, "explain does not give the reason")
    (place / "in").mkdir()
    (place / "in" / "chat.txt").write_text(chat(400), encoding="utf-8")
    done = ebb("batch", "in", "-o", "out", "--suppress", "wrong.toml", folder=folder)
    check(done.returncode == 0, f"batch: {done.stderr[:300]}")
    check("ours" in (place / "out" / "suppressed.csv").read_text(encoding="utf-8"), "batch writes no suppressed.csv")

    # The tools around the rules.
    labelled = [str(CORPORA / "labelled" / f"chats-{n}.jsonl") for n in (1, 3)]
    stats = json.loads(answer("lexicon", "stats", "--json", *labelled))
    check(stats["scored"] > 1000 and any(r["judged"] for r in stats["rules"]), "stats of labelled text judge nothing")
    check("without a hit" in answer("lexicon", "stats", export), "stats do not list rules without hits")
    folder_rules = str(ROOT / "lexicons" / "en")
    same = json.loads(answer("lexicon", "diff", "built-in", folder_rules, "--json", labelled[0]))
    check(same["changes"] == [] and same["messages"] > 300, "the built-in rules differ from those of the tree")
    (place / "less").mkdir()
    for file in pathlib.Path(folder_rules).glob("*"):
        text = file.read_text(encoding="utf-8")
        if file.name != "shutdown.toml":
            (place / "less" / file.name).write_text(text, encoding="utf-8")
    less = json.loads(answer("lexicon", "diff", folder_rules, "less", labelled[0], "--json", "--rules-only", folder=folder))
    check(less["counts"]["lost"] > 5 and any(c["text"] and "labels" in c for c in less["changes"]),
          f"without a file of rules: {less['counts']}")
    check("messages change" in answer("lexicon", "diff", folder_rules, "less", export, folder=folder), "no closing line")
    warned = ebb("lexicon", "check", "--against", str(CORPORA / "ordinary" / "chat.csv"))
    check(warned.returncode == 0 and b"runs on in harmless talk" in warned.stderr, "the linter sees no rule run on")
finish()
