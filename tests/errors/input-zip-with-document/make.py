import zipfile
with zipfile.ZipFile("chat.docx", "w") as archive:
    archive.writestr("word/document.xml", "<w:document><w:body><w:p/></w:body></w:document>")
with zipfile.ZipFile("chats.zip", "w") as archive:
    archive.write("chat.docx")
