import struct
import zipfile
with zipfile.ZipFile("overlap.zip", "w") as archive:
    archive.write("couple.txt", "a.txt")
    archive.write("group.txt", "b.txt")
data = bytearray(open("overlap.zip", "rb").read())
first = data.find(b"PK\x01\x02")
second = data.find(b"PK\x01\x02", first + 4)
data[second + 42:second + 46] = struct.pack("<I", 0)  # the second member begins where the first does
open("overlap.zip", "wb").write(data)
