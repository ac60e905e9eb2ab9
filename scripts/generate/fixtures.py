#!/usr/bin/env python3
"""Writes tests/fixtures/desk/: one small export of every kind that intake reads.

    scripts/generate/fixtures.py    write all of them again

tests/fixtures/desk.snap records what intake has to understand of each. Workbooks hold the time they were made, so writing
them again changes their bytes, and nothing else. Every number is +91 50…, which is never assigned, or one of those that the
United States (555-01xx) and Germany (030 23125) reserve for fiction. The packages that write workbooks are pinned below and
installed into target/fixtures/, nowhere else.
"""

import datetime
import gzip
import io
import json
import os
import pathlib
import subprocess
import sys
import venv
import zipfile

PACKAGES = ["openpyxl==3.1.5", "xlwt==1.3.0", "odfpy==1.4.1", "msoffcrypto-tool==5.4.2"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
DESK = ROOT / "tests" / "fixtures" / "desk"
VENV = ROOT / "target" / "fixtures" / "venv"


def inside_venv():
    """Runs this script again in a virtual environment with the pinned packages, unless this is it."""
    python = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
    if pathlib.Path(sys.prefix) == VENV:
        return
    if not python.exists():
        VENV.parent.mkdir(parents=True, exist_ok=True)
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)


def write(name, content):
    (DESK / name).write_bytes(content if isinstance(content, bytes) else content.encode())


DAY = datetime.date(2026, 10, 3)


def texts():
    write("plain.csv", "Suspect Mobile,Complaint Date,Complainant Mobile,District\n"
          "50000 00001,03/10/2026,5000000091,Gurugram\n+91-50000-00002,25/10/2026,5000000092,Hisar\n")
    write("blank-lines.csv", "\nSuspect Mobile,Date,Remarks\r\n\r\n5000000001,2026-10-01,\"two\nlines\"\r\n  ,\r\n\n"
          "5O00000002,2026-10-01,a letter\r\n5000000003,soon,\r\n")
    write("shifted.csv", 'Date,Status,Address,Complainant Mobile,Suspect Mobile\n01/10/2026,Verified,"No. 5, Hisar",5000000091,5000000001\n02/10/2026,Verified,No. 5, Hisar,5000000092,5000000002\n03/10/2026,Verified,"No. 5, 5000000093,"Hisar",5000000003\n04/10/2026,Verified,Nuh,5000000094,5000000004,,\n05/10/2026,Verified,Hisar,5000000095,5000000005\n06/10/2026,Verified,Hisar,5000000096,5000000006\n')
    write("tabs.tsv", "ਸ਼ੱਕੀ ਨੰਬਰ\tਮਿਤੀ\tਸ਼ਿਕਾਇਤਕਰਤਾ ਮੋਬਾਈਲ\n੫੦੦੦੦੦੦੦੦੧\t੦੩/੧੦/੨੦੨੬\t੫੦੦੦੦੦੦੦੯੧\n")
    write("semicolons.csv", "sep=;\nसंदिग्ध मोबाइल;दिनांक;शिकायतकर्ता का मोबाइल\n५००००००००१;०३/१०/२०२६;५०००००००९१\n")
    write("pipes.txt", "Accused Phone|Reported On|Victim Phone\n5000000001|3 October 2026|5000000091\n")
    write("numbers.txt", "5000000001\n\n5000000002\n50000\n")
    write("utf-16.csv", "\ufeffSuspect Mobile,Date\r\n5000000001,2026-10-01\r\n".encode("utf-16-le"))
    write("utf-16-without-mark.txt", "संदिग्ध मोबाइल\tदिनांक\r\n5000000001\t2026-10-01\r\n".encode("utf-16-be"))
    write("windows-1252.csv", "Suspect Mobile,Complainant Name,Date\n5000000001,André,2026-10-01\n".encode("cp1252"))
    write("damaged-row.csv", "Suspect Mobile,District\n5000000001,".encode() + "हिसार\n".encode() +
          b"5000000002,\xff\xfe\n5000000003,Nuh\n")
    write("packed.csv.gz", gzip.compress(b"Suspect Mobile,Date\n5000000001,2026-10-01\n", mtime=0))
    write("whatever-its-name.xls", "Suspect Mobile\tDate\n5000000001\t2026-10-01\n")
    write("american.csv", "Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,"
          "Subject,Recorded_Message_Or_Robocall\n2125550101,10/03/2026 00:00:00,10/25/2026 09:30:00,Springfield,,555,Other,N\n")
    write("german.txt", "030 23125 001\n+49 30 23125 002\n")
    write("month-first.csv", "Suspect Mobile,Date\n5000000001,03/10/2026\n5000000002,03/25/2026\n")
    write("both-orders.csv", "Suspect Mobile,Date\n5000000001,03/10/2026\n5000000002,03/25/2026\n5000000003,25/03/2026\n"
          "5000000004,26/03/2026\n")
    write("counted-days.csv", "Suspect Mobile,Date\n5000000001,46298\n5000000002,46298.75\n5000000003,4629\n")
    write("spoilt.csv", "Suspect Mobile,Date,Complainant Mobile\n5.01234E+09,2026-10-01,\n1234567890,2026-10-01,\n"
          "1930,2026-10-01,\nVM-HDFCBK,2026-10-01,\n50000,2026-10-01,\n500000000012345678,2026-10-01,\n+999 12345,2026-10-01,\n,2026-10-01,\n"
          "unknown,2026-10-01,\n5000000001/5000000002,2026-10-01,\n5000000003,2027-01-01,\n5000000091,2026-10-01,50000 00091\n"
          "5000000001 5000000002 x 5000000003,2026-10-01,\n#,2026-10-01,\n")


def jsons():
    records = [{"suspect": {"mobile": "5000000001"}, "date": "2026-10-01", "complainant": {"name": "x", "mobile": "5000000091"}},
               None,
               {"suspect": {"mobile": 5000000002}, "date": "2026-10-02", "districts": ["Hisar", "Nuh"]},
               {"date": "2026-10-03", "suspect": {"mobile": ["5000000003", "5000000004"]}},
               "stray"]
    text = json.dumps(records, indent=1)
    write("records.json", text.replace("5000000002", "5.0E+09").replace("}\n]", ', "x": 1}\n]'))
    write("wrapped.json", json.dumps({"count": 2, "rows": [{"Suspect Mobile": "5000000001", "Date": "2026-10-01"}]}))
    write("arrays.json", json.dumps([["Suspect Mobile", "Date"], ["5000000001", "2026-10-01"], ["5000000002", None]]))
    write("texts.json", json.dumps(["5000000001", "5000000002"]))
    write("lines.jsonl", '{"accused_phone":"5000000001","victim_phone":"5000000091"}\n\n{broken\n{"accused_phone":5000000002}\n[1]\n')


def workbook():
    import openpyxl
    book = openpyxl.Workbook()
    one = book.active
    one.title = "Complaints"
    one.append(["Suspect Mobile", "Complaint Date", "Complainant Mobile", "District"])
    one.append([5000000001, DAY, 5000000091, "Gurugram"])
    one.append(["50000 00002", "25/10/2026", "50000 00092", "Hisar"])
    one.append([915000000003, 46298, None, "Nuh"])
    one.append([])
    one.append(["=A2+1", DAY, None, None])
    one.append([5000000005, "=B2", None, None])
    one["A8"] = "#REF!"
    one["A8"].data_type = "e"
    one.append([5000000006, DAY, None, "merged"])
    one.append([5000000007, None, None, None])
    one.merge_cells("B9:B10")
    two = book.create_sheet("शिकायतें")
    two.append(["क्रमांक", "संदिग्ध मोबाइल नंबर", "दिनांक", "शिकायतकर्ता का मोबाइल"])
    two.append([1, "५००००००००८", "०३/१०/२०२६", "५०००००००९३"])
    hidden = book.create_sheet("Old")
    hidden.append(["Accused Phone"])
    hidden.append([5000000009])
    hidden.sheet_state = "hidden"
    cover = book.create_sheet("Cover")
    cover.append(["Monthly return"])
    cover.append(["Prepared by the desk"])
    book.create_sheet("Blank")
    book.save(DESK / "workbook.xlsx")

    import msoffcrypto.format.ooxml
    with open(DESK / "workbook.xlsx", "rb") as plain, open(DESK / "locked.xlsx", "wb") as locked:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("jaanch", locked)


def old_workbook():
    import xlwt
    book = xlwt.Workbook()
    sheet = book.add_sheet("Reports")
    date = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for at, heading in enumerate(["Suspect Mobile", "Date", "Victim Mobile"]):
        sheet.write(1, at, heading)
    sheet.write(2, 0, 5000000001)
    sheet.write(2, 1, DAY, date)
    sheet.write(2, 2, 5000000091)
    sheet.write(4, 0, "50000-00002")
    sheet.write_merge(4, 5, 1, 1, "25/10/2026")
    sheet.write(5, 0, 5000000003)
    hidden = book.add_sheet("Notes")
    hidden.write(0, 0, "nothing to see")
    hidden.visibility = 1
    book.save(str(DESK / "old-workbook.xls"))


def office_workbook():
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableProperties
    from odf.table import Table, TableCell, TableRow
    from odf.text import P
    document = OpenDocumentSpreadsheet()
    hide = Style(name="hide", family="table")
    hide.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hide)

    def table(name, rows, **options):
        sheet = Table(name=name, **options)
        for row in rows:
            line = TableRow()
            for value in row:
                if isinstance(value, dict):
                    cell = TableCell(**value)
                elif isinstance(value, int):
                    cell = TableCell(valuetype="float", value=str(value))
                    cell.addElement(P(text=str(value)))
                elif isinstance(value, datetime.date):
                    cell = TableCell(valuetype="date", datevalue=value.isoformat())
                    cell.addElement(P(text=value.strftime("%d.%m.%Y")))
                elif value is None:
                    cell = TableCell()
                else:
                    cell = TableCell(valuetype="string")
                    cell.addElement(P(text=value))
                line.addElement(cell)
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)

    table("Cases", [["Suspect Mobile", "Date", "Informant No."], [5000000001, DAY, 5000000091], [None],
                    ["50000 00002", "25/10/2026", None], [{"formula": "of:=[.A2]+1"}, DAY, None]])
    table("Closed", [["Fraud Mobile"], ["5000000003"]], stylename="hide")
    document.save(str(DESK / "office.ods"))

    # The same, with a manifest that declares the content encrypted.
    with zipfile.ZipFile(DESK / "office.ods") as plain, zipfile.ZipFile(DESK / "locked.ods", "w") as locked:
        for entry in plain.infolist():
            content = plain.read(entry)
            if entry.filename == "META-INF/manifest.xml":
                content = content.replace(
                    b"</manifest:manifest>", b'<manifest:file-entry manifest:full-path="x"><manifest:encryption-data/>'
                    b"</manifest:file-entry></manifest:manifest>")
            locked.writestr(entry.filename, content)


def refused():
    write("web-page.xls", "<html><body><table><tr><td>Suspect Mobile</td></tr><tr><td>5000000001</td></tr></table></body></html>")
    write("open-quote.csv", "Suspect Mobile,Remarks\n5000000001,\"never closed\n5000000002,lost\n")
    write("cut-short.json", '[{"Suspect Mobile":"5000000001"},{"Suspect Mobile":"50000')
    write("several-arrays.json", json.dumps({"open": ["5000000001"], "closed": ["5000000002"]}))
    whole = (DESK / "workbook.xlsx").read_bytes()
    write("cut-short.xlsx", whole[: len(whole) // 2])
    write("cut-short.csv.gz", (DESK / "packed.csv.gz").read_bytes()[:-12])
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as to:
        to.writestr("plain.csv", "Number\n5000000001\n")
    write("archive.zip", archive.getvalue())


if __name__ == "__main__":
    inside_venv()
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    DESK.mkdir(parents=True, exist_ok=True)
    for old in DESK.iterdir():
        old.unlink()
    for step in [texts, jsons, workbook, old_workbook, office_workbook, refused]:
        step()
    print(f"scripts/generate/fixtures.py: {len(list(DESK.iterdir()))} files in {DESK.relative_to(ROOT)}")
