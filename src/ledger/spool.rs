//! What an import would hold in memory for every row: in a file without a name instead, encrypted with a key that only
//! this process has. A ledger is full of names, and the disk keeps what was on it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use zeroize::Zeroizing;

/// A file that only grows, read by place. It is gone with the process.
pub struct Spool {
    inner: Mutex<Inner>,
    key: Zeroizing<[u8; 32]>,
}

struct Inner {
    file: File,
    end: u64,
    /// Why something could not be read: rows that are missing must not pass for rows that are not there.
    failed: Option<io::Error>,
}

/// Where something stands in a spool.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    at: u64,
    length: usize,
}

impl std::fmt::Debug for Spool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spool")
    }
}

impl Spool {
    /// An empty one.
    ///
    /// # Errors
    /// Why the system gives no file.
    pub fn new() -> io::Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *key).map_err(io::Error::other)?;
        let inner = Inner { file: tempfile::tempfile()?, end: 0, failed: None };
        Ok(Self { inner: Mutex::new(inner), key })
    }

    /// Adds bytes at the end.
    ///
    /// # Errors
    /// Why they could not be written.
    pub fn add(&self, mut bytes: Vec<u8>) -> io::Result<Place> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let place = Place { at: inner.end, length: bytes.len() };
        self.cipher(place, &mut bytes)?;
        inner.file.seek(SeekFrom::Start(place.at))?;
        inner.file.write_all(&bytes)?;
        inner.end += bytes.len() as u64;
        Ok(place)
    }

    /// The bytes at that place; none where they could not be read, see [`Self::failed`].
    pub fn get(&self, place: Place) -> Option<Vec<u8>> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = vec![0; place.length];
        let read = inner.file.seek(SeekFrom::Start(place.at)).and_then(|_| inner.file.read_exact(&mut bytes));
        match read.and_then(|()| self.cipher(place, &mut bytes)) {
            Ok(()) => Some(bytes),
            Err(error) => {
                inner.failed.get_or_insert(error);
                None
            }
        }
    }

    /// Why something could not be read, if anything.
    pub fn failed(&self) -> Option<io::Error> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).failed.take()
    }

    /// Encrypts or decrypts what stands at that place. Each byte of the file has a key of its own: the file only grows.
    fn cipher(&self, place: Place, bytes: &mut [u8]) -> io::Result<()> {
        // The counter of the cipher is good for 256 GB under one nonce.
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&(place.at / REACH).to_le_bytes());
        let mut cipher = ChaCha20::new((&*self.key).into(), (&nonce).into());
        cipher.try_seek(place.at % REACH).map_err(|_| io::ErrorKind::FileTooLarge)?;
        cipher.try_apply_keystream(bytes).map_err(|_| io::ErrorKind::FileTooLarge.into())
    }
}

/// How much one nonce encrypts; a place may reach beyond by its own length.
const REACH: u64 = 1 << 36;

/// Something of a fixed size, to be kept in a [`List`].
pub trait Fixed: Copy {
    /// How many bytes it takes.
    const SIZE: usize;

    /// Its bytes, at the end of `bytes`.
    fn put(self, bytes: &mut Vec<u8>);

    /// What those bytes are; none where they are none.
    fn take(bytes: &[u8]) -> Option<Self>;
}

/// How many items are in memory and in a piece of the file.
const ITEMS: usize = 8_192;

/// A list that only grows, of which the last items are in memory.
#[derive(Debug)]
pub struct List<T> {
    full: Vec<Place>,
    last: Vec<T>,
    spool: Option<Spool>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { full: Vec::new(), last: Vec::new(), spool: None }
    }
}

impl<T: Fixed> List<T> {
    /// How many items it has.
    pub fn len(&self) -> usize {
        self.full.len() * ITEMS + self.last.len()
    }

    /// Adds an item.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn push(&mut self, item: T) -> io::Result<()> {
        if self.last.len() == ITEMS {
            let mut bytes = Vec::with_capacity(ITEMS * T::SIZE);
            self.last.drain(..).for_each(|item| item.put(&mut bytes));
            let spool = match &self.spool {
                Some(spool) => spool,
                None => self.spool.insert(Spool::new()?),
            };
            self.full.push(spool.add(bytes)?);
        }
        self.last.push(item);
        Ok(())
    }

    /// The items of a piece.
    fn piece(&self, at: usize) -> Vec<T> {
        match self.full.get(at) {
            Some(place) => {
                let bytes = self.spool.as_ref().and_then(|spool| spool.get(*place)).unwrap_or_default();
                bytes.chunks_exact(T::SIZE).filter_map(T::take).collect()
            }
            None => self.last.clone(),
        }
    }

    /// An item.
    pub fn get(&self, at: usize) -> Option<T> {
        let place = self.full.get(at / ITEMS);
        let Some(place) = place else { return self.last.get(at - self.full.len() * ITEMS).copied() };
        let from = place.at + ((at % ITEMS) * T::SIZE) as u64;
        T::take(&self.spool.as_ref()?.get(Place { at: from, length: T::SIZE })?)
    }

    /// All items in their order, a piece at a time.
    pub fn iter(&self) -> impl Iterator<Item = T> + use<'_, T> {
        (0..=self.full.len()).flat_map(|at| self.piece(at))
    }

    /// Why an item could not be read, if anything.
    pub fn failed(&self) -> Option<io::Error> {
        self.spool.as_ref().and_then(Spool::failed)
    }

    /// The index of the item with that key, where the items are in the order of their keys.
    pub fn find_by<K: Ord>(&self, key: &K, key_of: impl Fn(T) -> K) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match key_of(self.get(middle)?).cmp(key) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Fixed for u32 {
        const SIZE: usize = 4;

        fn put(self, bytes: &mut Vec<u8>) {
            bytes.extend(self.to_le_bytes());
        }

        fn take(bytes: &[u8]) -> Option<Self> {
            Some(Self::from_le_bytes(bytes.try_into().ok()?))
        }
    }

    /// Catches: a piece read as another, names that can be read on the disk, and a keystream that depends on where the
    /// reading began.
    #[test]
    fn what_was_put_comes_back_and_cannot_be_read_in_the_file() {
        let spool = Spool::new().unwrap();
        let texts: Vec<Vec<u8>> = (0..50).map(|n| format!("张三{n}").repeat(n).into_bytes()).collect();
        let places: Vec<Place> = texts.iter().map(|text| spool.add(text.clone()).unwrap()).collect();
        for (place, text) in places.iter().zip(&texts).rev() {
            assert_eq!(spool.get(*place).as_ref(), Some(text));
        }
        let mut inner = spool.inner.lock().unwrap();
        let mut stored = Vec::new();
        inner.file.seek(SeekFrom::Start(0)).unwrap();
        inner.file.read_to_end(&mut stored).unwrap();
        assert_eq!(stored.len(), texts.iter().map(Vec::len).sum::<usize>());
        assert!(!stored.windows(6).any(|window| window == "张三".as_bytes()));
    }

    /// Catches: items lost or doubled where a piece ends.
    #[test]
    fn a_list_is_the_same_in_the_file_and_in_memory() {
        for count in [0, 1, ITEMS, ITEMS + 1, 3 * ITEMS, 3 * ITEMS + 7] {
            let mut list = List::default();
            for n in 0..count {
                list.push(u32::try_from(n * 2).unwrap()).unwrap();
            }
            let all: Vec<u32> = (0..count).map(|n| u32::try_from(n * 2).unwrap()).collect();
            assert_eq!(list.len(), count);
            assert_eq!(list.iter().collect::<Vec<_>>(), all);
            for at in [0, 1, ITEMS - 1, ITEMS, 3 * ITEMS] {
                assert_eq!(list.get(at), all.get(at).copied());
                let key = u32::try_from(at * 2).unwrap();
                assert_eq!(list.find_by(&key, |item| item), (at < count).then_some(at));
                assert_eq!(list.find_by(&(key + 1), |item| item), None);
            }
            assert!(list.failed().is_none());
        }
    }
}
