"""Makes the workbooks of tests/files that only a spreadsheet program makes.

apt-get install libreoffice-calc-nogui python3-uno, then /usr/bin/python3 tests/files/make/libreoffice.py, after the other
two. The files are committed, so tests need none of this.
"""

import subprocess
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

FOLDER = Path(__file__).parent.parent
PIPE = "chappe-files"


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(100):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.3)
    raise SystemExit("LibreOffice does not start")


def save(document, name, kind, **more):
    document.storeToURL(FOLDER.joinpath(name).as_uri(), properties(FilterName=kind, Overwrite=True, **more))


office = subprocess.Popen(["soffice", "--headless", "--norestore", f"--accept=pipe,name={PIPE};urp;"])
try:
    office_desktop = desktop()
    document = office_desktop.loadComponentFromURL(
        FOLDER.joinpath("people.xlsx").as_uri(), "_blank", 0, properties(Hidden=True)
    )
    sheet = document.Sheets.getByIndex(0)
    # Formulas keep what they came to last.
    sheet.getCellByPosition(7, 0).String = "Nom complet"
    sheet.getCellByPosition(7, 1).Formula = '=A2&" (client)"'
    sheet.getCellByPosition(7, 2).Formula = "=1/0"
    # The same number three times over, as one repeated cell; a format for all rows of a column.
    for row in range(3, 6):
        sheet.getCellByPosition(1, row).Value = 612345603
    sheet.Columns.getByIndex(1).CharWeight = 150
    save(document, "libreoffice.ods", "calc8")
    save(document, "libreoffice.xlsx", "Calc MS Excel 2007 XML")
    save(document, "libreoffice.xls", "MS Excel 97")
    save(document, "encrypted.ods", "calc8", Password="secret")
    # 59: semicolon, 34: quotation mark, 1: Windows-1252.
    save(document, "libreoffice.csv", "Text - txt - csv (StarCalc)", FilterOptions="59,34,1,1,,0,false,true,false")
    document.close(True)
finally:
    office.terminate()
    office.wait()

whole = FOLDER.joinpath("libreoffice.ods").read_bytes()
FOLDER.joinpath("cut.ods").write_bytes(whole[: len(whole) // 2])
FOLDER.joinpath("ods-inside.xls").write_bytes(whole)
