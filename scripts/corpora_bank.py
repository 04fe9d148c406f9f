"""Reads a message bank of scripts/corpora_banks (its README.md describes the form)."""
import datetime
import re

LINE = re.compile(r"^([AB])(?:\+(\d+)([smh]))?(\?)? (.*)$")
MARK = re.compile(r" \^(\w+)$")
SECONDS = {"s": 1, "m": 60, "h": 3600}
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
QUARTER = 13
CATEGORIES = ["withdrawal", "shutdown", "avoidance", "neglect", "pressure", "repair"]


class BankError(Exception):
    pass


class Wording:
    """Words that can be sent, and what they show: signs planted, or the look of one."""

    def __init__(self, text, signs, lookalike):
        self.text, self.signs, self.lookalike = text, signs, lookalike


class Line:
    """One message of an exchange: who, how long after the one before, the wordings to choose from.

    Coupled lines (wordings parted by ||) take the same place in their lists, so that an answer fits."""

    def __init__(self, who, delay, optional, wordings, coupled):
        self.who, self.delay, self.optional = who, delay, optional
        self.wordings, self.coupled = wordings, coupled
        self.deck = []


def slotted(line):
    return any("{" in wording.text for wording in line.wordings)


class Block:
    """One exchange: the pool it is drawn from, when it can happen, its lines."""

    def __init__(self, pool, options, where):
        self.pool, self.where, self.lines = pool, where, []
        self.once, self.left, self.not_weeks, self.deck, self.most = False, 0, set(), [], None
        self.pace, self.due = 0, 0  # weeks between two times, and the week of the next
        self.hours, self.days, self.weeks, self.date = (7, 22), set(range(7)), None, None
        for option in options:
            self.set_option(option)

    def fits(self, week):
        return (self.weeks is None or week in self.weeks) and week not in self.not_weeks

    def settle(self, weeks):
        """How often this may happen: a scene told in one way once, small talk as often as it can vary.

        Small talk is made for a quarter; in a longer chat it comes back more often."""
        if not self.lines:
            raise BankError(f"{self.where}: an exchange without messages")
        coupled = {len(line.wordings) for line in self.lines if line.coupled}
        if len(coupled) > 1:
            raise BankError(f"{self.where}: coupled lines with different numbers of wordings")
        worded = [line for line in self.lines if not line.wordings[0].text.startswith("<")]
        varied = [line for line in worded if len(line.wordings) > 1]
        self.once = self.once or len(varied) * 2 < len(worded)
        most = max(len(line.wordings) for line in self.lines)
        fixed = all(line.coupled for line in varied) and not any(slotted(line) for line in worded)
        quarters = max(1, -(-weeks // QUARTER))
        self.left = self.most or (1 if self.once else (most if fixed else 7 * most) * quarters)

    def set_option(self, option):
        name, _, value = option.partition("=")
        if name == "h":
            self.hours = tuple(float(part) for part in value.split("-"))
        elif name == "weeks":
            self.weeks = span(value)
        elif name == "x":
            self.most = int(value)
        elif name == "not":
            self.not_weeks = span(value)
        elif name == "date":
            self.date, self.once = datetime.date.fromisoformat(value), True
        elif name == "days":
            self.days = days(value)
        else:
            raise BankError(f"{self.where}: unknown option {option}")


class Bank:
    def __init__(self):
        self.settings, self.phases, self.thin, self.expect, self.exports = {}, [], [], [], []
        self.slots, self.blocks, self.hushes = {}, [], {}
        self.readings, self.figures, self.may_be_marked = [], [], []


def span(value):
    """Weeks as written, 3-5,9 for instance, as a set of numbers counted from 1."""
    weeks = set()
    for part in value.split(","):
        first, _, last = part.partition("-")
        weeks |= set(range(int(first), int(last or first) + 1))
    return weeks


def days(value):
    named = {"wd": {0, 1, 2, 3, 4}, "we": {5, 6}}
    if value in named:
        return named[value]
    return {DAYS.index(day) for day in value.split(",")}


def read_line(text, where):
    match = LINE.match(text)
    if not match:
        raise BankError(f"{where}: neither a message nor a heading")
    who, number, unit, optional, body = match.groups()
    delay = int(number) * SECONDS[unit] if number else None
    coupled = " || " in body
    parts = body.split(" || " if coupled else " | ")
    return Line(who, delay, bool(optional), [read_wording(part.strip(), where) for part in parts], coupled)


def read_wording(text, where):
    signs, lookalike = [], False
    while MARK.search(text):
        text, mark = MARK.sub("", text), MARK.search(text).group(1)
        if mark == "look":
            lookalike = True
        elif mark in CATEGORIES:
            signs.insert(0, mark)
        else:
            raise BankError(f"{where}: unknown mark ^{mark}")
    return Wording(text.replace("\\n", "\n"), signs, lookalike)


def read_setting(bank, words):
    name, rest = words[0], words[1:]
    if name == "phase":
        rates = {key: float(value) for key, value in (part.split("=") for part in rest[2:])}
        bank.phases.append((rest[0], span(rest[1]), rates))
    elif name == "thin":
        bank.thin.append((span(rest[0]), float(rest[1]), " ".join(rest[2:])))
    elif name == "expect":
        bank.expect.append({"sender": rest[0], "category": rest[1], "weeks": span(rest[2]),
                            "against": span(rest[3]), "at_least": float(rest[4])})
    elif name in ("reading", "beside"):
        claims = bank.readings if name == "reading" else bank.may_be_marked
        claims.append({"measure": rest[0], "claim": rest[1], "sender": " ".join(rest[2:])})
    elif name == "figure":
        bank.figures.append({"measure": rest[0], "figure": rest[1], "sender": " ".join(rest[2:-2]),
                             "is": rest[-2], "than": float(rest[-1])})
    elif name == "hush":
        bank.hushes[rest[0]] = (datetime.timedelta(hours=float(rest[1])), float(rest[2]))
    elif name == "export":
        bank.exports.append((rest[0], " ".join(rest[1:])))
    elif name == "slot":
        bank.slots[rest[0]] = [part.strip() for part in " ".join(rest[1:]).split(" | ")]
    else:
        bank.settings[name] = " ".join(rest)


def read_bank(path):
    bank, block = Bank(), None
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if not text.strip() or text.startswith("#"):
            continue
        if text.startswith("! "):
            read_setting(bank, text[2:].split())
        elif text.startswith("= "):
            pool, *options = text[2:].split()
            block = Block(pool, options, where)
            bank.blocks.append(block)
        elif block is None:
            raise BankError(f"{where}: a message before the first heading")
        else:
            block.lines.append(read_line(text, where))
    weeks = max(max(weeks) for _, weeks, _ in bank.phases)
    for block in bank.blocks:
        block.settle(weeks)
    return bank
