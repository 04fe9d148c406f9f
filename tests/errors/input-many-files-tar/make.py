import tarfile
with open("many.tar", "wb") as out:
    for i in range(100_001):
        out.write(tarfile.TarInfo(f"{i}").tobuf())
    out.write(bytes(1024))
