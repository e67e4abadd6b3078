//! What is asked of the sandbox, of the bare pair and of the server alike.

use tests::Sandbox;

/// Typed numbers that one campaign takes; more come from a file.
pub const TYPED: usize = 100_000;

#[derive(Clone, Copy)]
pub struct Load {
    pub messages: usize,
    /// The provider's, in milliseconds.
    pub latency: u64,
    /// Whether each message gets one, the final one; at once.
    pub receipts: bool,
}

impl Load {
    /// On their way at the same time: enough to hide the latency, no more than helps.
    pub const fn in_flight(self) -> usize {
        if self.latency == 0 { 64 } else { 512 }
    }

    /// `_receipts`, `_50ms`, `_receipts_50ms` or nothing: the end of a measure's name.
    pub fn suffix(self) -> String {
        let receipts = if self.receipts { "_receipts" } else { "" };
        if self.latency == 0 { receipts.to_owned() } else { format!("{receipts}_{}ms", self.latency) }
    }

    /// A sandbox that behaves so: a process of its own, and a fresh one, because it remembers every reference.
    pub fn sandbox(self) -> Sandbox {
        let latency = self.latency.to_string();
        let receipts = if self.receipts { "final" } else { "none" };
        Sandbox::start(&["--latency-ms", &latency, "--receipt-delay-ms", "0", "--receipts", receipts])
    }
}
