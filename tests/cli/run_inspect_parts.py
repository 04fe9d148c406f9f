#!/usr/bin/env python3
"""`ebb inspect` of several exports of one chat: what recurs counts once and is listed, and no words are shown."""
import json
import pathlib

from program import check, ebb, finish, workplace

DAY = "2024-03-{:02}"


def rows(first, last):
    return [(f"{DAY.format(1 + i // 20)}T{i % 20:02}:{i % 50:02}:07", "Ada" if i % 2 else "Ben", f"parcel number {i}")
            for i in range(first, last)]


def table(some, me=None):
    return "time,sender,text\n" + "".join(f"{t},{me if me and s == 'Ada' else s},{x}\n" for t, s, x in some)


def text(some):
    return "".join(f"{t[:10]}, {t[11:16]} - {s}: {x}\n" for t, s, x in some)


with workplace() as folder:
    place = pathlib.Path(folder)
    (place / "early.csv").write_text(table(rows(0, 90), me="Me"), encoding="utf-8")
    (place / "late.txt").write_text(text(rows(50, 120)), encoding="utf-8")
    (place / "other.txt").write_text(text(rows(300, 320)), encoding="utf-8")
    (place / "two.csv").write_text("conversation,time,sender,text\na,2024-03-01T10:00:00,Ada,x\nb,2024-03-01T10:00:00,Ada,x\n",
                                   encoding="utf-8")

    done = ebb("inspect", "early.csv", "late.txt", "--json", folder=folder)
    check(done.returncode == 0, f"exit {done.returncode} {done.stderr}")
    together = json.loads(done.stdout)["together"]
    check(together["exports"] == 2 and together["messages"] == 120, f"together: {together['messages']}")
    check(together["repetitions"] == 40 == len(together["repetitions_list"]), "40 recur and are listed")
    check(together["two_names"] == [{"shown": "Ada", "other": "Me"}], f"two names: {together['two_names']}")
    first = together["repetitions_list"][0]
    check((first["time"], first["sender"], first["export"], first["record"]) == ("2024-03-03T10:00:07", "Ben", 2, 1),
          f"first: {first}")
    check(len(first["id"]) == 16, "an id")

    shown = ebb("inspect", "early.csv", "late.txt", folder=folder).stdout.decode()
    check("2 exports = 120 messages + 0 notices; 40 more recur and count once" in shown, "counted")
    check(shown.count("\nrecurs ") == 20 and "and 20 more; --json lists them" in shown, "twenty are listed")
    check("Ada stands as Me in another export" in shown, "who is one person is said")
    check("parcel" not in shown and b"parcel" not in done.stdout, "no words")

    apart = ebb("inspect", "early.csv", "other.txt", folder=folder).stdout.decode()
    check("0 more recur" in apart and "\nrecurs " not in apart, "nothing recurs")
    several = ebb("inspect", "early.csv", "two.csv", folder=folder)
    check(several.returncode == 0 and b"not joined: " in several.stdout, "a chat is to be chosen")
    report = json.loads(ebb("analyze", "early.csv", "late.txt", "--format", "json", folder=folder).stdout)
    check(any("40 messages that recur" in note for note in report["notes"]), "the report counts them")
    alone = ebb("inspect", "early.csv", "--json", folder=folder)
    check("together" not in json.loads(alone.stdout), "one export stands alone")

    # Of three exports two hold the chat that is asked for; they keep the numbers they were given.
    for name, chat, some in (("a.csv", "tennis", rows(0, 5)), ("b.csv", "main", rows(0, 60)), ("c.csv", "main", rows(40, 90))):
        (place / name).write_text("conversation,time,sender,text\n" + "".join(f"{chat},{t},{s},{x}\n" for t, s, x in some),
                                  encoding="utf-8")
    main = ebb("inspect", "a.csv", "b.csv", "c.csv", "--chat", "main", folder=folder).stdout.decode()
    check("2 exports = 90 messages + 0 notices; 20 more recur" in main, "two of the three are joined")
    check("record 1 of export 3," in main and "of export 2," not in main, "the number of the export as it was given")
    main = json.loads(ebb("inspect", "a.csv", "b.csv", "c.csv", "--chat", "main", "--json", folder=folder).stdout)["together"]
    check(main["exports"] == 2, f"exports: {main['exports']}")
    check({row["export"] for row in main["repetitions_list"]} == {3}, "the number in JSON")

    # No day above the twelfth: nobody knows which of the two numbers is the month.
    (place / "open.txt").write_text("".join(f"{1 + i // 10}/{1 + i // 10}/24, {8 + i % 10:02}:05 - {'Ada' if i % 2 else 'Ben'}: tea {i}\n"
                                            for i in range(40)), encoding="utf-8")
    (place / "firm.txt").write_text(text(rows(50, 120)), encoding="utf-8")
    for names in (("open.txt", "firm.txt"), ("firm.txt", "open.txt")):
        undecided = ebb("inspect", *names, folder=folder).stdout.decode()
        check("not joined: the date order of open.txt is not decided; --date-order names it" in undecided, f"undecided: {undecided}")
        check("recur and count once" not in undecided, "no sum of what is not known")
        undecided = json.loads(ebb("inspect", *names, "--json", folder=folder).stdout)["together"]
        check("open.txt" in undecided.get("not_joined", ""), f"undecided: {undecided}")
    decided = ebb("inspect", "open.txt", "firm.txt", "--date-order", "dmy", folder=folder).stdout.decode()
    check("2 exports = 110 messages" in decided, "a decided order joins them")
finish()
