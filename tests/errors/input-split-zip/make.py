import zipfile
with zipfile.ZipFile("part.zip", "w") as archive:
    archive.write("couple.txt", "_chat.txt")
data = bytearray(open("part.zip", "rb").read())
at = data.find(b"PK\x05\x06")
data[at + 4] = 1  # this is disk 1 ...
data[at + 6] = 0  # ... and the list began on disk 0
open("part.zip", "wb").write(data)
