//! What a process has used, from /proc.

use std::fs;

/// The kernel counts CPU time in hundredths of a second (USER_HZ, 100 on every Linux we know).
const TICK_MICROS: f64 = 10_000.0;

/// CPU time of a process and of the children it has outlived, in microseconds.
pub fn cpu(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name in brackets may hold spaces; what follows it does not. See proc(5): utime, stime, cutime, cstime.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(4);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * TICK_MICROS
}

/// The same for a process and everything it has started that still runs.
pub fn cpu_with_children(pid: u32) -> f64 {
    cpu(pid) + children(pid).map(cpu).sum::<f64>()
}

/// Peak resident memory in megabytes.
pub fn peak_memory(pid: u32) -> f64 {
    memory(pid, "VmHWM:")
}

/// Peak of a PostgreSQL: the private memory of each of its processes and the shared memory once.
pub fn peak_memory_with_children(pid: u32) -> f64 {
    let all: Vec<u32> = children(pid).chain([pid]).collect();
    let shared = all.iter().map(|pid| memory(*pid, "RssShmem:")).fold(0.0, f64::max);
    shared + all.iter().map(|pid| memory(*pid, "RssAnon:")).sum::<f64>()
}

fn memory(pid: u32, field: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|number| number.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

fn children(parent: u32) -> impl Iterator<Item = u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter(move |pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit(')')
            .next()
            .and_then(|rest| rest.split_whitespace().nth(1))
            .is_some_and(|ppid| ppid == parent.to_string())
    })
}
