import io
import tarfile
with tarfile.open("twice.tar", "w") as archive:
    for text in (b"one", b"two"):
        member = tarfile.TarInfo("chat.txt")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
