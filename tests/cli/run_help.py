#!/usr/bin/env python3
"""Help, README and the way options are written: every command and option is where a person looks for it."""
import pathlib
import re

from program import ROOT, chat, check, ebb, finish, workplace


def commands():
    text = ebb("--help").stdout.decode()
    block = text.split("\nCommands\n")[1].split("\n\n")[0]
    return [re.match(r"  (\S+(?: \S+)?)  ?", line).group(1).strip() for line in block.splitlines()]


readme = (ROOT / "README.md").read_text(encoding="utf-8")
names = commands()
check(len(names) >= 12, f"only {len(names)} commands in the help")
for name in names:
    check(f"`{name}" in readme or f"ebb {name}" in readme, f"README does not name the command {name}")
    text = ebb("help", *name.split()).stdout.decode()
    check(text.startswith(f"usage: ebb {name}"), f"help {name} has no usage line")
    check(name == "help" or ebb(*name.split(), "--help").stdout.decode() == text, f"{name} --help differs from help {name}")
    check(all(len(line) <= 100 for line in text.splitlines()), f"help {name} is wider than 100 columns")
    for option in re.findall(r"^  +(?:-\w, )?(--[a-z-]+)", text, flags=re.M):
        check(option in readme, f"README does not document {option} (of {name})")
check(ebb("-h").stdout == ebb("--help").stdout == ebb("help").stdout, "-h, --help and help differ")
check(ebb("--version").stdout == ebb("-V").stdout, "--version and -V differ")
check(re.match(rb"ebb \d+\.\d+\.\d+\n$", ebb("--version").stdout), "--version does not say the version")

with workplace() as folder:
    (pathlib.Path(folder) / "chat.txt").write_text(chat(300), encoding="utf-8")
    (pathlib.Path(folder) / "-odd.txt").write_text(chat(300), encoding="utf-8")
    same = [
        ["analyze", "chat.txt", "--tz", "UTC", "--format", "json"],
        ["analyze", "--tz", "UTC", "--format", "json", "chat.txt"],
        ["--tz", "UTC", "analyze", "--format", "json", "chat.txt"],
        ["analyze", "--tz=UTC", "-fjson", "chat.txt"],
        ["analyze", "-qvf", "json", "--tz", "UTC", "--", "chat.txt"],
        ["analyze", "chat.txt", "--tz", "UTC", "-f", "json", "-o", "-"],
    ]
    first = ebb(*same[0], folder=folder)
    check(first.returncode == 0 and first.stdout.startswith(b"{"), f"analyze failed: {first.stderr[:300]}")
    for arguments in same[1:]:
        check(ebb(*arguments, folder=folder).stdout == first.stdout, f"{' '.join(arguments)} gives other bytes")
    text = (pathlib.Path(folder) / "chat.txt").read_bytes()
    piped = ebb("analyze", "-", "--tz", "UTC", "-f", "json", folder=folder, stdin=text)
    check(piped.returncode == 0 and b'"flags"' in piped.stdout, f"stdin: {piped.stderr[:300]}")
    odd = ebb("inspect", "--json", "--", "-odd.txt", folder=folder)
    check(odd.returncode == 0, "a file whose name begins with a dash cannot be read after --")

    plain = ebb("analyze", "chat.txt", "--tz", "UTC", folder=folder)
    check(b"\033" not in plain.stdout, "colour although standard output is no terminal")
    loud = ebb("analyze", "chat.txt", "--tz", "UTC", "--color", "always", folder=folder)
    check(b"\033[" in loud.stdout, "--color always gives no colour")
    quiet = ebb("analyze", "chat.txt", "--tz", "UTC", "-o", "q.html", "-q", folder=folder)
    check(quiet.stderr == b"" and quiet.stdout == b"", "-q is not quiet")
    said = ebb("analyze", "chat.txt", "--tz", "UTC", "-o", "r.html", folder=folder)
    check(said.stderr == b"wrote r.html\n", f"without -q it says {said.stderr[:200]}")
    table = ebb("analyze", "chat.txt", "--tz", "UTC", "-o", "t.csv", folder=folder)
    check(table.returncode == 0 and (pathlib.Path(folder) / "t.flags.csv").exists(), "-o t.csv wrote no t.flags.csv")
finish()
