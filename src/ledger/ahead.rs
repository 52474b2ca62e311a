//! Working ahead on a second thread: what it makes comes in order, a batch at a time.

use std::sync::mpsc::sync_channel;
use std::thread;

/// How many items are handed over at once, and how many batches may wait: enough that neither side waits for the other at
/// each item, and few enough to hold in memory.
const BATCH: usize = 32;
const WAITING: usize = 8;

/// Calls `work` with the items, which are made on a second thread. Where `work` ends early, no more are made.
///
/// # Errors
/// Where the system starts no thread.
pub fn ahead<T: Send, R>(
    mut items: impl Iterator<Item = T> + Send,
    work: impl FnOnce(&mut dyn Iterator<Item = T>) -> R,
) -> std::io::Result<R> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        let make = move || {
            loop {
                let batch: Vec<T> = items.by_ref().take(BATCH).collect();
                if batch.is_empty() || sender.send(batch).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().spawn_scoped(scope, make)?;
        Ok(work(&mut receiver.into_iter().flatten()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: items out of order, a last short batch that is lost, and a maker that nobody stops.
    #[test]
    fn all_items_come_in_order_and_none_after_the_end() {
        for count in [0, 1, 31, 32, 33, 1_000] {
            let all: Vec<usize> = ahead(0..count, |items| items.collect()).unwrap();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
        assert_eq!(ahead(0.., |items| items.take(100).count()).unwrap(), 100);
    }
}
