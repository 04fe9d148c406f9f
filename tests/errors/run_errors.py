#!/usr/bin/env python3
"""Every message a user can meet, one folder each.

A case is a folder with
  cmd        a shell command; `ebb` is the program. It runs in a fresh copy of the folder.
  expected   first line `exit N`; then one regular expression for each line of standard error, in order,
             which must match the whole line. Lines `needs WHAT` before them name what the machine must
             offer (root, tmpfs, nobody): where it does not, the case is skipped and said so. A line
             `leaves FILE` allows a file that was not there before; any other is a fault, for a failed
             run leaves nothing behind. FILE may be a folder: then all in it is allowed.
  make.py    makes the input, where a file would be too large or too odd to keep (optional)
  anything else is input; the files in samples/ are there as well.

Afterwards every error text in src/ must have been seen in some case, or stand in unreached.txt with the
reason why no command can show it.

usage: run_errors.py EBB [CASE...]
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "src"
TIMEOUT = 120


def can_mount():
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True)
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)
        return done.returncode == 0


NEEDS = {
    "root": lambda: os.geteuid() == 0,
    "nobody": lambda: os.geteuid() == 0 and shutil.which("setpriv") is not None,
    "tmpfs": lambda: os.geteuid() == 0 and can_mount(),
}


class Case:
    def __init__(self, folder):
        self.name = folder.name
        self.folder = folder
        self.command = (folder / "cmd").read_text(encoding="utf-8").strip()
        self.needs, self.leaves, self.patterns, self.exit = [], [], [], None
        for line in (folder / "expected").read_text(encoding="utf-8").splitlines():
            word, _, rest = line.partition(" ")
            if word == "exit" and self.exit is None:
                self.exit = int(rest)
            elif word == "needs":
                self.needs.append(rest)
            elif word == "leaves":
                self.leaves.append(rest)
            else:
                self.patterns.append(line)

    def allowed(self, name):
        return any(name == left or name.startswith(left + "/") for left in self.leaves)

    def missing_need(self, cache={}):
        for need in self.needs:
            if need not in cache:
                cache[need] = NEEDS[need]()
            if not cache[need]:
                return need
        return None

    def run(self, ebb):
        """Returns (faults, standard error)."""
        with tempfile.TemporaryDirectory(prefix="ebb-case-") as place:
            os.chmod(place, 0o755)
            work = pathlib.Path(place) / "work"
            shutil.copytree(HERE / "samples", work)
            ignored = shutil.ignore_patterns("cmd", "expected")
            shutil.copytree(self.folder, work, ignore=ignored, dirs_exist_ok=True)
            if (work / "make.py").exists():
                subprocess.run([sys.executable, "make.py"], cwd=work, check=True)
            before = files_in(work)
            environment = dict(os.environ, EBB=str(ebb), TZ="UTC", LC_ALL="C.UTF-8")
            script = 'ebb() { "$EBB" "$@"; }\n' + self.command
            try:
                done = subprocess.run(["bash", "-c", script], cwd=work, env=environment, timeout=TIMEOUT,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            except subprocess.TimeoutExpired:
                return [f"did not end within {TIMEOUT} s"], ""
            after = files_in(work)
        text = done.stderr.decode("utf-8", errors="replace")
        return self.compare(done.returncode, text, sorted(after - before)), text

    def compare(self, code, text, new_files):
        faults = []
        if code != self.exit:
            faults.append(f"exit code {code}, expected {self.exit}")
        lines = text.splitlines()
        if len(lines) != len(self.patterns):
            faults.append(f"{len(lines)} lines on standard error, expected {len(self.patterns)}")
        for line, pattern in zip(lines, self.patterns):
            if not re.fullmatch(pattern, line):
                faults.append(f"line does not match: {pattern}")
        faults += [f"left behind: {name}" for name in new_files if not self.allowed(name)]
        if faults:
            faults.append("standard error was:\n" + "\n".join("    " + line[:300] for line in lines[:12]))
        return faults


def files_in(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


# --- the error texts of the sources -------------------------------------------------------------------

STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def argument_list(code, opening):
    """The text between the bracket at `opening` and its partner."""
    depth, i = 0, opening
    while i < len(code):
        if code[i] == '"':
            i = STRING.match(code, i).end()
            continue
        if code[i] in "({":
            depth += 1
        elif code[i] in ")}":
            depth -= 1
            if depth == 0:
                return code[opening + 1:i]
        i += 1
    return ""


def literals(text):
    """Pieces of at least twelve characters without placeholders, adjacent literals joined."""
    joined = re.sub(r'"\s*\n?\s*"', "", text)
    for literal in STRING.findall(joined):
        plain = literal.replace('\\"', '"').replace("\\n", "\n")
        for piece in re.split(r"\{[^}]*\}|\n|\\.", plain):
            if len(piece.strip()) >= 12:
                yield piece.strip()


def error_texts():
    """{text: file} of every literal handed to an Error or to a function that makes one."""
    texts = {}
    for path in sorted(SOURCES.rglob("*.cc")):
        code = re.sub(r"^\s*//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.M)
        makers = set(re.findall(r"^(?:static )?Error (\w+)\(", code, flags=re.M)) | {"UsageError", "InputError"}
        starts = [m.end() - 1 for m in re.finditer(r"\bError\s*\{|return\s*\{(?=ErrorKind)", code)]
        starts += [m.end() - 1 for m in re.finditer(r"\b(?:%s)\(" % "|".join(sorted(makers)), code)]
        for start in starts:
            for text in literals(argument_list(code, start)):
                texts.setdefault(text, path.relative_to(SOURCES))
    return texts


def check_texts(seen):
    """Faults: texts that no case shows and unreached.txt does not explain."""
    explained = set()
    for line in (HERE / "unreached.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            text, _, reason = line.partition(" | ")
            if not reason:
                yield f"unreached.txt: no reason for: {text}"
            explained.add(text.strip())
    texts = error_texts()
    for text, path in texts.items():
        if text not in seen and text not in explained:
            yield f"src/{path}: no case shows: {text}"
    for text in sorted(explained - set(texts)):
        yield f"unreached.txt: no longer in the sources: {text}"
    for text in sorted(explained & set(texts)):
        if text in seen:
            yield f"unreached.txt: a case shows it now: {text}"


def main():
    ebb = pathlib.Path(sys.argv[1]).resolve()
    names = sys.argv[2:]
    folders = sorted(p for p in HERE.iterdir() if (p / "cmd").exists() and (not names or p.name in names))
    failed = skipped = 0
    seen = ""
    for folder in folders:
        case = Case(folder)
        need = case.missing_need()
        if need is not None:
            skipped += 1
            print(f"skipped {case.name}: needs {need}")
            continue
        faults, text = case.run(ebb)
        seen += text
        if faults:
            failed += 1
            print(f"FAILED {case.name}: {case.command}")
            for fault in faults:
                print("  " + fault)
    if not names and not skipped:
        for fault in check_texts(seen):
            failed += 1
            print("FAILED " + fault)
    print(f"{len(folders)} cases, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
