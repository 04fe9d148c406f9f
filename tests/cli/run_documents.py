#!/usr/bin/env python3
"""The JSON document keeps to the schema that `ebb schema` prints, and is rendered again byte for byte."""
import json
import pathlib

from program import ROOT, chat, check, ebb, finish, workplace

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    raise SystemExit(77)

schema = json.loads(ebb("schema").stdout)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)

with workplace() as folder:
    place = pathlib.Path(folder)
    samples = {"made.txt": chat(3000), "short.txt": chat(3), "one.txt": chat(50, senders=("Ann",))}
    for name, text in samples.items():
        (place / name).write_text(text, encoding="utf-8")
    paths = [str(place / name) for name in samples]
    paths += [str(path) for path in sorted((ROOT / "corpora").glob("*/*")) if path.suffix in (".txt", ".zip")]
    for path in paths:
        for options in ([], ["--no-text"], ["--pseudonyms", "--evidence", "2"]):
            done = ebb("analyze", path, "--tz", "UTC", "--format", "json", *options, folder=folder)
            name = f"{pathlib.Path(path).name} {' '.join(options)}"
            check(done.returncode in (0, 3), f"{name}: exit {done.returncode} {done.stderr[:200]}")
            if done.returncode not in (0, 3):
                continue
            faults = [f"{list(fault.absolute_path)}: {fault.message[:200]}"
                      for fault in validator.iter_errors(json.loads(done.stdout))]
            check(not faults, f"{name}: {faults[:3]}")
            again = ebb("report", "-", "--format", "json", stdin=done.stdout, folder=folder)
            check(again.stdout == done.stdout, f"{name}: `ebb report` gives another document")
finish()
