import zipfile
with zipfile.ZipFile("photos.zip", "w") as archive:
    archive.writestr("IMG-1.jpg", b"\xff\xd8\xff\xe0" + bytes(2000))
