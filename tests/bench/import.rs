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

/// Makes the ledger in every form and imports each; prints a line a form.
pub fn run(folder: &Path) -> Result<()> {
    println!("| {ROWS} rows imported | time | rows/s | peak memory |");
    println!("|---|---:|---:|---:|");
    for form in ["csv", "xlsx"] {
        let ledger = folder.join(format!("import-{ROWS}.{form}"));
        if !ledger.exists() {
            let rows = rows();
            if form == "csv" { write_csv(&ledger, &rows)? } else { write_xlsx(&ledger, &rows)? }
        }
        let file = folder.join("import.db");
        remove(&file)?;
        let begun = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_tiaojie"))
            .arg("--file")
            .arg(&file)
            .arg("import")
            .arg(&ledger)
            .arg("--yes")
            .stdout(Stdio::null())
            .spawn()?;
        match peak_of(child)? {
            Some(peak) => {
                let seconds = begun.elapsed().as_secs_f64();
                println!("| {form} | {seconds:.1} s | {:.0} | {peak} |", ROWS as f64 / seconds);
            }
            None => println!("| {form} | - | - | - |"),
        }
        remove(&file)?;
    }
    Ok(())
}

/// Waits for the end of a command; its largest resident size where the system tells. None where it failed.
pub fn peak_of(mut child: Child) -> Result<Option<String>> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = "?".to_owned();
    loop {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        if let Some(line) = told.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
            let kib: u64 = line.trim().trim_end_matches(" kB").parse().unwrap_or(0);
            peak = format!("{} MiB", kib / 1_024);
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

fn rows() -> Vec<Vec<String>> {
    let mut dice = Dice::new(7);
    let villages: Vec<String> = (0..200).map(|n| format!("{}家{}村", dice.name(), n + 1)).collect();
    let mediators: Vec<String> = (0..100).map(|_| dice.name()).collect();
    let mut given = std::collections::HashMap::new();
    (0..ROWS).map(|n| row(n, &mut dice, &villages, &mediators, &mut given)).collect()
}

fn row(
    n: usize,
    dice: &mut Dice,
    villages: &[String],
    mediators: &[String],
    given: &mut std::collections::HashMap<(i32, usize), u32>,
) -> Vec<String> {
    let on = today() - TimeDelta::days(3_650 - (n * 3_600 / ROWS) as i64);
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

fn write_csv(path: &Path, rows: &[Vec<String>]) -> Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "\u{FEFF}{HEADER}")?;
    for row in rows {
        writeln!(file, "{}", row.join(","))?;
    }
    Ok(file.flush()?)
}

fn write_xlsx(path: &Path, rows: &[Vec<String>]) -> Result<()> {
    let failed = |error: rust_xlsxwriter::XlsxError| StoreError::Io(std::io::Error::other(error.to_string()));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header: Vec<String> = HEADER.split(',').map(str::to_owned).collect();
    for (at, row) in (0_u32..).zip(std::iter::once(&header).chain(rows)) {
        for (column, cell) in (0_u16..).zip(row) {
            if !cell.is_empty() {
                sheet.write_string(at, column, cell).map_err(failed)?;
            }
        }
    }
    book.save(path).map_err(failed)
}
