//! Work spread over threads, with results handed back in the order of what came in.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Mutex, mpsc};
use std::thread;

/// How many items each thread may be ahead: enough to keep all busy behind a slow one, few enough to keep memory flat.
const AHEAD: usize = 4;

/// What `one` and `other` give, which know nothing of each other: done at once where the system gives a thread.
pub(crate) fn beside<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let started = thread::Builder::new().spawn_scoped(scope, &one);
        let other = other();
        let one = match started {
            Ok(started) => started.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => one(),
        };
        (one, other)
    })
}

/// Does `work` on every item, on `threads` threads, and gives each result to `each` in the order of the items.
///
/// The result is the same for any number of threads, and only a bounded number of items and results is held at a
/// time. An error from `each` ends the work and is handed back. `work` must not panic: a panic would end it all.
pub(crate) fn in_order<T: Send, R: Send, E>(
    threads: NonZeroUsize,
    items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut each: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads.get() == 1 {
        let mut items = items;
        return items.try_for_each(|item| each(work(item)));
    }
    let (send_item, receive_item) = mpsc::channel();
    let (send_result, receive_result) = mpsc::channel();
    let receive_item = Mutex::new(receive_item);
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..threads.get() {
            let send_result = send_result.clone();
            let (receive_item, work) = (&receive_item, &work);
            let labour = move || {
                while let Some((number, item)) = next(receive_item) {
                    if send_result.send((number, work(item))).is_err() {
                        break;
                    }
                }
            };
            // The system gives no more of them: those that there are do.
            if thread::Builder::new().spawn_scoped(scope, labour).is_err() {
                break;
            }
            started += 1;
        }
        drop(send_result);
        if started == 0 {
            let mut items = items;
            return items.try_for_each(|item| each(work(item)));
        }
        let mut line = InOrder { next: 0, waiting: BTreeMap::new() };
        for (sent, item) in items.enumerate() {
            // The channel is unbounded, but what is under way is not.
            while sent - line.next >= started * AHEAD {
                let Ok((number, result)) = receive_result.recv() else { break };
                line.take(number, result, &mut each)?;
            }
            if send_item.send((sent, item)).is_err() {
                break;
            }
        }
        drop(send_item);
        for (number, result) in receive_result {
            line.take(number, result, &mut each)?;
        }
        Ok(())
    })
}

fn next<T>(queue: &Mutex<mpsc::Receiver<T>>) -> Option<T> {
    queue.lock().ok()?.recv().ok()
}

/// Results that came before their turn.
struct InOrder<R> {
    next: usize,
    waiting: BTreeMap<usize, R>,
}

impl<R> InOrder<R> {
    fn take<E>(&mut self, number: usize, result: R, each: &mut impl FnMut(R) -> Result<(), E>) -> Result<(), E> {
        self.waiting.insert(number, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            self.next += 1;
            each(result)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn run(threads: usize) -> Vec<u64> {
        let mut found = Vec::new();
        let work = |n: u64| {
            thread::sleep(Duration::from_micros(n * 7919 % 500));
            n * n
        };
        let threads = NonZeroUsize::new(threads).unwrap();
        in_order(threads, 0..200, work, |result| -> Result<(), ()> {
            found.push(result);
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let one = run(1);
        assert_eq!((one.len(), one[7]), (200, 49));
        for threads in [2, 3, 8] {
            assert_eq!(run(threads), one);
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        for threads in [1, 3] {
            let mut taken = 0;
            let ended = in_order(
                NonZeroUsize::new(threads).unwrap(),
                0..,
                |n: u64| n,
                |result| {
                    taken += 1;
                    if result == 50 { Err("enough") } else { Ok(()) }
                },
            );
            assert_eq!((ended, taken), (Err("enough"), 51));
        }
    }
}
