//! Working ahead on a second thread: what it makes comes in order, a batch at a time.

use std::sync::mpsc::{channel, sync_channel};
use std::thread;

/// How many items are handed over at once, and how many batches may wait: enough that neither side waits for the other at
/// each item, and few enough to hold in memory.
const BATCH: usize = 64;
const WAITING: usize = 4;

/// Calls `work` with each of the items, which are made on a second thread and go back there to be dropped: memory that
/// one thread takes and the other frees makes both wait for each other. After an error no more are made.
///
/// # Errors
/// Where the system starts no thread; within, that of `work`.
pub fn ahead<T: Send, E>(
    mut items: impl Iterator<Item = T> + Send,
    mut work: impl FnMut(&mut T) -> Result<(), E>,
) -> std::io::Result<Result<(), E>> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Vec<T>>(WAITING);
        let (back, used) = channel::<Vec<T>>();
        let make = move || {
            loop {
                let mut batch = used.try_recv().unwrap_or_default();
                while let Ok(more) = used.try_recv() {
                    drop(more);
                }
                batch.clear();
                batch.extend(items.by_ref().take(BATCH));
                if batch.is_empty() || sender.send(batch).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("ahead".to_owned()).spawn_scoped(scope, make)?;
        for mut batch in receiver {
            if let Err(error) = batch.iter_mut().try_for_each(&mut work) {
                return Ok(Err(error));
            }
            // When all is made, nobody is there to take it.
            let _ = back.send(batch);
        }
        Ok(Ok(()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: items out of order, a last short batch that is lost, and a maker that nobody stops.
    #[test]
    fn all_items_come_in_order_and_none_after_the_end() {
        for count in [0, 1, 31, 32, 33, 1_000] {
            let mut all = Vec::new();
            let put = |item: &mut usize| {
                all.push(*item);
                Ok::<(), ()>(())
            };
            assert_eq!(ahead(0..count, put).unwrap(), Ok(()));
            assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
        let until = |item: &mut i32| if *item < 100 { Ok(()) } else { Err(*item) };
        assert_eq!(ahead(0.., until).unwrap(), Err(100));
    }
}
