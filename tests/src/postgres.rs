//! A throwaway PostgreSQL: one cluster a run, one database a test.
//!
//! `harness postgres COMMAND…` starts the cluster for a whole run and tells the command its address in
//! `CHAPPE_TEST_POSTGRES`. A test that is run by itself finds no such address and starts a cluster of its own. Either way a
//! small watcher holds the other end of a pipe: when the process that started the cluster ends, even by kill -9, the pipe
//! closes and the watcher stops the server and removes its files.

use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::process;

/// Names the cluster's address, `postgres://USER@HOST:PORT`, when one runs already.
pub const ADDRESS: &str = "CHAPPE_TEST_POSTGRES";

/// Several servers at once, each with its pool.
const MAX_CONNECTIONS: u32 = 400;

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As in production: for measuring.
    Full,
    /// Tests never pull the plug of the database: fast.
    None,
}

/// A running cluster. It ends with the process, not with this value.
pub struct Cluster {
    /// `postgres://chappe@127.0.0.1:PORT`, without a database.
    pub address: String,
    /// The postmaster, for measuring what it costs.
    pub pid: Option<u32>,
    /// The template of this cluster, once it is there.
    template: OnceLock<String>,
    /// While this end of the pipe is open the watcher leaves the server running.
    _lifeline: Option<ChildStdin>,
}

impl Cluster {
    /// The run's cluster; started when there is none.
    pub fn shared() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(|| match std::env::var(ADDRESS) {
            Ok(address) => Self { address, pid: None, template: OnceLock::new(), _lifeline: None },
            Err(_) => Self::start(Durability::None),
        })
    }

    /// Starts a cluster on a free port.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start; the message says what it printed.
    pub fn start(durability: Durability) -> Self {
        let directory = tempfile::Builder::new().prefix("chappe-postgres-").tempdir();
        // The watcher removes it.
        let directory = directory.expect("the temporary directory is writable").keep();
        let user = user();
        std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o700)).expect("it is ours");
        if let Some((uid, gid)) = user {
            chown(&directory, Some(uid), Some(gid)).expect("root may give it away");
        }
        let data = directory.join("data");
        let mut initdb = as_user(&program("initdb"), user, &directory);
        initdb.args([
            "--no-sync",
            "--no-instructions",
            "-A",
            "trust",
            "-U",
            "chappe",
            "-E",
            "UTF8",
            "--locale=C",
            "-D",
        ]);
        run(initdb.arg(&data));
        let port = free_port();
        let mut start = as_user(&program("pg_ctl"), user, &directory);
        start.args(["start", "-w", "-t", "60", "-o", &options(port, &directory, durability)]);
        run(start.arg("-l").arg(directory.join("log")).arg("-D").arg(&data));
        let lifeline = watch(user, &directory);
        let pid = std::fs::read_to_string(data.join("postmaster.pid"));
        let pid = pid.ok().and_then(|text| text.lines().next().and_then(|line| line.parse().ok()));
        Self {
            address: format!("postgres://chappe@127.0.0.1:{port}"),
            pid,
            template: OnceLock::new(),
            _lifeline: Some(lifeline),
        }
    }

    /// Makes a database like the template, and answers its name.
    pub fn clone_template(&self) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let template = self.template.get_or_init(|| self.migrate_template());
        let name = format!("chappe_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        self.psql(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        name
    }

    pub fn drop_database(&self, name: &str) {
        self.psql(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    pub fn url(&self, database: &str) -> String {
        format!("{}/{database}", self.address)
    }

    /// Runs one statement as the cluster's owner and answers what it printed.
    pub fn psql(&self, statement: &str) -> String {
        self.psql_in("postgres", statement)
    }

    /// The same in a database of choice: for what no user can see.
    pub fn psql_in(&self, database: &str, statement: &str) -> String {
        run(Command::new(program("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d"])
            .arg(self.url(database))
            .args(["-c", statement]))
    }

    /// One a process: two that share a cluster may have different migrations.
    fn migrate_template(&self) -> String {
        let name = format!("template_{}", std::process::id());
        self.psql(&format!("CREATE DATABASE {name}"));
        let data = tempfile::tempdir().expect("the temporary directory is writable");
        let settings = [
            ("DATABASE_URL".to_owned(), self.url(&name)),
            ("CHAPPE_DATA".to_owned(), data.path().display().to_string()),
        ];
        run(process::command(&process::chappe(), &settings).arg("migrate"));
        name
    }
}

fn options(port: u16, directory: &Path, durability: Durability) -> String {
    let sockets = directory.display();
    let mut options = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={sockets} -c max_connections={MAX_CONNECTIONS}"
    );
    if durability == Durability::None {
        options.push_str(" -c fsync=off -c synchronous_commit=off -c full_page_writes=off");
    }
    options
}

/// PostgreSQL refuses to run as root: then it runs as the user that its package made, or as `nobody`.
fn user() -> Option<(u32, u32)> {
    let own = std::fs::metadata("/proc/self").expect("/proc is mounted").uid();
    if own != 0 {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    let found = find("postgres").or_else(|| find("nobody"));
    assert!(found.is_some(), "PostgreSQL refuses to run as root, and there is no user postgres");
    found
}

fn as_user(program: &Path, user: Option<(u32, u32)>, directory: &Path) -> Command {
    let mut command = Command::new(program);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command.current_dir(directory);
    command
}

/// Ends the server and removes its files as soon as our end of the pipe is closed.
fn watch(user: Option<(u32, u32)>, directory: &Path) -> ChildStdin {
    let mut watcher = as_user(Path::new("sh"), user, Path::new("/"));
    let script = r#"cat >/dev/null; "$1" stop -m immediate -D "$2/data"; rm -rf "$2""#;
    watcher.args(["-c", script, "sh"]).arg(program("pg_ctl")).arg(directory);
    // A group of its own: Ctrl-C in the terminal must reach it by the pipe only.
    let child = watcher.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    child.expect("sh starts").stdin.take().expect("stdin is piped")
}

/// One of PostgreSQL's programs: in `PG_BIN`, in Debian's newest version, or on the PATH.
fn program(name: &str) -> PathBuf {
    if let Some(directory) = std::env::var_os("PG_BIN") {
        return Path::new(&directory).join(name);
    }
    let version =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse::<u32>().ok());
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    match installed.filter(|path| path.join("bin/initdb").exists()).max_by_key(version) {
        Some(newest) => newest.join("bin").join(name),
        None => PathBuf::from(name),
    }
}

/// The kernel hands out ports in turn: what was free a moment ago is free still.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).expect("a port is free").port()
}

fn run(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output();
    let output = output
        .unwrap_or_else(|error| panic!("{}: {error} (is PostgreSQL installed?)", command.get_program().display()));
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{command:?}: {printed}{}", String::from_utf8_lossy(&output.stderr));
    printed.trim().to_owned()
}
