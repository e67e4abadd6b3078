//! Says in the PDF's metadata that it is Factur-X. `krilla` writes the metadata and has no way to add to them, so the finished
//! file is opened once more: the properties, and the description that PDF/A wants of properties it does not know.

use lopdf::{Document, Object};

use super::{PdfError, XML_NAME};

const NAMESPACE: &str = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

/// The list of descriptions that `krilla` has begun.
const SCHEMAS: &str = "<pdfaExtension:schemas><rdf:Bag>";

pub fn complete(pdf: &[u8]) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::load_mem(pdf)?;
    let id = document.catalog()?.get(b"Metadata")?.as_reference()?;
    let Object::Stream(stream) = document.get_object_mut(id)? else { return Err(PdfError::Schema) };
    let written = std::str::from_utf8(&stream.content).map_err(|_| PdfError::Schema)?;
    let xmp = with_schema(written).ok_or(PdfError::Schema)?;
    stream.set_plain_content(xmp.into_bytes());
    let mut complete = Vec::with_capacity(pdf.len() + 2_048);
    document.save_to(&mut complete)?;
    Ok(complete)
}

fn with_schema(xmp: &str) -> Option<String> {
    let (before, after) = xmp.split_once(SCHEMAS)?;
    let (described, end) = after.split_once("</rdf:RDF>")?;
    Some(format!("{before}{SCHEMAS}{}{described}{}</rdf:RDF>{end}", description(), properties()))
}

fn properties() -> String {
    format!(
        "<rdf:Description rdf:about=\"\" xmlns:fx=\"{NAMESPACE}\"><fx:DocumentType>INVOICE</fx:DocumentType>\
         <fx:DocumentFileName>{XML_NAME}</fx:DocumentFileName><fx:Version>1.0</fx:Version>\
         <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>"
    )
}

fn description() -> String {
    let property = |name: &str, what: &str| {
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
             <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
             <pdfaProperty:description>{what}</pdfaProperty:description></rdf:li>"
        )
    };
    format!(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>\
         <pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>\
         <pdfaSchema:property><rdf:Seq>{}{}{}{}</rdf:Seq></pdfaSchema:property></rdf:li>",
        property("DocumentFileName", "name of the embedded XML invoice file"),
        property("DocumentType", "INVOICE"),
        property("Version", "The actual version of the Factur-X XML schema"),
        property("ConformanceLevel", "The conformance level of the embedded Factur-X data"),
    )
}
