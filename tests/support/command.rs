//! The real binary as a script runs it: its output, its exit codes, the files it makes and leaves alone.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const LEDGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/ledger-2024.csv");
pub const SERVICES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/services-2024.csv");
pub const PLACES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/shennongjia-places.csv");

/// What stands on a command line: word by word, or in one text with blanks between the words.
pub trait Arguments {
    fn words(&self) -> Vec<&str>;
}

impl Arguments for &str {
    fn words(&self) -> Vec<&str> {
        self.split_whitespace().collect()
    }
}

impl Arguments for &String {
    fn words(&self) -> Vec<&str> {
        self.split_whitespace().collect()
    }
}

impl Arguments for &[&str] {
    fn words(&self) -> Vec<&str> {
        self.to_vec()
    }
}

impl Arguments for &Vec<&str> {
    fn words(&self) -> Vec<&str> {
        self.to_vec()
    }
}

impl<const N: usize> Arguments for &[&str; N] {
    fn words(&self) -> Vec<&str> {
        self.to_vec()
    }
}

/// What came of a command.
#[derive(Debug)]
pub struct Said {
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Said {
    /// What was printed by what must go well.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out
    }

    #[track_caller]
    pub fn json(self) -> Value {
        serde_json::from_str(&self.ok()).unwrap()
    }

    /// The exit code and the sentence of what must fail: one sentence, nothing on stdout, no fault of the program.
    #[track_caller]
    pub fn fails(self) -> (i32, String) {
        assert!(self.code > 0, "{self:?}");
        assert_eq!((self.out.as_str(), self.err.trim_end().lines().count()), ("", 1), "{}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        (self.code, self.err)
    }

    /// Fails with that exit code and a sentence that says that.
    #[track_caller]
    pub fn refuses(self, code: i32, says: &str) {
        let (found, said) = self.fails();
        assert!(found == code && said.contains(says), "{code} and {says:?}, not {found} and {said:?}");
    }
}

/// The binary on a data file.
pub struct Program {
    file: PathBuf,
    folder: PathBuf,
    _kept: Option<TempDir>,
}

impl Program {
    /// On that file, in its folder.
    pub fn on(file: &Path) -> Self {
        Self { file: file.to_owned(), folder: file.parent().unwrap().to_owned(), _kept: None }
    }

    /// On a file that is not there yet, in a folder of its own.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("t.db");
        Self { _kept: Some(folder), ..Self::on(&file) }
    }

    /// On a file with those ledgers in it.
    pub fn with(ledgers: &[&str]) -> Self {
        let program = Self::new();
        program.ok(&[&["-y", "import"], ledgers].concat());
        program
    }

    /// The same in another folder, which is made.
    pub fn within(mut self, folder: &str) -> Self {
        self.folder = self.folder.join(folder);
        std::fs::create_dir(&self.folder).unwrap();
        self
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    /// A path in the folder in which it runs.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The names in that folder.
    pub fn names(&self) -> Vec<String> {
        names(&self.folder)
    }

    pub fn command(&self, arguments: impl Arguments) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiaojie"));
        command.arg("--file").arg(&self.file).args(arguments.words()).env_remove("TIAOJIE_FILE");
        command.env_remove("TIAOJIE_PASSPHRASE_FILE");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if self.folder.is_dir() {
            command.current_dir(&self.folder);
        }
        command
    }

    pub fn run(&self, arguments: impl Arguments) -> Said {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs it with that on stdin.
    pub fn run_with(&self, arguments: impl Arguments, input: &str) -> Said {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap().into()
    }

    #[track_caller]
    pub fn ok(&self, arguments: impl Arguments) -> String {
        self.run(arguments).ok()
    }

    #[track_caller]
    pub fn json(&self, arguments: impl Arguments) -> Value {
        self.run(arguments).json()
    }

    #[track_caller]
    pub fn fails(&self, arguments: impl Arguments) -> (i32, String) {
        self.run(arguments).fails()
    }

    #[track_caller]
    pub fn refuses(&self, arguments: impl Arguments, code: i32, says: &str) {
        self.run(arguments).refuses(code, says);
    }
}

/// The names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
