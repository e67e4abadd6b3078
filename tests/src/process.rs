//! A program as a child process: what it prints is read until it is ready, kept, and shown when the test fails.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

/// A debug build on a busy machine takes seconds to start, never this long.
const START: Duration = Duration::from_secs(60);

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The `chappe` binary under test: `CHAPPE_BIN` names it; otherwise it is built first, so that no test ever runs an
/// old one.
pub fn chappe() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY
        .get_or_init(|| match std::env::var_os("CHAPPE_BIN") {
            Some(path) => root().join(path),
            None => build(),
        })
        .clone()
}

fn build() -> PathBuf {
    // The same choice of packages as in the Makefile: another one would compile the dependencies anew.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--locked", "--quiet", "--workspace", "--bin", "chappe"])
        .current_dir(root())
        .status()
        .expect("cargo starts");
    assert!(status.success(), "the server does not build");
    root().join("target/debug/chappe")
}

/// A command with none of this shell's settings, so that a developer's own `DATABASE_URL` is never touched.
pub fn command(program: &Path, settings: &[(String, String)]) -> Command {
    let mut command = Command::new(program);
    command.env_clear().stdin(Stdio::null());
    for name in ["PATH", "HOME", "RUST_BACKTRACE", "LD_LIBRARY_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

/// A running child. Dropping it kills it.
pub struct Process {
    child: Child,
    log: Arc<Mutex<String>>,
    lines: Receiver<String>,
}

impl Process {
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let log = Arc::new(Mutex::new(String::new()));
        let (sender, lines) = channel();
        let stdout = child.stdout.take().expect("stdout is piped");
        let stderr = child.stderr.take().expect("stderr is piped");
        let (heard, kept) = (sender, Arc::clone(&log));
        std::thread::spawn(move || read(stdout, &kept, |line| drop(heard.send(line))));
        let kept = Arc::clone(&log);
        std::thread::spawn(move || read(stderr, &kept, drop));
        Self { child, log, lines }
    }

    /// Waits for a line that starts with `words` and answers what follows them.
    pub fn wait_for_line(&mut self, words: &str) -> String {
        let deadline = Instant::now() + START;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(rest) = line.trim().strip_prefix(words) {
                        return rest.trim().to_owned();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    panic!("no line {words:?} after {START:?}:\n{}", self.log())
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("it ended before {words:?}:\n{}", self.log())
                }
            }
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Everything it has printed.
    pub fn log(&self) -> String {
        self.log.lock().expect("no reader panicked").clone()
    }

    /// kill -9: no chance to finish anything.
    pub fn kill(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// SIGTERM, then waits; the exit code when it ended in time.
    pub fn terminate(&mut self, patience: Duration) -> Option<i32> {
        // The standard library sends SIGKILL only.
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "the process is there");
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if let Ok(Some(status)) = self.child.try_wait() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("--- what process {} printed\n{}---", self.child.id(), self.log());
        }
    }
}

fn read(stream: impl Read, log: &Mutex<String>, mut each: impl FnMut(String)) {
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if let Ok(mut log) = log.lock() {
            log.push_str(&line);
            log.push('\n');
        }
        each(line);
    }
}
