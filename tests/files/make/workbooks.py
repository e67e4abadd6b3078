"""Makes the workbooks of tests/files that Python can make: pip install openpyxl==3.1.5 xlwt==1.3.0
msoffcrypto-tool==6.1.0, then python3 tests/files/make/workbooks.py.
"""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

FOLDER = Path(__file__).parent.parent

HEADER = ["Nom", "Mobile", "Code postal", "Naissance", "Client", "Rendez-vous", "Solde"]
ZOE = ["Lecœur", 33612345601, 1000, date(1990, 1, 31), True, datetime(2026, 11, 22, 18, 30), 12.5]
NOEL = ["Noël", 612345602, 29200, date(2000, 2, 29), False, time(9, 15), 0.1 + 0.2]


def people(sheet, start=1):
    for row, cells in enumerate([HEADER, ZOE, NOEL]):
        for column, value in enumerate(cells):
            cell = sheet.cell(start + row, column + 1, value)
            if column == 2 and row:
                cell.number_format = "00000"


def save(book, name):
    book.save(FOLDER / name)


book = openpyxl.Workbook()
book.active.title = "Clients"
people(book.active)
save(book, "people.xlsx")

# A title, empty rows between people, formats without cells at the end, an empty column, a column without a header.
book = openpyxl.Workbook()
sheet = book.active
sheet["A1"] = "Clients de la boulangerie"
for row, cells in enumerate([["Nom", None, "Mobile"], ["Martin", None, "0612345601", "note"], [], ["Durand", None, "06 12"]]):
    for column, value in enumerate(cells):
        sheet.cell(3 + row, column + 1, value)
for row in range(7, 300):
    sheet.cell(row, 40).number_format = "0.00"
save(book, "gaps.xlsx")

# The first sheet is empty, the second hidden, the third and fourth are not.
book = openpyxl.Workbook()
book.active.title = "Vide"
hidden = book.create_sheet("Cachée")
hidden["A1"] = "secret"
hidden.sheet_state = "hidden"
people(book.create_sheet("Clients"))
other = book.create_sheet("-Anciens & autres")
other.append(["Mobile"])
other.append(["0612345699"])
save(book, "sheets.xlsx")

book = openpyxl.Workbook()
save(book, "empty.xlsx")

book = openpyxl.Workbook()
book.active.append(["Nom", "Mobile"])
save(book, "header-only.xlsx")

book = openpyxl.Workbook()
book.active.append(["Nom", "Mobile"])
book.active["XFD2"] = "far away"
save(book, "wide.xlsx")

whole = FOLDER.joinpath("people.xlsx").read_bytes()
FOLDER.joinpath("cut.xlsx").write_bytes(whole[: len(whole) * 2 // 3])
# One byte of a packed sheet is another one.
spoilt = bytearray(whole)
spoilt[whole.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0x55
FOLDER.joinpath("spoilt.xlsx").write_bytes(spoilt)
FOLDER.joinpath("spreadsheet-inside.csv").write_bytes(whole)
with open(FOLDER / "people.xlsx", "rb") as plain, open(FOLDER / "encrypted.xlsx", "wb") as locked:
    OOXMLFile(plain).encrypt("secret", locked)

old = xlwt.Workbook(encoding="utf-8")
sheet = old.add_sheet("Clients")
formats = {3: xlwt.easyxf(num_format_str="DD/MM/YYYY"), 5: xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")}
for row, cells in enumerate([HEADER, ZOE, NOEL]):
    for column, value in enumerate(cells):
        style = formats.get(column) if row else None
        if style is not None:
            sheet.write(row, column, value, style)
        else:
            sheet.write(row, column, value)
old.add_sheet("Autres").write(0, 0, "0612345699")
old.save(str(FOLDER / "people.xls"))

whole = FOLDER.joinpath("people.xls").read_bytes()
FOLDER.joinpath("cut.xls").write_bytes(whole[:2048])
FOLDER.joinpath("old-spreadsheet-inside.xlsx").write_bytes(whole)

# A record says that the sheet has four thousand million rows, for which a reader may ask for memory at once.
lie = bytearray(whole)
at = lie.index(b"\x00\x02\x0e\x00")
lie[at + 4 : at + 16] = b"\0\0\0\0\xff\xff\xff\x7f\0\0\xff\xff"
FOLDER.joinpath("boastful.xls").write_bytes(lie)

# In place of the record for the code page, the one that says that what follows is encrypted.
locked = bytearray(whole)
at = locked.index(b"\x42\x00\x02\x00\xb0\x04")
locked[at : at + 6] = b"\x2f\x00\x02\x00\x01\x00"
FOLDER.joinpath("encrypted.xls").write_bytes(locked)
