//! The clock and the source of random data. Nothing else in the program asks the system for either, so that
//! every run can be repeated.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, SubsecRound};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The clock, fresh identities and random data.
pub trait Surroundings: Send {
    /// The wall clock, with its offset from UTC.
    fn now(&self) -> DateTime<FixedOffset>;

    /// A fresh time-ordered identity (UUIDv7).
    fn fresh_uuid(&mut self) -> Uuid;

    /// Fills the bytes with random data that nobody can predict, for keys, salts and nonces.
    ///
    /// # Errors
    /// When the system has no random data to give.
    fn random(&mut self, bytes: &mut [u8]) -> std::io::Result<()>;

    /// Identifies this machine; empty where nothing does.
    fn machine(&self) -> String {
        // A disk copied to another laptop has the same id; the creation time of the file tells it apart.
        std::fs::read_to_string("/etc/machine-id").unwrap_or_default().trim().to_owned()
    }

    /// A second one for work on another thread: the same clock, identities that never collide with these.
    fn beside(&mut self) -> Box<dyn Surroundings>;

    /// Today by the wall clock.
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}

/// The system's clock and random data.
#[derive(Debug, Default)]
pub struct Machine;

impl Surroundings for Machine {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().trunc_subsecs(0).fixed_offset()
    }

    fn fresh_uuid(&mut self) -> Uuid {
        Uuid::now_v7()
    }

    fn random(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        getrandom::fill(bytes).map_err(std::io::Error::other)
    }

    fn beside(&mut self) -> Box<dyn Surroundings> {
        Box::new(Self)
    }
}

/// The system's random data with the date set, for demonstrations.
#[derive(Debug, Clone, Copy)]
pub struct MachineOn(pub NaiveDate);

impl Surroundings for MachineOn {
    fn now(&self) -> DateTime<FixedOffset> {
        let now = Machine.now();
        now + (self.0 - now.date_naive())
    }

    fn fresh_uuid(&mut self) -> Uuid {
        Machine.fresh_uuid()
    }

    fn random(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        Machine.random(bytes)
    }

    fn beside(&mut self) -> Box<dyn Surroundings> {
        Box::new(*self)
    }
}

/// A stopped clock and identities that count up: the same run gives the same file.
#[derive(Debug, Clone)]
pub struct Fixed {
    now: DateTime<FixedOffset>,
    next: u64,
    salt: u16,
    /// How many were made to run beside this one.
    others: u8,
    /// Identifies this instance by its descent from the first one.
    branch: u64,
}

impl Fixed {
    /// Stopped at noon of that day in China; `salt` tells laptops of one test apart.
    pub fn at(day: NaiveDate, salt: u16) -> Self {
        let noon_utc = day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(4);
        let offset = FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc));
        Self { now: noon_utc.with_timezone(&offset), next: 0, salt, others: 0, branch: 0 }
    }

    /// Moves the clock to noon of another day.
    pub fn move_to(&mut self, day: NaiveDate) {
        self.now = Self::at(day, self.salt).now;
    }
}

impl Surroundings for Fixed {
    fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    fn fresh_uuid(&mut self) -> Uuid {
        self.next += 1;
        let mut chance = [0; 10];
        chance[..2].copy_from_slice(&self.salt.to_be_bytes());
        // Identities of one branch count up in the low half; no run makes four thousand million.
        chance[2..].copy_from_slice(&(self.branch << 32 | self.next).to_be_bytes());
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or(0) + self.next;
        uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
    }

    /// For tests only: the bytes are predictable.
    fn random(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        for chunk in bytes.chunks_mut(16) {
            let uuid = self.fresh_uuid();
            let digest = Sha256::digest(uuid.as_bytes());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
        Ok(())
    }

    fn beside(&mut self) -> Box<dyn Surroundings> {
        self.others = self.others.saturating_add(1);
        let branch = self.branch << 8 | u64::from(self.others);
        Box::new(Self { next: 0, others: 0, branch, ..self.clone() })
    }
}
