data = open("couple.txt", "rb").read()
open("nul.txt", "wb").write(data.replace(b"fine", b"fi\0ne"))
