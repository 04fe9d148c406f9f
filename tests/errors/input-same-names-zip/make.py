import warnings
import zipfile
warnings.simplefilter("ignore")
with zipfile.ZipFile("twice.zip", "w") as archive:
    archive.write("couple.txt", "_chat.txt")
    archive.write("group.txt", "_chat.txt")
