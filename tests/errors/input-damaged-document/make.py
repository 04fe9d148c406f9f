import zipfile
with zipfile.ZipFile("chat.docx", "w") as archive:
    archive.writestr("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>Ada: one</w:t></w:r></w:p><w:p><w:r")
