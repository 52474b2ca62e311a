//! Measuring an import: the command itself, on a made-up ledger in the columns that offices use, into an empty file.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{Datelike, TimeDelta};
use rust_xlsxwriter::Workbook;
use tiaojie::store::{Result, StoreError};

use crate::district::{Dice, PHRASES, today};

/// How many rows.
const ROWS: usize = 100_000;
const HEADER: &str = "序号,编号,受理日期,乡镇,村(社区),申请人,被申请人,联系电话,纠纷类型,简要情况,案件来源,调解员,办结日期,\
                      调解结果,协议形式,涉及人数,涉及金额(元),履行情况,司法确认,回访时间";
const TYPES: [&str; 8] = [
    "婚姻家庭纠纷",
    "邻里纠纷",
    "房屋宅基地纠纷",
    "合同纠纷",
    "生产经营纠纷",
    "损害赔偿纠纷",
    "山林土地纠纷",
    "征地拆迁纠纷",
];
const TOWNS: [&str; 20] = [
    "松柏镇",
    "阳日镇",
    "木鱼镇",
    "红坪镇",
    "新华镇",
    "九湖镇",
    "宋洛乡",
    "下谷乡",
    "东溪镇",
    "南坪镇",
    "西坪镇",
    "北河镇",
    "大岩镇",
    "小河镇",
    "长坊镇",
    "平安镇",
    "石屋镇",
    "青杨镇",
    "龙口镇",
    "盘水镇",
];

/// How often each is run, one after the other in turn.
const ROUNDS: usize = 5;

/// The fastest that sqlite3 itself reads the csv into a table with ten indexes and a trigram index of its texts.
const BASELINE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE dispute (row TEXT, number TEXT, accepted TEXT, town TEXT, village TEXT, applicant TEXT, respondent TEXT,
  phone TEXT, type TEXT, summary TEXT, source TEXT, mediator TEXT, closed TEXT, result TEXT, form TEXT, people TEXT,
  amount TEXT, performance TEXT, confirmation TEXT, visit TEXT);
CREATE INDEX by_number ON dispute (number);
CREATE INDEX by_day ON dispute (accepted);
CREATE INDEX by_town ON dispute (town, accepted);
CREATE INDEX by_village ON dispute (village, accepted);
CREATE INDEX by_type ON dispute (type, accepted);
CREATE INDEX by_source ON dispute (source, accepted);
CREATE INDEX by_mediator ON dispute (mediator, accepted);
CREATE INDEX by_closed ON dispute (closed);
CREATE INDEX by_result ON dispute (result, accepted);
CREATE INDEX by_name ON dispute (applicant);
CREATE VIRTUAL TABLE search USING fts5 (number, applicant, respondent, phone, village, summary, mediator,
  content = 'dispute', tokenize = 'trigram');
.mode csv
.import --skip 1 LEDGER dispute
INSERT INTO search (rowid, number, applicant, respondent, phone, village, summary, mediator)
  SELECT rowid, number, applicant, respondent, phone, village, summary, mediator FROM dispute;
";

/// What one run took.
struct Took {
    seconds: f64,
    /// Of the processors, where the system tells.
    work: f64,
    peak: u64,
}

/// Imports the ledger in every form into an empty file, over itself, and a small one into a large file; in turn with the
/// program that `TIAOJIE_BEFORE` names, and with sqlite3 where there is one. Prints a line a case: medians.
pub fn run(folder: &Path, asked: &[usize]) -> Result<()> {
    let rows = asked.first().copied().unwrap_or(ROWS);
    let before = std::env::var_os("TIAOJIE_BEFORE").map(PathBuf::from);
    let now = PathBuf::from(env!("CARGO_BIN_EXE_tiaojie"));
    let few = ledger(folder, rows / 100, "csv")?;
    println!(
        "| {rows} rows | time | work of the processors | peak memory | before: time | work | memory | sqlite3: time | work |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    for form in ["csv", "xlsx"] {
        let ledger = ledger(folder, rows, form)?;
        let programs: Vec<&Path> = std::iter::once(now.as_path()).chain(before.as_deref()).collect();
        let mut took: [Vec<Vec<Took>>; 3] =
            std::array::from_fn(|_| programs.iter().map(|_| Vec::new()).collect());
        let mut plain = Vec::new();
        for _ in 0..ROUNDS {
            for (at, program) in programs.iter().enumerate() {
                let file = folder.join("import.db");
                remove(&file)?;
                for (step, ledger) in [&ledger, &ledger, &few].into_iter().enumerate() {
                    // The small one, of the same numbers for other cases, is there in part; a few rows are refused.
                    took[step][at].extend(import(program, &file, ledger)?);
                }
                remove(&file)?;
            }
            if form == "csv" {
                plain.extend(baseline(folder, &ledger)?);
            }
        }
        for (name, took) in ["", ", over itself", ", then a hundredth of it"].iter().zip(took) {
            let mut cells: Vec<String> = took.into_iter().flat_map(|took| told(took, true)).collect();
            cells.resize(6, String::new());
            if name.is_empty() && form == "csv" {
                cells.extend(told(std::mem::take(&mut plain), false));
            }
            println!("| {form}{name} | {} |", cells.join(" | "));
        }
    }
    Ok(())
}

/// The medians of some runs.
fn told(mut took: Vec<Took>, memory: bool) -> Vec<String> {
    if took.is_empty() {
        return Vec::new();
    }
    let peak = took.iter().map(|took| took.peak).max().unwrap_or(0) / 1_024;
    let middle = took.len() / 2;
    took.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let seconds = took[middle].seconds;
    took.sort_by(|a, b| a.work.total_cmp(&b.work));
    let mut cells = vec![format!("{seconds:.2} s"), format!("{:.2} s", took[middle].work)];
    cells.extend(memory.then(|| format!("{peak} MiB")));
    cells
}

/// The made-up ledger of so many rows.
fn ledger(folder: &Path, rows: usize, form: &str) -> Result<PathBuf> {
    let ledger = folder.join(format!("import-{rows}.{form}"));
    if !ledger.exists() {
        if form == "csv" { write_csv(&ledger, made(rows))? } else { write_xlsx(&ledger, made(rows))? }
    }
    Ok(ledger)
}

fn import(program: &Path, file: &Path, ledger: &Path) -> Result<Option<Took>> {
    let mut command = Command::new(program);
    command.arg("--file").arg(file).arg("import").arg(ledger).arg("--yes").stdout(Stdio::null());
    measured(command)
}

fn baseline(folder: &Path, ledger: &Path) -> Result<Option<Took>> {
    let file = folder.join("baseline.db");
    remove(&file)?;
    let script = folder.join("baseline.sql");
    std::fs::write(&script, BASELINE.replace("LEDGER", &ledger.display().to_string()))?;
    let mut command = Command::new("sqlite3");
    command.arg(&file).stdin(std::fs::File::open(&script)?).stdout(Stdio::null());
    let took = measured(command).unwrap_or(None);
    remove(&file)?;
    Ok(took)
}

/// Runs a command; none where it failed.
fn measured(mut command: Command) -> Result<Option<Took>> {
    let (begun, work) = (Instant::now(), work_of_children());
    let Some(peak) = peak_of_child(command.spawn()?)? else { return Ok(None) };
    Ok(Some(Took { seconds: begun.elapsed().as_secs_f64(), work: work_of_children() - work, peak }))
}

/// What the processors have done so far for children that have ended, in seconds.
fn work_of_children() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect::<Vec<_>>());
    let ticks = |at: usize| fields.as_ref()?.get(at)?.parse::<f64>().ok();
    // A hundred ticks a second on every Linux.
    (ticks(13).unwrap_or(0.0) + ticks(14).unwrap_or(0.0)) / 100.0
}

/// Waits for the end of a command; its largest resident size where the system tells. None where it failed.
pub fn peak_of(child: Child) -> Result<Option<String>> {
    Ok(peak_of_child(child)?.map(|kib| format!("{} MiB", kib / 1_024)))
}

/// The same in KiB; 0 where the system does not tell.
fn peak_of_child(mut child: Child) -> Result<Option<u64>> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        if let Some(line) = told.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
            peak = line.trim().trim_end_matches(" kB").parse().unwrap_or(0);
        }
        if let Some(exit) = child.try_wait()? {
            return Ok(exit.success().then_some(peak));
        }
        // The mark of the system only grows: what is missed is what happens in the last breath.
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub fn remove(file: &Path) -> Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        let name = PathBuf::from(name);
        if name.exists() {
            std::fs::remove_file(name)?;
        }
    }
    Ok(())
}

/// The rows of the ledger, one at a time.
fn made(rows: usize) -> impl Iterator<Item = Vec<String>> {
    let mut dice = Dice::new(7);
    let villages: Vec<String> = (0..200).map(|n| format!("{}家{}村", dice.name(), n + 1)).collect();
    let mediators: Vec<String> = (0..100).map(|_| dice.name()).collect();
    let mut given = std::collections::HashMap::new();
    (0..rows).map(move |n| row((n, rows), &mut dice, &villages, &mediators, &mut given))
}

fn row(
    (n, of): (usize, usize),
    dice: &mut Dice,
    villages: &[String],
    mediators: &[String],
    given: &mut std::collections::HashMap<(i32, usize), u32>,
) -> Vec<String> {
    let on = today() - TimeDelta::days(3_650 - (n * 3_600 / of) as i64);
    let town = dice.below(20).min(dice.below(20)) as usize;
    let number = given.entry((on.year(), town)).or_default();
    *number += 1;
    let mark = TOWNS[town].chars().next().unwrap_or('松');
    let closed = (dice.below(50) > 0).then(|| on + TimeDelta::days(dice.below(28) as i64));
    let settled = closed.is_some() && dice.below(10) > 0;
    let when = |is: bool, text: String| if is { text } else { String::new() };
    let outcome = if settled { "成功" } else { "调解不成" };
    let [a, b] = [0; 2].map(|_| PHRASES[dice.below(10) as usize]);
    vec![
        (n + 1).to_string(),
        format!("（{}）神{mark}民调字第{number:03}号", on.year()),
        on.to_string(),
        TOWNS[town].to_owned(),
        villages[town * 10 + dice.below(10) as usize].clone(),
        dice.name(),
        dice.name(),
        format!("138{:08}", dice.below(100_000_000)),
        TYPES[dice.below(8) as usize].to_owned(),
        format!("{a}，{b}，请求调解。"),
        ["依申请", "主动调解"][dice.below(2) as usize].to_owned(),
        mediators[town * 5 + dice.below(5) as usize].clone(),
        closed.map(|on| on.to_string()).unwrap_or_default(),
        when(closed.is_some(), outcome.to_owned()),
        when(settled, ["口头协议", "书面协议"][dice.below(2) as usize].to_owned()),
        (2 + dice.below(5)).to_string(),
        when(settled && dice.below(2) == 0, dice.below(50_000).to_string()),
        when(settled, ["未到期", "已履行"][dice.below(2) as usize].to_owned()),
        String::new(),
        closed
            .filter(|_| dice.below(5) == 0)
            .map(|on| (on + TimeDelta::days(20)).to_string())
            .unwrap_or_default(),
    ]
}

fn write_csv(path: &Path, rows: impl Iterator<Item = Vec<String>>) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "\u{FEFF}{HEADER}")?;
    for row in rows {
        writeln!(file, "{}", row.join(","))?;
    }
    Ok(file.flush()?)
}

fn write_xlsx(path: &Path, rows: impl Iterator<Item = Vec<String>>) -> Result<()> {
    let failed = |error: rust_xlsxwriter::XlsxError| StoreError::Io(std::io::Error::other(error.to_string()));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header: Vec<String> = HEADER.split(',').map(str::to_owned).collect();
    for (at, row) in (0_u32..).zip(std::iter::once(header).chain(rows)) {
        for (column, cell) in (0_u16..).zip(&row) {
            if !cell.is_empty() {
                sheet.write_string(at, column, cell).map_err(failed)?;
            }
        }
    }
    book.save(path).map_err(failed)
}
