texts! {
    Exports as exports {
        export: "Export" / "Exporter";
        title: "Export this list" / "Exporter cette liste";
        lead: "All pages of the list, as it is filtered now." / "Toutes les pages de la liste, telle qu’elle est filtrée.";
        format: "File" / "Fichier";
        xlsx: "Excel workbook" / "Classeur Excel";
        xlsx_hint: "Opens as it is, numbers and dates included." / "S’ouvre tel quel, numéros et dates compris.";
        csv: "CSV" / "CSV";
        csv_hint: "For other programs. An apostrophe keeps telephone numbers whole in a spreadsheet." / "Pour d’autres logiciels. Une apostrophe garde les numéros de téléphone entiers dans un tableur.";
        download: "Download" / "Télécharger";
        done: "The file has arrived." / "Le fichier est arrivé.";
    }
}
