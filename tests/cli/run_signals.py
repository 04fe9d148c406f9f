#!/usr/bin/env python3
"""Interrupted at any moment, the program ends at once and leaves the folder as it was, or the whole report."""
import pathlib
import random
import signal
import subprocess
import time

from program import EBB, chat, check, finish, workplace

DICE = random.Random(3)

with workplace() as folder:
    place = pathlib.Path(folder)
    (place / "chat.txt").write_text(chat(40000), encoding="utf-8")
    (place / "old.html").write_text("old", encoding="utf-8")
    command = [EBB, "analyze", "chat.txt", "--tz", "UTC", "-q", "--force", "-o", "old.html", "-o", "new.json"]
    started = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    whole = time.monotonic() - started
    size = {name: (place / name).stat().st_size for name in ("old.html", "new.json")}
    ends = {}
    killed = set()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        for _ in range(25):
            (place / "old.html").write_text("old", encoding="utf-8")
            (place / "new.json").unlink(missing_ok=True)
            process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE)
            time.sleep(DICE.uniform(0.005, 1.1) * whole)
            sent = time.monotonic()
            process.send_signal(number)
            _, errors = process.communicate(timeout=60)
            took = time.monotonic() - sent
            ends.setdefault((number, process.returncode), 0)
            ends[number, process.returncode] += 1
            # -number: it came before the program's first line, or cannot be caught.
            expected = {0, -number, 128 + number}
            check(process.returncode in expected, f"signal {number}: exit {process.returncode}")
            check(took < 2, f"signal {number}: took {took:.2f} s to end")
            check(errors == b"", f"signal {number}: says {errors[:200]}")
            check((place / "old.html").stat().st_size in (3, size["old.html"]), "old.html is torn")
            if (place / "new.json").exists():
                check((place / "new.json").stat().st_size == size["new.json"], "new.json is torn")
            left = {path.name for path in place.iterdir()} - {"chat.txt", "old.html", "new.json"}
            if number == signal.SIGKILL:  # an instant between naming and moving cannot be guarded
                killed |= left
            else:
                check(not left, f"signal {number}: left behind {sorted(left)}")
    check(len(killed) <= 3, f"SIGKILL left {sorted(killed)}")
    (place / ".old.html.ebb-999999999").write_text("left by a killed run", encoding="utf-8")
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    left = {path.name for path in place.iterdir()} - {"chat.txt", "old.html", "new.json"}
    check(not left, f"the next run does not sweep {sorted(left)}")
    early = sum(count for (number, code), count in ends.items() if code == -number != -signal.SIGKILL)
    check(early <= 5, f"{early} of 50 runs left the signal to the system: {ends}")
    stopped = sum(count for (_, code), count in ends.items() if code != 0)
    check(stopped >= 30, f"only {stopped} of 75 runs were stopped before their end: {ends}")
finish()
