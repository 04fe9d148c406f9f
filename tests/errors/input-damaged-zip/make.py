import zipfile
with zipfile.ZipFile("damaged.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write("couple.txt", "_chat.txt")
data = bytearray(open("damaged.zip", "rb").read())
for i in range(60, 160):
    data[i] ^= 0x5A
open("damaged.zip", "wb").write(data)
