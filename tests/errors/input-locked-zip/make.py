import zipfile
with zipfile.ZipFile("locked.zip", "w") as archive:
    archive.write("couple.txt", "_chat.txt")
data = bytearray(open("locked.zip", "rb").read())
data[6] |= 1  # says that the member is encrypted, in both places
at = data.find(b"PK\x01\x02")
data[at + 8] |= 1
open("locked.zip", "wb").write(data)
