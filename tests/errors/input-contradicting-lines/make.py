with open("joined.txt", "w") as out:
    for i in range(20000):
        out.write(f"[{i % 28 + 1:02}/0{i // 28 % 9 + 1}/2023, 10:00:00] {'Ann' if i % 2 else 'Ben'}: hello again\n")
    for i in range(40):
        out.write(f"[02/{i % 28 + 1:02}/2024, 10:00:00] {'Ann' if i % 2 else 'Ben'}: hello\n")
