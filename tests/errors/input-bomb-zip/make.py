import zipfile
with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("_chat.txt", open("couple.txt").read() + "a" * 50_000_000)
