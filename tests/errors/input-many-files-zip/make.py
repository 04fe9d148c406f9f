import zipfile
with zipfile.ZipFile("many.zip", "w") as archive:
    for i in range(100_001):
        archive.writestr(f"{i}", b"")
