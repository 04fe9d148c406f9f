#!/usr/bin/env python3
"""Same input and options, same bytes: any number of threads, any locale, time zone and terminal."""
import pathlib

from program import chat, check, ebb, finish, workplace

FORMATS = ["html", "md", "json", "csv", "text"]


def output(folder, report, *options, **environment):
    done = ebb("analyze", "chat.txt", "--tz", "Europe/London", "--format", report, "-o", "-", *options,
               folder=folder, environment=environment)
    check(done.returncode == 0, f"{report} {options}: exit {done.returncode} {done.stderr[:200]}")
    check(len(done.stdout) > 100, f"{report} {options}: hardly any output")
    return done.stdout


with workplace() as folder:
    # Large enough to be cut into several windows (1 MiB each).
    (pathlib.Path(folder) / "chat.txt").write_text(chat(60000), encoding="utf-8")
    for report in FORMATS:
        first = output(folder, report, "--jobs", "1")
        for jobs in ("2", "4", "7"):
            check(output(folder, report, "--jobs", jobs) == first, f"{report}: --jobs {jobs} gives other bytes")
    first = output(folder, "json", "--jobs", "2")
    for environment in ({"TZ": "Asia/Kathmandu"}, {"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8"},
                        {"COLUMNS": "200", "TERM": "xterm"}, {"HOME": "/nowhere"}):
        check(output(folder, "json", "--jobs", "2", **environment) == first, f"{environment} gives other bytes")
finish()
