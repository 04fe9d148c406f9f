classes = "".join(f'[[class]]\nname = "c{i}"\nwords = ["word{i}"]\n' for i in range(200))
uses = ", ".join(f'"@c{i} door"' for i in range(200))
with open("many.toml", "w") as out:
    out.write('language = "en"\nversion = "1.0.0"\n' + classes)
    out.write(f'[[rule]]\nid = "a"\ncategory = "shutdown"\ntokens = [{uses}]\n')
    out.write('yes = ["[word1 door]"]\nno = ["window"]\nwhy = "a test"\n')
