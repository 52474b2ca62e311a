//! Applies `--map`, `--year` and `--sheet` to the sheets found.

use super::complain::Complaint;
use crate::domain::fold::search_fold;
use crate::ledger::{
    Column, Ledger, LedgerKind, Ledgers, Mapping, MoneyUnit, Passed, PassedSheet, Visibility,
};
use crate::text::{Lang, ledger as words, mapping as names};

/// One `COLUMN=MEANING`.
pub(super) struct Wish {
    /// The letter or the heading of the column.
    which: String,
    meaning: Meaning,
    text: String,
}

#[derive(Clone, Copy)]
enum Meaning {
    Keep,
    Holds(Column, Option<MoneyUnit>),
}

impl Wish {
    /// Parses the argument of `--map`.
    pub(super) fn read(lang: Lang, text: &str) -> Result<Self, Complaint> {
        let wrong = || Complaint::Usage(words::bad_map(lang, text));
        let (which, meaning) = text.split_once(['=', '＝']).ok_or_else(wrong)?;
        let (meaning, unit) = match meaning.split_once([':', '：']) {
            Some((meaning, unit)) => (meaning, Some(unit_called(unit).ok_or_else(wrong)?)),
            None => (meaning, None),
        };
        let meaning = match fold(meaning).as_str() {
            "keep" | "原文" | "原文保留" | "-" => Meaning::Keep,
            name => Meaning::Holds(column_called(name).ok_or_else(wrong)?, unit),
        };
        Ok(Self { which: which.to_owned(), meaning, text: text.to_owned() })
    }

    /// Applies it to every table with that column. Returns whether there is one.
    fn put_into(&self, mapping: &mut Mapping) -> bool {
        let wanted = fold(&self.which);
        let by_words = mapping.columns().iter().position(|mapped| fold(&mapped.words) == wanted);
        let at =
            by_words.or_else(|| mapping.columns().iter().position(|mapped| fold(&mapped.letter) == wanted));
        let Some(at) = at else { return false };
        match self.meaning {
            Meaning::Keep => mapping.set_column(at, None).is_ok(),
            Meaning::Holds(column, unit) => {
                let done = mapping.set_column(at, Some(column)).is_ok();
                done && unit.is_none_or(|unit| mapping.set_unit(at, Some(unit)).is_ok())
            }
        }
    }
}

fn fold(text: &str) -> String {
    search_fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn column_called(name: &str) -> Option<Column> {
    Column::all().find(|column| {
        let names = [names::column(Lang::Zh, *column), names::column(Lang::En, *column), column.code()];
        names.iter().any(|known| fold(known) == name)
    })
}

fn unit_called(name: &str) -> Option<MoneyUnit> {
    let name = fold(name);
    MoneyUnit::ALL.iter().copied().find(|unit| {
        [names::unit(Lang::Zh, *unit), names::unit(Lang::En, *unit), unit.code()]
            .iter()
            .any(|known| fold(known) == name)
    })
}

/// Removes the sheets that were not requested: with no request, those that the spreadsheet hides, if it shows others.
pub(super) fn choose(lang: Lang, files: &mut [Ledgers], wanted: &[String]) -> Result<(), Complaint> {
    if wanted.is_empty() {
        files.iter_mut().for_each(leave_hidden);
        return Ok(());
    }
    for name in wanted {
        let known = |file: &Ledgers| {
            file.ledgers.iter().any(|ledger| fold(&ledger.sheet.name) == fold(name))
                || file.passed.iter().any(|passed| fold(&passed.name) == fold(name))
        };
        if !files.iter().any(known) {
            return Err(Complaint::Failed(words::no_such_sheet(lang, name)));
        }
    }
    for file in files {
        let (chosen, left): (Vec<Ledger>, Vec<Ledger>) = std::mem::take(&mut file.ledgers)
            .into_iter()
            .partition(|ledger| wanted.iter().any(|name| fold(name) == fold(&ledger.sheet.name)));
        file.ledgers = chosen;
        file.passed.extend(left.into_iter().map(|ledger| passed(ledger, Passed::LeftOut)));
    }
    Ok(())
}

fn leave_hidden(file: &mut Ledgers) {
    let (shown, hidden): (Vec<Ledger>, Vec<Ledger>) = std::mem::take(&mut file.ledgers)
        .into_iter()
        .partition(|ledger| ledger.sheet.visibility == Visibility::Visible);
    file.ledgers = shown;
    if file.ledgers.is_empty() {
        file.ledgers = hidden;
    } else {
        file.passed.extend(hidden.into_iter().map(|ledger| passed(ledger, Passed::Hidden)));
    }
}

fn passed(ledger: Ledger, why: Passed) -> PassedSheet {
    PassedSheet { name: ledger.sheet.name.clone(), why, sheet: Some(ledger.sheet) }
}

/// Applies the arguments to the mappings.
pub(super) fn change(
    lang: Lang,
    files: &mut [Ledgers],
    wishes: &[Wish],
    year: Option<i32>,
) -> Result<(), Complaint> {
    for wish in wishes {
        let mut any = false;
        for ledger in files.iter_mut().flat_map(|file| &mut file.ledgers) {
            any |= wish.put_into(&mut ledger.mapping);
        }
        if !any {
            return Err(Complaint::Failed(words::no_such_column(lang, &wish.text)));
        }
    }
    if let Some(year) = year {
        for ledger in files.iter_mut().flat_map(|file| &mut file.ledgers) {
            let wrong = |error| Complaint::Usage(names::mapping_error(lang, error));
            ledger.mapping.set_year(Some(year)).map_err(wrong)?;
        }
    }
    Ok(())
}

/// Skips the sheets whose rows cannot be read, if others can.
pub(super) fn pass_over_lacking(lang: Lang, files: &mut [Ledgers]) -> Result<(), Complaint> {
    let complete = |ledger: &Ledger| ledger.mapping.lacks().is_empty();
    let any = files.iter().flat_map(|file| &file.ledgers).any(complete);
    for file in files {
        let (good, lacking): (Vec<Ledger>, Vec<Ledger>) =
            std::mem::take(&mut file.ledgers).into_iter().partition(complete);
        file.ledgers = good;
        for ledger in lacking {
            let lacks = ledger.mapping.lacks();
            if !any {
                return Err(Complaint::Failed(words::lacking(lang, &ledger.sheet.name, &ledger.mapping)));
            }
            file.passed.push(passed(ledger, Passed::Lacks(lacks)));
        }
    }
    Ok(())
}

/// Whether only lists of places are to be imported.
pub(super) fn are_places(ledgers: &Ledgers) -> bool {
    ledgers.ledgers.iter().all(|ledger| ledger.mapping.kind() == LedgerKind::Places)
}
