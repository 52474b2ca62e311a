//! README and `docs/` show what the program shows: key tables, screens, commands, forms and pictures come from the
//! program itself, every link leads somewhere, every command works. `TIAOJIE_README=write cargo test --test readme` writes
//! what is generated anew.

mod support;

use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::day;
use support::screen::Screen;
use tiaojie::domain::Fixed;
use tiaojie::domain::form::FormKind;
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::text::document::form;
use tiaojie::text::template::Placeholder;
use tiaojie::tui::actions::{self, PLACES};
use tiaojie::tui::app::App;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::terminal::Program;
use tiaojie::tui::{start, symbols};

/// What a newcomer is asked to read, in bytes.
const README_MOST: usize = 12_000;
/// The options that every command takes; the manual tells of them once.
const EVERYWHERE: [&str; 5] = ["--file", "--lang", "--yes", "--passphrase-file", "--help"];

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README and every page of `docs/`.
fn pages() -> Vec<(PathBuf, String)> {
    let docs = std::fs::read_dir(house().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        docs.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.push(house().join("README.md"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap())).collect()
}

/// The text between a mark and its end, put in place of what stands there.
fn with_block(page: &str, mark: &str, block: &str) -> String {
    let open = format!("<!-- {mark} -->\n");
    let from = page.find(&open).unwrap_or_else(|| panic!("the page lacks the mark {mark}")) + open.len();
    let to = from + page[from..].find("<!-- end -->").unwrap();
    format!("{}{}{}", &page[..from], block, &page[to..])
}

/// Holds a page against what the program says, or writes it anew.
fn hold(name: &str, blocks: &[(&str, String)]) {
    let path = house().join(name);
    let written = std::fs::read_to_string(&path).unwrap();
    let page = blocks.iter().fold(written.clone(), |page, (mark, block)| with_block(&page, mark, block));
    if std::env::var("TIAOJIE_README").is_ok_and(|word| word == "write") {
        std::fs::write(&path, page).unwrap();
    } else {
        assert!(page == written, "{name} is behind: TIAOJIE_README=write cargo test --test readme");
    }
}

fn picture(screen: &mut Screen, app: &mut App) -> String {
    screen.show(app);
    while app.wants_work() {
        app.work();
        screen.show(app);
    }
    let text = screen.text();
    let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", rows.join("\n").trim_end())
}

fn tiaojie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiaojie"));
    command.env_remove("TIAOJIE_FILE").env_remove("TIAOJIE_PASSPHRASE_FILE");
    command
}

fn make_demo(file: &Path) {
    assert!(tiaojie().arg("--file").arg(file).arg("demo").output().unwrap().status.success());
}

/// Catches: pictures of screens that look otherwise by now.
#[test]
fn the_pictures_are_those_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.db");
    make_demo(&file);
    let store = Store::open(&file, Box::new(Fixed::at(day(2024, 12, 31), 5))).unwrap();
    let mut app = start::app(store, Lang::Zh);
    let mut screen = Screen::new(80, 24);
    let register = picture(&mut screen, &mut app);
    app.input(Input::Key(Key::plain(Code::F(4))));
    let totals = picture(&mut screen, &mut app);
    hold("README.md", &[("picture: register", register), ("picture: totals", totals)]);
}

/// Catches: a page that tells of keys, screens, commands, forms or placeholders as they once were.
#[test]
fn the_pages_tell_what_the_program_tells() {
    for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        hold(&format!("docs/keys.{code}.md"), &[("keys", actions::markdown(lang))]);
        let blocks = [
            ("forms", forms(lang)),
            ("placeholders", placeholders(lang)),
            ("screens", screens(lang)),
            ("commands", commands(lang, code)),
        ];
        hold(&format!("docs/manual.{code}.md"), &blocks);
    }
}

fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    for row in rows {
        writeln!(text, "| {} |", row.join(" | ")).unwrap();
    }
    text
}

fn forms(lang: Lang) -> String {
    let heads = lang.pick(["次序", "文书", "代码"], ["Place", "Form", "Code"]);
    let name = |kind| match lang {
        Lang::Zh => form(kind).text(Lang::Zh).to_owned(),
        Lang::En => format!("{} {}", form(kind).text(Lang::En), form(kind).text(Lang::Zh)),
    };
    let row = |kind: &FormKind| vec![kind.place().to_string(), name(*kind), format!("`{}`", kind.code())];
    table(&heads, FormKind::ALL.iter().map(row))
}

fn placeholders(lang: Lang) -> String {
    let heads = lang.pick(["占位符", "代表什么"], ["Placeholder", "What it stands for"]);
    let row = |one: &Placeholder| vec![format!("`{{{}}}`", one.word(lang)), one.about(lang).to_owned()];
    table(&heads, Placeholder::ALL.iter().map(row))
}

/// What help says in each place, with the keys that the bottom line shows there.
fn screens(lang: Lang) -> String {
    PLACES.iter().map(|row| row.place).fold(String::new(), |text, place| {
        let keys: Vec<String> = actions::hints_in(place)
            .iter()
            .filter_map(|row| {
                let key = actions::key_name(*row.keys.first()?, &symbols::UNICODE);
                Some(format!("`{key}` {}", row.wording.label(lang)))
            })
            .collect();
        let (name, about) = (place.wording().name(lang), place.wording().about(lang));
        text + &format!("**{name}** — {about}<br>{}\n\n", keys.join(" · "))
    })
}

/// Every command as it is used, what it does and its own options, out of what `-h` prints.
fn commands(lang: Lang, code: &str) -> String {
    let heads = lang.pick(["命令", "作用", "选项"], ["Command", "What it does", "Options"]);
    let mut rows = Vec::new();
    add_commands(code, &mut Vec::new(), &mut rows);
    table(&heads, rows)
}

fn add_commands(lang: &str, path: &mut Vec<String>, rows: &mut Vec<Vec<String>>) {
    let out = tiaojie().args(["--lang", lang]).args(&*path).arg("-h").output().unwrap();
    let help = String::from_utf8(out.stdout).unwrap();
    let within = |heads: [&str; 2]| -> Vec<&str> {
        let lines = help.lines().skip_while(|line| !heads.contains(line)).skip(1);
        lines.take_while(|line| !line.is_empty()).map(str::trim).collect()
    };
    let usage = help.lines().find_map(|line| line.split_once(" tiaojie ")).unwrap().1;
    // What only gathers other commands is none itself.
    if !usage.contains("COMMAND") {
        let options = within(["选项:", "Options:"]).into_iter().filter_map(|line| {
            let option = line.split_whitespace().find(|word| word.starts_with("--"))?;
            (!EVERYWHERE.contains(&option)).then(|| format!("`{option}`"))
        });
        let usage = usage.replace(" [OPTIONS]", "").replace('|', "\\|");
        let about = help.lines().next().unwrap_or_default().to_owned();
        rows.push(vec![format!("`{usage}`"), about, options.collect::<Vec<_>>().join(" ")]);
    }
    for sub in within(["命令:", "Commands:"]) {
        path.push(sub.split_whitespace().next().unwrap().to_owned());
        add_commands(lang, path, rows);
        path.pop();
    }
}

/// Catches: a README that grows back into a manual, and a third command to know.
#[test]
fn readme_takes_two_minutes() {
    let page = std::fs::read_to_string(house().join("README.md")).unwrap();
    assert!(page.len() <= README_MOST, "README has {} bytes, {README_MOST} at most", page.len());
    let blocks = shell_blocks(&page);
    let words: Vec<Vec<&str>> = blocks
        .iter()
        .flat_map(|block| block.lines())
        .map(|line| line.split_whitespace().take(2).collect())
        .collect();
    assert_eq!(words, [["cargo", "run"], ["cargo", "test"]]);
}

/// Catches: a link to a file or a heading that is not there, a page of `docs/` that nobody finds from README.
#[test]
fn every_link_leads_somewhere() {
    let mut reached = HashSet::new();
    for (path, page) in pages() {
        for link in links(&page) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link}", path.display());
            if path.ends_with("README.md") {
                reached.insert(target.canonicalize().unwrap());
            }
            if !heading.is_empty() {
                let page = std::fs::read_to_string(&target).unwrap();
                assert!(headings(&page).contains(heading), "{}: {link}", path.display());
            }
        }
    }
    for (path, _) in pages() {
        let known = path.ends_with("README.md") || reached.contains(&path.canonicalize().unwrap());
        assert!(known, "README does not name {}", path.display());
    }
}

/// The relative links of a page; code is none.
fn links(page: &str) -> Vec<&str> {
    let prose = page.split("```").step_by(2);
    let ends = prose.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    ends.filter(|link| !link.contains("://")).collect()
}

/// The names under which headings are linked to: small letters, blanks as dashes, no punctuation.
fn headings(page: &str) -> HashSet<String> {
    let lines = page.split("```").step_by(2).flat_map(str::lines).filter(|line| line.starts_with('#'));
    let name = |line: &str| {
        let line = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        line.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
    };
    lines.map(name).collect()
}

/// What stands between ```sh and ```.
fn shell_blocks(page: &str) -> Vec<&str> {
    page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// Catches: an example of the manual that the program does not take, or that fails where it is tried in order.
#[cfg(unix)]
#[test]
fn the_examples_of_the_manual_work() {
    // What is in a file decides how it is read, not what it is called.
    let ledger = "受理日期,乡镇,申请人,被申请人,纠纷类型,简要情况\n2024-11-05,松柏镇,张一,李二,邻里,排水沟\n";
    for (path, page) in pages() {
        let blocks = shell_blocks(&page).into_iter();
        let examples: Vec<&str> = blocks.filter(|block| block.contains("tiaojie ")).collect();
        if examples.is_empty() {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.db");
        make_demo(&file);
        for name in ["台账.xlsx", "ledger.xlsx"] {
            std::fs::write(folder.path().join(name), ledger).unwrap();
        }
        for name in ["口令.txt", "passphrase.txt"] {
            std::fs::write(folder.path().join(name), "a passphrase of the examples\n").unwrap();
        }
        for name in ["U盘", "stick", "文书", "forms", "表样", "templates"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let bin = Path::new(env!("CARGO_BIN_EXE_tiaojie")).parent().unwrap();
        let search = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
        let mut shell = Command::new("sh");
        shell.env("PATH", search).env("TIAOJIE_FILE", &file).env_remove("TIAOJIE_PASSPHRASE_FILE");
        shell.current_dir(folder.path());
        let done = shell.args(["-eu", "-c", &examples.concat()]).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success(), "{}: {out}\n{err}", path.display());
    }
}

/// Catches: a test or a long form of one that the developers' page names and nobody finds.
#[test]
fn the_tests_that_pages_name_are_there() {
    let sources = sources(&house().join("tests"));
    for (path, page) in pages() {
        for line in shell_blocks(&page).into_iter().flat_map(str::lines) {
            let words: Vec<&str> = line.split_whitespace().collect();
            for name in words.windows(2).filter(|pair| pair[0] == "--test").map(|pair| pair[1]) {
                let at = house().join("tests");
                let there = at.join(format!("{name}.rs")).exists() || at.join(name).join("main.rs").exists();
                assert!(there, "{}: {line}", path.display());
            }
            for name in words.iter().filter_map(|word| word.split_once('=')).map(|(name, _)| name) {
                assert!(
                    !name.starts_with("TIAOJIE_") || sources.contains(name),
                    "{}: {line}",
                    path.display()
                );
            }
        }
    }
}

/// Catches: a figure whose row `cargo bench` no longer prints under that name.
#[test]
fn the_rows_of_the_figures_are_those_of_the_benchmarks() {
    let page = std::fs::read_to_string(house().join("docs/figures.md")).unwrap();
    let table =
        page.split("<!-- bench -->").nth(1).and_then(|rest| rest.split("<!-- end -->").next()).unwrap();
    let rows: Vec<&str> = table.lines().skip_while(|line| !line.starts_with("|---")).skip(1).collect();
    let sources = sources(&house().join("tests/bench"));
    for row in rows.into_iter().filter_map(|row| row.split('|').nth(1)) {
        assert!(sources.contains(&format!("\"{}\"", row.trim())), "{row}");
    }
}

/// Every test, one text.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &sources(&path);
        } else if path.extension().is_some_and(|end| end == "rs") {
            all += &std::fs::read_to_string(&path).unwrap();
        }
    }
    all
}
