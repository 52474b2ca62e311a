//! The number formats of a workbook: which of them make a number a day, and what they show beside it.

use std::collections::{HashMap, HashSet};

use super::fill::Value;
use super::shown::Shown;

/// The most formats and styles of a workbook; spreadsheets themselves stop at 65,490.
const MOST: usize = 65_536;

/// What a format makes of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    #[default]
    Number,
    /// A day, a day with a time, a time of day.
    Day,
    /// Hours and minutes that have passed, maybe more than 24.
    Elapsed,
}

/// A number format.
#[derive(Debug, Default)]
pub(super) struct Format {
    pub meaning: Meaning,
    pub shown: Option<Shown>,
    /// Whether positive numbers, negative ones, zero and texts show nothing.
    hidden: [bool; 4],
}

/// The formats of a workbook and which of them each style of cells has.
#[derive(Debug, Default)]
pub(super) struct Formats {
    codes: HashMap<u32, String>,
    formats: Vec<Format>,
    /// The place in `formats` by number.
    at: HashMap<u32, u32>,
    /// The place in `formats` by style.
    styles: Vec<u32>,
    /// The styles whose text is struck out.
    struck: HashSet<u32>,
}

impl Formats {
    /// Notes the code of a format of the workbook's own.
    pub(super) fn code(&mut self, number: u32, code: String) {
        if self.codes.len() < MOST {
            self.codes.insert(number, code);
        }
    }

    /// Notes the format of the next style.
    pub(super) fn style(&mut self, number: u32) {
        if self.styles.len() >= MOST {
            return;
        }
        let at = match self.at.get(&number) {
            Some(at) => *at,
            None => {
                let code = self.codes.get(&number).map(String::as_str).or_else(|| built_in(number));
                let at = u32::try_from(self.formats.len()).unwrap_or(u32::MAX);
                self.formats.push(code.map(Format::of).unwrap_or_default());
                self.at.insert(number, at);
                at
            }
        };
        self.styles.push(at);
    }

    /// The style noted last strikes its text out.
    pub(super) fn strike(&mut self) {
        self.struck.extend(self.styles.len().checked_sub(1).and_then(|at| u32::try_from(at).ok()));
    }

    /// Whether a style strikes its text out.
    pub(super) fn is_struck(&self, style: u32) -> bool {
        self.struck.contains(&style)
    }

    /// The format of a style.
    pub(super) fn of(&self, style: u32) -> Option<&Format> {
        self.formats.get(*self.styles.get(style as usize)? as usize)
    }
}

impl Format {
    fn of(code: &str) -> Self {
        Self { meaning: Meaning::of(code), shown: Shown::of(code), hidden: hidden(code) }
    }

    /// Whether a cell with that value shows nothing.
    pub(super) fn hides(&self, value: Value<'_>) -> bool {
        let [positive, negative, zero, text] = self.hidden;
        match value {
            Value::Text(_) => text,
            Value::Number(number) if number > 0.0 => positive,
            Value::Number(number) if number < 0.0 => negative,
            Value::Number(_) => zero,
            Value::Bool(_) => false,
        }
    }
}

/// Which sections of a code are empty: ;;; shows nothing at all, 0;; no negative numbers and no zero.
fn hidden(code: &str) -> [bool; 4] {
    let mut sections = vec![String::new()];
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            ';' => sections.push(String::new()),
            // A condition gives the sections another meaning; a colour shows nothing.
            '[' if rest.by_ref().take_while(|c| *c != ']').any(|c| matches!(c, '<' | '>' | '=')) => {
                return [false; 4];
            }
            '[' => {}
            _ => {
                let quoted = match c {
                    '"' => rest.by_ref().take_while(|c| *c != '"').collect(),
                    '\\' | '!' | '_' | '*' => rest.next().into_iter().collect(),
                    _ => c.to_string(),
                };
                let section = sections.pop().unwrap_or_default();
                sections.push(section + &quoted);
            }
        }
    }
    // With two sections the first is for zero too.
    let least = [2, 3, 3, 4];
    std::array::from_fn(|at| {
        let is_there = least.get(at).is_some_and(|least| sections.len() >= *least);
        is_there && sections.get(at).is_some_and(|section| section.trim().is_empty())
    })
}

impl Meaning {
    /// Decided by the first section outside quotes: letters of days and times, hours in brackets.
    fn of(code: &str) -> Self {
        let mut letters = code.chars();
        // General, E+00: their small letters are no years and weekdays.
        let mut is_word = false;
        while let Some(c) = letters.next() {
            match c {
                '"' => {
                    letters.by_ref().find(|c| *c == '"');
                }
                '\\' | '!' | '_' | '*' => {
                    letters.next();
                }
                '[' => {
                    let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    let first = inside.chars().next().map(|c| c.to_ascii_lowercase());
                    let is_time = first.is_some_and(|first| {
                        matches!(first, 'h' | 'm' | 's')
                            && inside.chars().all(|c| c.eq_ignore_ascii_case(&first))
                    });
                    if is_time {
                        return Self::Elapsed;
                    }
                }
                ';' => return Self::Number,
                'y' | 'd' | 'h' | 's' | 'm' | 'Y' | 'D' | 'H' | 'S' | 'M' => return Self::Day,
                'e' | 'a' if !is_word => return Self::Day,
                'G' | 'E' => is_word = true,
                _ => {}
            }
        }
        Self::Number
    }
}

/// The codes of the formats that every workbook has (ECMA-376 18.8.30), those of 27 to 58 as in simplified Chinese.
const fn built_in(number: u32) -> Option<&'static str> {
    Some(match number {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "AM/PMh\"时\"mm\"分\"",
        35 | 56 => "AM/PMh\"时\"mm\"分\"ss\"秒\"",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 | 42 => "_(* #,##0_);_(* -#,##0_);_(* \"-\"_);_(@_)",
        43 | 44 => "_(* #,##0.00_);_(* -#,##0.00_);_(* \"-\"??_);_(@_)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}
