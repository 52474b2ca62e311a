//! Long streams that only the key opens: chunks of 64 KiB, each sealed by itself (XChaCha20-Poly1305), numbered, the last
//! one marked. A chunk that is altered, left out, put elsewhere or cut off is noticed when it is read; memory is that of
//! one chunk however long the stream.
//!
//! A key seals one stream only: the nonces are the numbers of the chunks.

use std::io::{self, Read, Write};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::secret::DataKey;

/// Bytes of a chunk before it is sealed.
const CHUNK: usize = 64 * 1024;
/// Bytes that the seal adds to a chunk.
const TAG: usize = 16;

/// Whether a chunk is the last one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inner,
    Last,
}

struct Sealer {
    cipher: XChaCha20Poly1305,
    about: Vec<u8>,
    count: u64,
}

impl Sealer {
    fn new(key: &DataKey, about: &[u8]) -> Self {
        Self { cipher: XChaCha20Poly1305::new(key.bytes().into()), about: about.to_vec(), count: 0 }
    }

    fn nonce(&mut self, place: Place) -> XNonce {
        let mut nonce = [0; 24];
        nonce[..8].copy_from_slice(&self.count.to_be_bytes());
        nonce[8] = u8::from(place == Place::Last);
        self.count += 1;
        nonce.into()
    }

    fn seal(&mut self, bytes: &[u8], place: Place) -> io::Result<Vec<u8>> {
        let nonce = self.nonce(place);
        let payload = Payload { msg: bytes, aad: &self.about };
        self.cipher.encrypt(&nonce, payload).map_err(|_| io::Error::other("seal"))
    }

    fn open(&mut self, bytes: &[u8], place: Place) -> io::Result<Zeroizing<Vec<u8>>> {
        let nonce = self.nonce(place);
        let payload = Payload { msg: bytes, aad: &self.about };
        let opened = self.cipher.decrypt(&nonce, payload).map_err(|_| io::ErrorKind::InvalidData)?;
        Ok(Zeroizing::new(opened))
    }
}

/// Seals what is written to it. Nothing of it can be read before [`Self::finish`].
pub struct SealWriter<W: Write> {
    sealer: Sealer,
    pending: Zeroizing<Vec<u8>>,
    out: W,
}

impl<W: Write> SealWriter<W> {
    /// Seals to `out`. `about` is authenticated, not encrypted: opening needs the same.
    pub fn new(key: &DataKey, about: &[u8], out: W) -> Self {
        Self { sealer: Sealer::new(key, about), pending: Zeroizing::new(Vec::with_capacity(CHUNK)), out }
    }

    /// Seals the last chunk and returns the inner writer.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(Place::Last)?;
        Ok(self.out)
    }

    fn put(&mut self, place: Place) -> io::Result<()> {
        let sealed = self.sealer.seal(&self.pending, place)?;
        self.pending.clear();
        self.out.write_all(&sealed)
    }
}

impl<W: Write> Write for SealWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.pending.len() == CHUNK {
            self.put(Place::Inner)?;
        }
        let taken = bytes.len().min(CHUNK - self.pending.len());
        self.pending.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads what was sealed. Every byte that it returns is proved to be one that was written.
pub struct OpenReader<R: Read> {
    sealer: Sealer,
    from: R,
    /// The sealed chunk after the one that is being given out.
    next: Vec<u8>,
    opened: Zeroizing<Vec<u8>>,
    at: usize,
    done: bool,
}

impl<R: Read> OpenReader<R> {
    /// Opens the stream that `from` gives up to its end.
    ///
    /// # Errors
    /// Why it could not be read.
    pub fn new(key: &DataKey, about: &[u8], mut from: R) -> io::Result<Self> {
        let next = chunk(&mut from)?;
        let opened = Zeroizing::new(Vec::new());
        Ok(Self { sealer: Sealer::new(key, about), from, next, opened, at: 0, done: false })
    }

    fn open_next(&mut self) -> io::Result<()> {
        let after = chunk(&mut self.from)?;
        let place = if after.is_empty() { Place::Last } else { Place::Inner };
        self.opened = self.sealer.open(&self.next, place)?;
        self.at = 0;
        self.next = after;
        self.done = place == Place::Last;
        Ok(())
    }
}

impl<R: Read> Read for OpenReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.opened.len() && !self.done {
            self.open_next()?;
        }
        let taken = into.len().min(self.opened.len() - self.at);
        into[..taken].copy_from_slice(&self.opened[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

fn chunk(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(CHUNK + TAG);
    from.take((CHUNK + TAG) as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(bytes: &[u8]) -> Vec<u8> {
        let mut writer = SealWriter::new(&DataKey::from_bytes([7; 32]), b"x", Vec::new());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn opened(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        OpenReader::new(&DataKey::from_bytes([7; 32]), b"x", bytes)?.read_to_end(&mut all)?;
        Ok(all)
    }

    #[test]
    fn every_length_comes_back_and_no_chunk_can_be_dropped_doubled_or_swapped() {
        // Would catch a stream cut at the end of a chunk that reads as a shorter one.
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let bytes: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
            assert_eq!(opened(&sealed(&bytes)).unwrap(), bytes, "{length}");
        }
        let whole = sealed(&vec![9; 3 * CHUNK + 5]);
        let chunks: Vec<&[u8]> = whole.chunks(CHUNK + TAG).collect();
        for order in [vec![0, 1, 2], vec![0, 2, 3], vec![1, 0, 2, 3], vec![0, 0, 1, 2, 3], vec![3], vec![]] {
            let altered: Vec<u8> = order.iter().flat_map(|n| chunks[*n]).copied().collect();
            assert!(opened(&altered).is_err(), "{order:?}");
        }
    }
}
