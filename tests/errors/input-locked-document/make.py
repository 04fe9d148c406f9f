import zipfile
with zipfile.ZipFile("chat.odt", "w") as archive:
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    archive.writestr("content.xml", bytes(range(128, 256)) * 4)
