import gzip
open("chat.tar.gz", "wb").write(gzip.compress(b"13/03/2024, 10:00 - Ada: hi\n" * 100)[:60])
