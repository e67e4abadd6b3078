//! Where uploaded files lie until they are imported.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use openapi::ImportId;

use super::{Error, sql};
use crate::app::App;
use crate::db::fetch_one;

/// How long a file waits for its run.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// The file of an import, in UTF-8.
pub fn path(app: &App, id: ImportId) -> PathBuf {
    folder(app).join(id.to_string())
}

/// A file on its way in; removed when it is dropped before `keep`, whatever ended the request.
pub struct Incoming {
    /// As it was sent.
    pub raw: PathBuf,
    /// In UTF-8, once it was examined.
    pub text: PathBuf,
    kept: bool,
}

impl Incoming {
    pub async fn begin(app: &App, id: ImportId) -> io::Result<Self> {
        tokio::fs::create_dir_all(folder(app)).await?;
        let text = path(app, id);
        Ok(Self { raw: text.with_extension("part"), text, kept: false })
    }

    pub fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.kept {
            remove(&self.raw);
            remove(&self.text);
        }
    }
}

/// Removes a file; one that is gone already is no trouble.
pub fn remove(path: &Path) {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(path = %path.display(), %error, "an upload cannot be removed");
        }
        _ => {}
    }
}

/// Removes what has waited for a day: uploads that nobody ran, and what a killed server left behind. Asked at each
/// upload, since only uploads make the folder grow.
pub async fn tidy(app: &App) -> Result<(), Error> {
    let mut entries = match tokio::fs::read_dir(folder(app)).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    while let Some(entry) = entries.next_entry().await? {
        // Another request may have finished with it between the listing and this look.
        let modified = match entry.metadata().await.and_then(|file| file.modified()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            modified => modified?,
        };
        if SystemTime::now().duration_since(modified).unwrap_or_default() < KEPT {
            continue;
        }
        let id = entry.path().file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<i64>().ok());
        let (open,) = fetch_one!(&mut app.db.read().await?, (i64,), sql::OPEN_JOBS, id.unwrap_or_default())?;
        if open == 0 {
            remove(&entry.path());
        }
    }
    Ok(())
}

fn folder(app: &App) -> PathBuf {
    app.config.data.data.join("uploads")
}
