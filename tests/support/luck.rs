//! Provoked errors: small disks, other users, old files.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tiaojie::domain::{Dispute, DisputeId, Fixed, Party, Side};
use tiaojie::store::{CaseFilter, Store};
use tiaojie::text::Lang;
use tiaojie::tui::start;

use super::desk::Desk;
use super::{District, day};

/// A case of two people in the first township.
pub fn case(district: &mut District, names: (&str, &str)) -> Dispute {
    let town = district.towns[0];
    case_in(&mut district.store, town, names)
}

/// A case of two people.
pub fn case_in(store: &mut Store, office: tiaojie::domain::OfficeId, names: (&str, &str)) -> Dispute {
    let mut case = Dispute::new(store.fresh_dispute_id(), office, day(2024, 3, 5));
    case.kind = "02".parse().unwrap();
    case.parties.push(Party::new(store.fresh_id(), Side::Applicant, names.0));
    case.parties.push(Party::new(store.fresh_id(), Side::Respondent, names.1));
    case
}

/// The program as it starts, over a district whose home is its first township.
pub fn started(mut district: District, size: (u16, u16)) -> Desk {
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    Desk::running(start::app(district.store, Lang::Zh), district.folder, size)
}

/// What stands in the file: proven sound, and how many cases.
pub fn sound(file: &Path) -> usize {
    let store = Store::open(file, Box::new(Fixed::at(day(2024, 12, 31), 5))).unwrap();
    assert_eq!(store.check().unwrap().findings, []);
    store.all_ids(&CaseFilter::default()).unwrap().len()
}

/// The ids of all cases.
pub fn ids(store: &Store) -> Vec<DisputeId> {
    store.all_ids(&CaseFilter::default()).unwrap()
}

/// A file system of its own in memory, gone when dropped.
pub struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// With so many bytes; none where this user may not mount, which is said.
    #[cfg(unix)]
    pub fn of(bytes: u64) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={bytes},mode=0777");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        if !mounted.is_ok_and(|status| status.success()) {
            eprintln!("skipped: mounting a small disk takes a right that this user has not");
            return None;
        }
        Some(Self { folder })
    }

    /// A place on it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Nothing can be written to it from now on.
    pub fn make_read_only(&self) {
        let done = Command::new("mount").args(["-o", "remount,ro"]).arg(self.folder.path()).status().unwrap();
        assert!(done.success());
    }

    /// Takes all the room that is left.
    pub fn fill(&self) -> PathBuf {
        use std::io::Write;
        let path = self.path("filler");
        let mut filler = std::fs::File::create(&path).unwrap();
        while filler.write_all(&[7; 4_096]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a store under test may still hold the file.
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
    }
}
