"""What the whole-program tests share: running ebb in an empty folder, made-up chats, checks that count."""
import datetime
import os
import pathlib
import random
import subprocess
import sys
import tempfile

EBB = str(pathlib.Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else "ebb"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

_failures = []


def check(condition, what):
    if not condition:
        _failures.append(what)
        print("FAILED " + what)


def finish():
    print(f"{len(_failures)} failed")
    sys.exit(1 if _failures else 0)


def ebb(*arguments, folder=None, stdin=b"", environment=None, **more):
    """Runs the program; returns a CompletedProcess with bytes in stdout and stderr."""
    variables = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", **(environment or {})}
    return subprocess.run([EBB, *arguments], cwd=folder, input=stdin, env=variables, capture_output=True,
                          timeout=300, **more)


def workplace():
    return tempfile.TemporaryDirectory(prefix="ebb-test-")


# Sentences with flags in them and without; our own wording.
LINES = [
    "morning, slept well?", "did you feed the cat", "I don't want to talk about it", "leave me alone",
    "just drop it", "whatever", "can we talk about last night?", "I'm sorry, I was unfair",
    "the train is late again", "pasta tonight?", "I need some space", "we should look at that flat on Saturday",
    "not now, maybe later", "I love you", "you never tell me anything", "let's not do this now", "ok", "fine",
    "picked up the parcel", "my sister says hello", "I miss how we used to laugh", "see you at eight",
]


def chat(messages, seed=1, senders=("Ann", "Ben"), lines=None, token=None):
    """A WhatsApp export as text; with `token` each message ends in token(i)."""
    dice = random.Random(seed)
    moment = datetime.datetime(2023, 1, 14, 8, 0, 0)  # a day above 12: the date order is proved
    out = []
    for i in range(messages):
        moment += datetime.timedelta(minutes=dice.choice([1, 2, 5, 30, 240]), seconds=dice.randrange(60))
        text = dice.choice(lines or LINES) + ("" if token is None else " " + token(i))
        out.append(f"[{moment:%d/%m/%Y, %H:%M:%S}] {dice.choice(senders)}: {text}\n")
    return "".join(out)
