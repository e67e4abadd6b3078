//! What processes have used, from /proc.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use tests::Sandbox;

/// The kernel counts CPU time in hundredths of a second (USER_HZ, 100 on every Linux we know).
const TICK_MICROS: f64 = 10_000.0;

/// How often memory is looked at: what grows and shrinks between two looks is no peak worth a name.
const MEMORY_LOOK: Duration = Duration::from_millis(20);

/// A process to be watched, under the name it has in the table.
#[derive(Debug, Clone, Copy)]
pub struct Process {
    name: &'static str,
    pid: u32,
}

impl Process {
    pub const fn new(name: &'static str, pid: u32) -> Self {
        Self { name, pid }
    }

    pub fn sandbox(sandbox: &Sandbox) -> Self {
        Self::new("sandbox", sandbox.pid().expect("it is a process of its own"))
    }

    /// It and what it has started: PostgreSQL is a family.
    fn family(self) -> Vec<u32> {
        children(self.pid).chain([self.pid]).collect()
    }

    /// CPU time of all of them, and of those that have ended, in microseconds.
    fn cpu(self) -> f64 {
        self.family().into_iter().map(cpu).sum()
    }

    /// Peak of the memory that each has for itself, and what they share once, in megabytes.
    fn peak_memory(self) -> f64 {
        let family = self.family();
        if let [only] = family[..] {
            return memory(only, "VmHWM:");
        }
        let shared = |pid: u32| memory(pid, "RssFile:") + memory(pid, "RssShmem:");
        let own = family.iter().map(|&pid| (memory(pid, "VmHWM:") - shared(pid)).max(0.0));
        own.sum::<f64>() + family.iter().map(|&pid| shared(pid)).fold(0.0, f64::max)
    }
}

/// What the processes of one round have used.
#[derive(Debug, Clone)]
pub struct Used {
    pub each: Vec<Share>,
    /// Of the machine's CPU time, the part that was taken by anybody else: figures of a busy machine are worth little.
    pub others: f64,
}

#[derive(Debug, Clone, Copy)]
pub struct Share {
    pub name: &'static str,
    /// Microseconds a message, or a row.
    pub cpu: f64,
    /// Megabytes.
    pub peak_memory: f64,
}

/// Looks at the memory of a process and of those that it starts, which may be gone when it is over.
pub struct Memory {
    over: Arc<AtomicBool>,
    watcher: JoinHandle<f64>,
}

impl Memory {
    pub fn watch(process: Process) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&over);
        let watcher = std::thread::spawn(move || {
            let mut peak: f64 = 0.0;
            while !seen.load(Ordering::Relaxed) {
                peak = peak.max(process.family().into_iter().map(|pid| memory(pid, "VmRSS:")).sum());
                std::thread::sleep(MEMORY_LOOK);
            }
            peak
        });
        Self { over, watcher }
    }

    /// The most that all of them held at one moment, in megabytes.
    pub fn peak(self) -> f64 {
        self.over.store(true, Ordering::Relaxed);
        self.watcher.join().expect("the watcher only looks")
    }
}

/// Takes the time between two moments.
pub struct Meter {
    processes: Vec<Process>,
    before: Vec<f64>,
    own: f64,
    machine: Machine,
}

impl Meter {
    pub fn start(processes: &[Process]) -> Self {
        // Forgets the peaks of earlier rounds (proc(5), clear_refs); where that is not allowed they stay.
        for process in processes.iter().flat_map(|process| process.family()) {
            drop(fs::write(format!("/proc/{process}/clear_refs"), "5"));
        }
        Self {
            before: processes.iter().map(|process| process.cpu()).collect(),
            processes: processes.to_vec(),
            own: cpu(std::process::id()),
            machine: Machine::now(),
        }
    }

    pub fn stop(self, messages: usize) -> Used {
        let machine = Machine::now();
        let spent: Vec<f64> =
            self.processes.iter().zip(&self.before).map(|(process, before)| process.cpu() - before).collect();
        let each = self.processes.iter().zip(&spent).map(|(process, cpu)| Share {
            name: process.name,
            cpu: cpu / messages as f64,
            peak_memory: process.peak_memory(),
        });
        let counted = self.processes.iter().any(|process| process.pid == std::process::id());
        let own = if counted { 0.0 } else { cpu(std::process::id()) - self.own };
        let ours = spent.iter().sum::<f64>() + own;
        let busy = machine.busy - self.machine.busy;
        let others = (busy - ours).max(0.0) / (machine.all - self.machine.all).max(1.0);
        Used { each: each.collect(), others }
    }
}

/// CPU time of the whole machine since it started.
struct Machine {
    /// By programs and the kernel on their behalf.
    busy: f64,
    all: f64,
}

impl Machine {
    /// See proc(5): user, nice, system, idle, iowait, irq, softirq, steal.
    fn now() -> Self {
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let line = stat.lines().next().unwrap_or_default();
        let ticks: Vec<f64> = line.split_whitespace().skip(1).take(8).filter_map(|field| field.parse().ok()).collect();
        let [user, nice, system, ..] = ticks[..] else { return Self { busy: 0.0, all: 0.0 } };
        Self { busy: (user + nice + system) * TICK_MICROS, all: ticks.iter().sum::<f64>() * TICK_MICROS }
    }
}

/// CPU time of a process and of the children it has outlived.
fn cpu(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name in brackets may hold spaces; what follows it does not. See proc(5): utime, stime, cutime, cstime.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(4);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * TICK_MICROS
}

fn memory(pid: u32, field: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|number| number.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

/// What the process has started; nothing for the bench itself, which is no part of what it measures.
fn children(parent: u32) -> impl Iterator<Item = u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter(move |pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let ppid = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1));
        parent != std::process::id() && ppid == Some(&*parent.to_string())
    })
}
