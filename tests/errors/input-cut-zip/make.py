import zipfile
with zipfile.ZipFile("whole.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write("couple.txt", "_chat.txt")
data = open("whole.zip", "rb").read()
open("chat.zip", "wb").write(data[: len(data) // 2])
