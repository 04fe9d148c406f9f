with open("long.txt", "w") as out:
    out.write(open("couple.txt").read())
    out.write("[02/02/2024, 09:00:00] Ann: ")
    for _ in range(100):
        out.write("and then again " * (1000000 // 15))
    out.write("\n[02/02/2024, 09:05:00] Ben: hello\n")
