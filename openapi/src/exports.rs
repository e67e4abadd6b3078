//! A list as a file: what one can ask of it.

dto! {
    /// What the file is.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "lowercase")]
    pub enum ExportFormat {
        #[default]
        Csv,
        /// An Excel workbook.
        Xlsx,
    }

    /// What stands between two cells of a CSV file.
    #[derive(Copy, Eq)]
    pub enum ExportSeparator {
        #[serde(rename = ",")]
        Comma,
        #[serde(rename = ";")]
        Semicolon,
        #[serde(rename = "tab")]
        Tab,
    }

    /// How the letters of a CSV file are written.
    #[derive(Copy, Eq, Default)]
    pub enum ExportEncoding {
        /// With a byte order mark, by which Excel knows it.
        #[default]
        #[serde(rename = "utf-8")]
        Utf8,
        /// For programs of old; a letter that it does not have becomes `?`.
        #[serde(rename = "windows-1252")]
        Windows1252,
    }
}
