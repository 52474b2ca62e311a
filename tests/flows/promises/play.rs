//! The keys of a row, typed, and what must then be seen.
//!
//! A line of a row is one of:
//! `file NAME` a fresh file and the program over it; `keys F3 "张三" Enter C-s` keys and words typed;
//! `begin Enter` the same without what it begins; `go 申请人` to a field of a form, `field 地点` to one of a case;
//! `paste A`; `wide` a large window; `at 台账` the place in front; `see A | B` and `not A | B` on the screen; `line A` in
//! the row of the cursor; `says A` in the bottom line; `cases N` in the file; `newest A` and `some A` in the newest, in any case as it is stored; `copied A`
//! what went to the clipboard; `remember`, `other`, `same` the screen against the remembered one; `log`, `longer N`,
//! `quiet` how many saves were made since; `draft A` the entry that is kept; `wrote A` a file of that ending;
//! `fact NAME` one of [`super::facts`].

use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::terminal::Program;

use super::{facts, files};
use crate::support::case::behind_marker;
use crate::support::desk::Desk;

/// One promise: the sentence as the program or the manual says it, and how it is shown to be kept.
#[derive(Debug)]
pub struct Row<'a> {
    pub place: &'a str,
    pub sentence: &'a str,
    pub steps: Vec<&'a str>,
}

/// The rows of a table: `== 台账` begins a place, `> sentence` a row, `#` a remark.
pub fn rows(table: &str) -> Vec<Row<'_>> {
    let (mut rows, mut place) = (Vec::<Row>::new(), "");
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("== ") {
            place = name;
        } else if let Some(sentence) = line.strip_prefix("> ") {
            rows.push(Row { place, sentence, steps: Vec::new() });
        } else {
            rows.last_mut().unwrap().steps.push(line);
        }
    }
    rows
}

/// The program under a row, and what was remembered on the way.
pub struct Play {
    pub desk: Desk,
    seen: String,
    saves: u64,
}

impl Row<'_> {
    /// Plays the row; what is not kept, in a sentence.
    pub fn broken(&self) -> Option<String> {
        if self.steps.len() < 2 {
            return Some(format!("{}: {}: nothing is shown", self.place, self.sentence));
        }
        let mut play = Play::over("plain");
        for step in &self.steps {
            let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
            if verb == "file" {
                play = Play::over(rest);
            } else if !play.step(verb, rest) {
                let (screen, notice) = (play.desk.screen.text(), play.desk.notice());
                return Some(format!("{}: {}\n  at: {step}\n{screen}{notice}\n", self.place, self.sentence));
            }
        }
        None
    }
}

impl Play {
    fn over(file: &str) -> Self {
        let mut desk = files::named(file);
        desk.send(Input::Resize(80, 24));
        let saves = desk.app.cx().store.revision_count().unwrap();
        Self { desk, seen: String::new(), saves }
    }

    /// Does one step; whether it holds.
    fn step(&mut self, verb: &str, rest: &str) -> bool {
        let text = self.desk.screen.text();
        let saves = || self.desk.app.cx().store.revision_count().unwrap();
        match verb {
            "keys" => self.keys(rest),
            // What it begins is left under way.
            "begin" => _ = self.desk.press(key(rest)),
            "go" => return self.go(rest),
            "field" => return self.field(rest),
            "paste" => {
                self.desk.paste(rest);
                self.settle();
            }
            "at" => return self.desk.screen.row(0).trim_start().starts_with(rest) || framed(&text, rest),
            "see" => return rest.split(" | ").all(|part| text.contains(part)),
            "not" => return rest.split(" | ").all(|part| !text.contains(part)),
            "line" => {
                let at = self.desk.screen.cursor();
                return at.is_some_and(|at| self.desk.screen.row(at.y).contains(rest));
            }
            "says" => return self.desk.notice().contains(rest),
            "cases" => return self.desk.cases().len() == rest.parse::<usize>().unwrap(),
            "newest" => return format!("{:?}", self.desk.cases()[0]).contains(rest),
            "some" => return self.desk.cases().iter().any(|case| format!("{case:?}").contains(rest)),
            "copied" => return self.desk.app.take_copied().is_some_and(|copied| copied.contains(rest)),
            "wide" => _ = self.desk.send(Input::Resize(120, 60)),
            "remember" => self.seen = text,
            "same" => return self.seen == text,
            "other" => return self.seen != text,
            "log" => self.saves = saves(),
            "longer" => return saves() == self.saves + rest.parse::<u64>().unwrap(),
            "quiet" => return saves() == self.saves,
            "draft" => {
                let draft = self.desk.app.cx().store.draft("entry").unwrap();
                return draft.is_some_and(|draft| draft.body.contains(rest));
            }
            "wrote" => return facts::wrote(&self.desk, rest),
            "fact" => return facts::holds(rest, &mut self.desk),
            other => panic!("no step {other}"),
        }
        true
    }

    /// Tab until the cursor is in the field of that label, on a page or in a frame.
    fn go(&mut self, label: &str) -> bool {
        let border = [' ', '*', '│'];
        (0..60).any(|_| {
            let at = self.desk.screen.cursor();
            let row = at.map(|at| self.desk.screen.row(at.y)).unwrap_or_default();
            let parts = row.split('│').any(|part| part.trim_start_matches(border).starts_with(label));
            if !parts {
                self.desk.tap(Code::Tab);
            }
            parts
        })
    }

    /// Walks to the field of that label on the page of a case.
    fn field(&mut self, label: &str) -> bool {
        self.desk.tap(Code::Home);
        let found = (0..400).any(|_| {
            let found = behind_marker(&mut self.desk.app).starts_with(label);
            if !found {
                self.desk.tap(Code::Right);
            }
            found
        });
        self.desk.send(Input::Resize(80, 24));
        found
    }

    /// Typing rests, and what was put off until then is done.
    fn settle(&mut self) {
        self.desk.rest();
        while self.desk.app.wants_work() {
            self.desk.app.work();
        }
        self.desk.screen.show(&mut self.desk.app);
    }

    fn keys(&mut self, keys: &str) {
        for (nth, part) in keys.split('"').enumerate() {
            if nth % 2 == 1 {
                self.desk.send(Input::Text(part.to_owned()));
                continue;
            }
            for name in part.split_whitespace() {
                self.desk.send(Input::Key(key(name)));
            }
        }
        self.settle();
    }
}

/// A part of a screen has its name in its frame.
fn framed(text: &str, name: &str) -> bool {
    text.lines().any(|line| line.contains('┌') && line.contains(name))
}

/// A key by its name, as the key table names it.
fn key(name: &str) -> Key {
    let code = match name {
        "Enter" => Code::Enter,
        "Tab" => Code::Tab,
        "BackTab" => Code::BackTab,
        "Esc" => Code::Esc,
        "Up" => Code::Up,
        "Down" => Code::Down,
        "Left" => Code::Left,
        "Right" => Code::Right,
        "Home" => Code::Home,
        "End" => Code::End,
        "PgUp" => Code::PageUp,
        "PgDn" => Code::PageDown,
        "Backspace" => Code::Backspace,
        "C-Del" => return Key::with_ctrl(Code::Delete),
        _ => match (name.strip_prefix("C-"), name.strip_prefix('F')) {
            (Some(letter), _) => return Key::ctrl(letter.chars().next().unwrap()),
            (_, Some(number)) => return Key::f(number.parse().unwrap()),
            _ => panic!("no key {name}"),
        },
    };
    Key::plain(code)
}
