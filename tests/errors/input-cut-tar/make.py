import io
import tarfile
whole = io.BytesIO()
with tarfile.open(fileobj=whole, mode="w") as archive:
    text = b"13/03/2024, 10:00 - Ada: hi\n" * 100
    member = tarfile.TarInfo("chat.txt")
    member.size = len(text)
    archive.addfile(member, io.BytesIO(text))
open("chat.tar", "wb").write(whole.getvalue()[:1500])
