#!/usr/bin/env python3
"""Documents of every sample against analysis.schema.json. usage: run_schema.py EBB

The schema must accept what the program writes and refuse documents with a key missing, added or of
another type, so that it cannot pass by accepting everything.
"""
import copy
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

SOURCE = Path(__file__).resolve().parents[2]


def documents(ebb):
    """Has the C++ tests write their samples and gives name -> document."""
    program = Path(ebb).resolve().parents[1] / "tests" / "test_report"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "[.documents]"], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "EBB_DOCUMENTS": folder})
        embedded = Path(folder, "schema").read_text()
        assert embedded == schema_text(), "the program holds another schema: build again"
        return {p.stem: json.loads(p.read_text(), parse_constant=refuse)
                for p in sorted(Path(folder).glob("*.json"))}


def refuse(constant):
    raise ValueError(f"{constant} is not JSON")


def schema_text():
    return (SOURCE / "src/report/analysis.schema.json").read_text()


def objects(value):
    """Every object inside a document."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


def check_refusals(validator, document):
    count = 0
    for i in range(sum(1 for _ in objects(document))):
        for change in (lambda o: o.pop(next(iter(o))), lambda o: o.update(unknown_key=1),
                       lambda o: o.update({next(reversed(o)): {"no": []}})):
            broken = copy.deepcopy(document)
            change(list(objects(broken))[i])
            assert not validator.is_valid(broken), f"change {i} was accepted"
            count += 1
    return count


def main():
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    found = documents(sys.argv[1])
    assert len(found) >= 10, "samples are missing"
    for name, document in found.items():
        for error in validator.iter_errors(document):
            sys.exit(f"{name}: {error.json_path}: {error.message[:200]}")
    small = found["tiny"]
    small["flags"] = small["flags"][:1]
    small["weeks"] = small["weeks"][:1]
    print(f"{len(found)} documents valid, {check_refusals(validator, small)} changes refused")


if __name__ == "__main__":
    main()
