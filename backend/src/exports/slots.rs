//! How many exports, or other answers that take their time, an account may have at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use openapi::ProblemCode;

use crate::accounts::AccountKey;
use crate::problem::Problem;

/// Exports: one to look at while another comes; each takes memory, and a workbook the room for itself on the disk.
const EXPORTS: usize = 2;

/// Seconds after which another try makes sense.
const RETRY_AFTER: u64 = 5;

/// What is under way on this server, by account. It is the server's memory and disk that they share, so nodes count
/// each for itself.
#[derive(Debug, Clone)]
pub struct Slots {
    taken: Arc<Mutex<HashMap<i64, usize>>>,
    what: &'static str,
    most: usize,
}

/// Of exports.
impl Default for Slots {
    fn default() -> Self {
        Self::new("exports", EXPORTS)
    }
}

/// The right to one of them, until it is dropped.
#[derive(Debug)]
pub struct Slot {
    slots: Slots,
    account: AccountKey,
}

impl Slots {
    /// For so many of these (the word in the plural) an account.
    pub fn new(what: &'static str, most: usize) -> Self {
        Self { taken: Arc::default(), what, most }
    }

    /// A place for one more, or 429.
    pub fn take(&self, account: AccountKey) -> Result<Slot, Problem> {
        let mut taken = self.lock();
        let count = taken.entry(account.0).or_default();
        if *count >= self.most {
            return Err(Problem::new(ProblemCode::TooManyRequests)
                .detail(format!(
                    "An account may have {} {} at once: wait until one of them has ended.",
                    self.most, self.what
                ))
                .retry_after(RETRY_AFTER));
        }
        *count += 1;
        Ok(Slot { slots: self.clone(), account })
    }

    /// A count is right after every line below, so a thread that panicked leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, HashMap<i64, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut taken = self.slots.lock();
        if let Some(count) = taken.get_mut(&self.account.0) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.account.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_at_once_for_each_account() {
        let slots = Slots::default();
        let first = slots.take(AccountKey(1)).unwrap();
        let second = slots.take(AccountKey(1)).unwrap();
        assert_eq!(slots.take(AccountKey(1)).unwrap_err().body().status, 429);
        assert!(slots.take(AccountKey(2)).is_ok());
        drop(first);
        let third = slots.take(AccountKey(1)).unwrap();
        assert!(slots.take(AccountKey(1)).is_err());
        drop((second, third));
        assert!(slots.lock().is_empty(), "nobody is remembered for nothing");
    }
}
