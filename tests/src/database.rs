//! A fresh database for one test, and the data directory beside it. Both are gone when it is dropped.

use tempfile::TempDir;

use crate::postgres::Cluster;

pub struct Database {
    data: TempDir,
    /// The PostgreSQL database; none means a SQLite file in the data directory.
    postgres: Option<(&'static Cluster, String)>,
}

impl Database {
    pub fn sqlite() -> Self {
        Self { data: directory(), postgres: None }
    }

    pub fn postgres() -> Self {
        Self::on(Cluster::shared())
    }

    /// On a cluster of choice.
    pub fn on(cluster: &'static Cluster) -> Self {
        Self { data: directory(), postgres: Some((cluster, cluster.clone_template())) }
    }

    pub fn is_postgres(&self) -> bool {
        self.postgres.is_some()
    }

    /// Where mail and the SQLite file land.
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// Runs a statement beside the server, for what no user can do: letting time pass. Answers what it selects, values with
    /// `|` between them.
    pub fn sql(&self, statement: &str) -> String {
        if let Some((cluster, name)) = &self.postgres {
            return cluster.psql_in(name, statement);
        }
        // The standard library's SQLite: the same file, the same locks.
        const SCRIPT: &str = "import sqlite3, sys\n\
            db = sqlite3.connect(sys.argv[1], timeout=20)\n\
            rows = db.execute(sys.argv[2]).fetchall()\n\
            db.commit()\n\
            print('\\n'.join('|'.join('' if v is None else str(v) for v in row) for row in rows))";
        let output = std::process::Command::new("python3")
            .args(["-c", SCRIPT])
            .arg(self.data.path().join("chappe.db"))
            .arg(statement)
            .output()
            .expect("python3 starts");
        assert!(output.status.success(), "{statement}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// What `chappe` must be told to work on it.
    pub fn settings(&self) -> Vec<(String, String)> {
        let mut settings = vec![("CHAPPE_DATA".to_owned(), self.data.path().display().to_string())];
        if let Some((cluster, name)) = &self.postgres {
            settings.push(("DATABASE_URL".to_owned(), cluster.url(name)));
        }
        settings
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((cluster, name)) = &self.postgres {
            cluster.drop_database(name);
        }
    }
}

fn directory() -> TempDir {
    tempfile::Builder::new().prefix("chappe-test-").tempdir().expect("the temporary directory is writable")
}
