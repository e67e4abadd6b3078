//! What a commit costs at least: a write that the disk confirms.

use std::io::{Seek, Write};
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(2);
/// A page of either database's log.
const PAGE: [u8; 4096] = [7; 4096];

/// How many confirmed writes of a page the disk does in a second, one after the other.
pub fn syncs_per_second() -> f64 {
    let mut file = tempfile::tempfile().expect("the temporary directory is writable");
    let start = Instant::now();
    let mut count = 0_u32;
    while start.elapsed() < TIME {
        file.rewind().and_then(|()| file.write_all(&PAGE)).and_then(|()| file.sync_data()).expect("the disk writes");
        count += 1;
    }
    f64::from(count) / start.elapsed().as_secs_f64()
}
