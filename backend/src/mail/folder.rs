//! The folder that letters land in while there is no mail server: `mail/` in the data folder, a file each.

use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncWriteExt;

use crate::config::DataConfig;

/// What a letter's file is called after its row's id.
const SUFFIX: &str = ".eml";

/// A folder of letters.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn of(data: &DataConfig) -> Self {
        Self(data.data.join("mail"))
    }

    /// Keeps a letter. It is there whole or not at all: whoever looks at the folder meanwhile never reads half of one.
    pub async fn keep(&self, id: i64, letter: &[u8]) -> io::Result<()> {
        self.make()?;
        let (draft, file) = (self.0.join(format!("{id}.part")), self.file(id));
        // A link in it opens an account: it is the operator's to read, nobody else's on this machine.
        let mut options = fs::OpenOptions::new();
        let mut writing = options.write(true).create(true).truncate(true).mode(0o600).open(&draft).await?;
        writing.write_all(letter).await?;
        writing.sync_all().await?;
        fs::rename(&draft, &file).await
    }

    /// The ids of the newest letters, newest first.
    pub async fn newest(&self, most: usize) -> io::Result<Vec<i64>> {
        let mut entries = match fs::read_dir(&self.0).await {
            // Nothing was ever written.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut ids = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            ids.extend(id_of(Path::new(&entry.file_name())));
        }
        ids.sort_unstable_by(|one, other| other.cmp(one));
        ids.truncate(most);
        Ok(ids)
    }

    /// The letter, as it was kept; `None` when there is none of that id.
    pub async fn read(&self, id: i64) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.file(id)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            letter => letter.map(Some),
        }
    }

    fn make(&self) -> io::Result<()> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.0)
    }

    fn file(&self, id: i64) -> PathBuf {
        self.0.join(format!("{id}{SUFFIX}"))
    }
}

fn id_of(name: &Path) -> Option<i64> {
    name.to_str()?.strip_suffix(SUFFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn letters_are_kept_and_found_again() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::of(&DataConfig { database_url: None, data: data.path().to_owned() });
        assert_eq!(folder.newest(2).await.unwrap(), [] as [i64; 0]);
        for id in [9, 7, 10] {
            folder.keep(id, format!("letter {id}").as_bytes()).await.unwrap();
        }
        std::fs::write(data.path().join("mail/notes.txt"), "not a letter").unwrap();
        assert_eq!(folder.newest(2).await.unwrap(), [10, 9]);
        assert_eq!(folder.read(7).await.unwrap().unwrap(), b"letter 7");
        assert_eq!(folder.read(8).await.unwrap(), None);
        // Sent once more: the same letter.
        folder.keep(7, b"again").await.unwrap();
        assert_eq!(folder.newest(9).await.unwrap().len(), 3);
    }
}
