#!/usr/bin/env python3
"""Nothing a person wrote, and no name, reaches standard error; files are for the owner alone."""
import os
import pathlib
import random
import stat
import string

from program import chat, check, ebb, finish, workplace

DICE = random.Random(99)


def token():
    return "".join(DICE.choice(string.ascii_lowercase) for _ in range(16))


def modes_of(folder):
    for path in sorted(pathlib.Path(folder).rglob("*")):
        yield path.relative_to(folder), stat.S_IMODE(path.lstat().st_mode), path.is_dir()


with workplace() as folder:
    tokens = [token() for _ in range(400)]
    names = ["Ann" + token(), "Ben" + token()]
    place = pathlib.Path(folder)
    text = chat(400, senders=names, token=lambda i: tokens[i])
    # Lines that are no records, a cut record and odd bytes: the paths where a reader complains.
    text = tokens[0] + " stands before the first record\n" + text + f"[31/13/2024, 25:00:00] {names[0]}: {tokens[1]}\n"
    (place / "chat.txt").write_text(text, encoding="utf-8")
    (place / "folder").mkdir()
    (place / "folder" / "chat.txt").write_text(text, encoding="utf-8")
    (place / "cut.json").write_text('{"name": "%s", "type": "personal_chat", "id": 1, "messages": [{"id": 1, '
                                    '"type": "message", "from": "%s", "text": "%s' % (names[1], names[0], tokens[2]))
    (place / "labelled.jsonl").write_text('{"conversation": "a", "sender": "%s", "text": "%s", "score": 1}\n'
                                          % (names[0], tokens[3]))
    runs = [
        ["analyze", "chat.txt", "-o", "a.html", "-o", "a.json", "-o", "a.csv", "-o", "a.md"],
        ["analyze", "chat.txt", "--pseudonyms", "-o", "p.html", "-o", "p.json"],
        ["analyze", "chat.txt", "--no-text", "-o", "n.html", "-o", "n.json", "-o", "n.csv", "-o", "n.md"],
        ["analyze", "chat.txt", "--since", "2031-01-01"], ["analyze", "chat.txt", "--input-format", "telegram-json"],
        ["analyze", "cut.json"], ["inspect", "chat.txt"], ["inspect", "cut.json", "--json"],
        ["report", "a.json", "-o", "b.html"], ["report", "chat.txt"], ["evaluate", "labelled.jsonl"],
        ["evaluate", "chat.txt"], ["batch", "folder", "-o", "out"], ["lexicon", "check", "chat.txt"],
    ]
    os.umask(0)
    for run in runs:
        for loud in ([], ["-vv"]):
            force = ["--force"] if run[0] in ("analyze", "report", "batch") else []
            done = ebb(*run, *loud, *force, "--tz", "UTC", folder=folder) if run[0] not in (
                "report", "evaluate", "lexicon") else ebb(*run, *loud, *force, folder=folder)
            shown = done.stderr.decode("utf-8", errors="replace")
            leaked = [word for word in tokens + names if word in shown]
            # A lexicon that is refused is shown with its line: it is a file of rules, not of messages.
            if run[0] != "lexicon":
                check(not leaked, f"{' '.join(run + loud)}: {len(leaked)} words of the chat on standard error")
            check(done.returncode != 8, f"{' '.join(run)}: exit 8: {shown[:300]}")
    for name in ("n.html", "n.json", "n.csv", "n.flags.csv", "n.md"):
        path = place / name
        check(path.exists(), f"{name} was not written")
        body = path.read_text(encoding="utf-8") if path.exists() else ""
        check(not any(word in body for word in tokens), f"--no-text: {name} holds words of the chat")
    for name in ("p.html", "p.json"):
        body = (place / name).read_text(encoding="utf-8") if (place / name).exists() else ""
        check(body and not any(word in body for word in names), f"--pseudonyms: {name} is missing or holds a name")
    inputs = {"chat.txt", "cut.json", "labelled.jsonl", "folder", "folder/chat.txt"}
    for path, mode, is_folder in modes_of(folder):
        if str(path) in inputs:
            continue
        check(mode == (0o700 if is_folder else 0o600), f"{path} has mode {mode:o} under umask 000")
finish()
