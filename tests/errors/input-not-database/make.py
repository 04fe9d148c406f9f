#!/usr/bin/env python3
"""A database of something else, and one whose first page is noise after its header."""
import sqlite3

connection = sqlite3.connect("photos.db")
connection.execute("CREATE TABLE photos(name TEXT)")
connection.commit()
connection.close()
with open("photos.db", "rb") as whole, open("damaged.db", "wb") as damaged:
    bytes_ = whole.read()
    damaged.write(bytes_[:100] + b"\xff" * (len(bytes_) - 100))
