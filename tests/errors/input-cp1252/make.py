text = open("couple.txt", encoding="utf-8").read().replace("fine", "caf\u00e9 \u201cfine\u201d")
open("old.txt", "wb").write(text.encode("cp1252"))
