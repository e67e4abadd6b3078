"""Makes the text files of tests/files: python3 tests/files/make/texts.py. Needs Python alone.

Each is one thing that people send: an encoding, a separator, a line end, a name that lies, a file that was cut.
"""

import struct
import zipfile
import zlib
from pathlib import Path

FOLDER = Path(__file__).parent.parent

PEOPLE = [
    ["Nom", "Prénom", "Mobile", "Ville"],
    ["Lecœur", "Zoé", "06 12 34 56 01", "L’Haÿ"],
    ["Durand", "Noël", "+33612345602", "Brest"],
]


def rows(table, separator=";", end="\r\n"):
    return "".join(separator.join(row) + end for row in table)


def write(name, content):
    FOLDER.joinpath(name).write_bytes(content if isinstance(content, bytes) else content.encode())


# Encodings. ISO-8859-15 has no ’, so the city is spelled as people do.
PLAIN = rows(PEOPLE)
LATIN = PLAIN.replace("L’Haÿ", "L'Haÿ")
write("utf8.csv", PLAIN)
write("utf8-mark.csv", "\ufeff" + PLAIN)
write("utf16le-mark.csv", ("\ufeff" + PLAIN).encode("utf-16-le"))
write("utf16be-mark.csv", ("\ufeff" + PLAIN).encode("utf-16-be"))
write("utf16le.csv", PLAIN.encode("utf-16-le"))
write("utf16be.csv", PLAIN.encode("utf-16-be"))
# What Excel calls « Texte Unicode ».
write("utf16-tabs.txt", ("\ufeff" + rows(PEOPLE, "\t")).encode("utf-16-le"))
write("windows-1252.csv", PLAIN.encode("cp1252"))
write("iso-8859-15.csv", LATIN.encode("iso-8859-15"))
write("iso-8859-15-euro.csv", "Nom;Mobile;Dû\nPétit;0612345601;12 €\n".encode("iso-8859-15"))

# Separators and quotation marks.
write("comma.csv", rows(PEOPLE, ","))
write("tab.csv", rows(PEOPLE, "\t"))
write("pipe.csv", rows(PEOPLE, "|"))
write("colon.csv", rows(PEOPLE, ":"))
write("declared.csv", "sep=,\r\n" + rows(PEOPLE, ","))
write("declared-mark.csv", "\ufeffsep=~\r\n" + rows(PEOPLE, "~"))
write("quoted.csv", 'Nom;Mobile;Note\r\n"Petit; ""Le Grand""";"0612345601";"deux\r\nlignes"\r\nDurand;0612345602;5" de long\r\n')
write("backslashes.csv", 'Nom,Mobile,Note\n"C:\\",0612345601,a\\b\n')
write("decimal-commas.csv", "Nom;Solde;Mobile\nMartin, Zoé;1,50;0612345601\nDurand, Luc;2,75;0612345602\n")

# Line ends.
write("cr.csv", rows(PEOPLE, ";", "\r"))
write("lf.csv", rows(PEOPLE, ";", "\n"))
write("no-last-line-end.csv", PLAIN.removesuffix("\r\n"))
write("blank-lines.csv", "\r\n" + PLAIN.replace("\r\n", "\r\n\r\n;;;\r\n"))
write("dos-end-mark.csv", PLAIN.encode("cp1252") + b"\x1a")

# Headers.
write("no-header.csv", rows(PEOPLE[1:]))
write("header-only.csv", rows(PEOPLE[:1]))
write("title.csv", "Clients de la boulangerie;;;\r\n;;;\r\n" + PLAIN)
write("numbers-only.csv", "0612345601\n0612345602\n")
write("unknown-header.csv", "a,b,c\nz@example.org,0612345601,Zoé\n")
write(
    "google-contacts.csv",
    "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Organization Name\n"
    "Zoé,Martin,* ,zoe@example.org,Mobile,+33 6 12 34 56 01,Boulangerie\n",
)
write(
    "outlook.csv",
    "Prénom,Nom,Société,Téléphone (bureau),Télécopie (bureau),Tél. mobile,Adresse de messagerie\r\n"
    "Zoé,Martin,Boulangerie,01 45 45 45 45,01 45 45 45 46,06 12 34 56 01,zoe@example.org\r\n".encode("cp1252").decode("cp1252"),
)
write("excel-numbers.csv", 'Nom;Mobile\r\nA;="0612345601"\r\nB;\'0612345602\r\nC;612345603\r\nD;33612345604.0\r\nE;3,36123E+10\r\n')
write("formulas.csv", "Nom;Mobile\r\n=HYPERLINK(\"http://example.org\");0612345601\r\n@SUM(A1);+33612345602\r\n")

# What is no table.
write("empty.csv", b"")
write("mark-only.csv", b"\xef\xbb\xbf")
write("separators-only.csv", ";;;\r\n;;;\r\n")
write("nul.csv", PLAIN.replace("Brest", "Br\0est"))
write("cut-in-quote.csv", 'Nom;Mobile\r\nMartin;0612345601\r\n"Dura')
write("cut-in-letter.csv", "Mobile;Nom\r\n0612345601;Zoé\r\n0612345602;No".encode() + b"\xc3")

# Names that lie.
write("csv-inside.xlsx", PLAIN)
write("web-page.xls", "<html><body><table><tr><td>Nom</td></tr><tr><td>0612345601</td></tr></table></body></html>")
write("xml-2003.xls", '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook></Workbook>\n')
pixel = zlib.compress(b"\0\0")
write("picture.csv", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(pixel)) + b"IDAT" + pixel)


def archive(name, parts):
    with zipfile.ZipFile(FOLDER / name, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in parts.items():
            file.writestr(zipfile.ZipInfo(part), content)


archive("archive-inside.xlsx", {"people.csv": PLAIN})
archive("empty-archive.xlsx", {})
archive("letter-inside.xlsx", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})
archive("binary-workbook.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x83\x01"})
archive("hollow.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
