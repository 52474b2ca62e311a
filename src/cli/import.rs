//! `tiaojie import`: imports ledgers, all valid rows or nothing.

use serde_json::{Value, json};

use super::args::ImportArgs;
use super::complain::Complaint;
use super::context::Context;
use super::files::{Target, read_book};
use super::import_map::{self, Wish};
use super::meter::Meter;
use super::{import_json, say, say_corrected, say_json};
use crate::ledger::{
    Differences, ImportError, Ledger, LedgerKind, Ledgers, Mapping, Plan, Recogniser, Remark, SheetReport,
};
use crate::store::{StoreError, TakeBack};
use crate::text::{Lang, ledger as words, mapping as names, odd as odd_words, take_back as back_words};

/// The most rows of a list that are printed; the JSON has all.
const LISTED: usize = 20;

/// The most rows printed for one reason.
const LISTED_OF_REASON: usize = 5;

/// The result of an import.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    DryRun,
    NothingNew,
    Written,
    NotAgreed,
}

/// The files read, and what to do with them.
struct Found {
    files: Vec<Ledgers>,
    mappings: Vec<Mapping>,
}

impl Found {
    /// What is odd about the sheets, to be asked before they are written.
    fn odd(&self, lang: Lang, plan: &Plan) -> Vec<String> {
        let sheets = plan.reports().zip(&self.mappings);
        sheets.flat_map(|(report, mapping)| odd_words::lines(lang, mapping, report)).collect()
    }
}

/// Imports the files in one transaction.
pub(super) fn run(context: &Context, args: &ImportArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    if args.undo {
        return take_back(context, args);
    }
    let wishes: Vec<Wish> = args.map.iter().map(|text| Wish::read(lang, text)).collect::<Result<_, _>>()?;
    let mut meter = Meter::new(lang, words::progress);
    let mut books = Vec::new();
    for path in &args.files {
        books.push((path.display().to_string(), read_book(path, &mut meter.watch())?));
    }
    let mut target = Target::open(context)?;
    let recogniser = Recogniser::of(&target.store)?;
    let mut files: Vec<Ledgers> = Vec::new();
    for (path, book) in books {
        let ledgers =
            recogniser.recognise_all(book).map_err(|error| Complaint::Sheet(path.clone(), error))?;
        if args.places && !import_map::are_places(&ledgers) {
            return Err(Complaint::Failed(crate::text::cli::not_places(lang, &path)));
        }
        files.push(ledgers);
    }
    import_map::choose(lang, &mut files, &args.sheet)?;
    import_map::change(lang, &mut files, &wishes, args.year)?;
    import_map::pass_over_lacking(lang, &mut files)?;
    let mut plan = Plan::new(&target.store)?;
    let mut mappings = Vec::new();
    // Services may belong to cases of the same import.
    let is_last = |ledger: &&Ledger| ledger.mapping.kind() == LedgerKind::Services;
    let all = || files.iter().flat_map(|file| &file.ledgers);
    for ledger in all().filter(|ledger| !is_last(ledger)).chain(all().filter(is_last)) {
        mappings.push(ledger.mapping.clone());
        let (sheet, mapping) = (ledger.sheet.clone(), ledger.mapping.clone());
        plan.add_mapped(&target.store, sheet, mapping, &mut meter.watch()).map_err(complaint)?;
    }
    // The plan has copies of the rows.
    for file in &mut files {
        file.ledgers.clear();
    }
    let found = Found { files, mappings };
    meter.clear();
    // Who reads only the first lines, as `head` does, gets the import all the same.
    let told = if args.json { Ok(()) } else { tell(lang, &found, &plan, args) };
    let odd = found.odd(lang, &plan);
    let (done, reports) = decide(context, args, &mut target, plan, &odd)?;
    if done == Done::Written || done == Done::NothingNew {
        for mapping in found.mappings.iter().filter(|mapping| mapping.is_by_hand()) {
            mapping.remember(&mut target.store)?;
        }
        target.keep();
    }
    told?;
    finish(context, args, &found, &reports, (done, &odd))
}

/// Takes the last import back, once it was said which one that is.
fn take_back(context: &Context, args: &ImportArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let how = if args.dry_run { TakeBack::DryRun } else { TakeBack::Write };
    let mut store = context.open()?;
    let Some(import) = store.last_import()? else {
        return Err(Complaint::Failed(back_words::none(lang).to_owned()));
    };
    if !args.dry_run && !context.agrees(&back_words::ask(lang, &import))? {
        return Err(Complaint::Failed(back_words::not_agreed(lang, &import)));
    }
    let mut meter = Meter::new(lang, words::progress);
    let done = store.take_import_back(&import.name, how, &mut meter.watch()).map_err(Complaint::Store)?;
    meter.clear();
    say_corrected(lang, &mut store);
    let Some(done) = done else { return Err(Complaint::Failed(back_words::gone(lang).to_owned())) };
    if args.json {
        return say_json(&json!({
            "imported_at": done.at,
            "file": import.file,
            "cases": done.cases,
            "restored": done.restored,
            "entries": done.entries,
            "kept": done.kept,
            "kept_entries": done.kept_entries,
            "dry_run": args.dry_run,
        }));
    }
    back_words::lines(lang, how, &done).iter().try_for_each(|line| say(line))
}

fn complaint(error: ImportError) -> Complaint {
    match error {
        ImportError::Store(error) => Complaint::Store(error),
        ImportError::Sheet(error) => Complaint::Sheet(String::new(), error),
        ImportError::Cancelled => {
            Complaint::Store(StoreError::Io(std::io::Error::from(std::io::ErrorKind::Interrupted)))
        }
    }
}

fn decide(
    context: &Context,
    args: &ImportArgs,
    target: &mut Target,
    plan: Plan,
    odd: &[String],
) -> Result<(Done, Vec<SheetReport>), Complaint> {
    let refused: usize = plan.reports().map(|report| report.refused.len()).sum();
    let brings = |report: &SheetReport| {
        report.new + report.completed > 0 || (args.update && !report.changed.is_empty())
    };
    if args.dry_run {
        return Ok((Done::DryRun, plan.into_reports()));
    }
    if !plan.reports().any(brings) {
        let done = if refused > 0 && !context.yes { Done::NotAgreed } else { Done::NothingNew };
        return Ok((done, plan.into_reports()));
    }
    let asks = refused > 0 || !odd.is_empty();
    if asks && !context.agrees(&odd_words::ask(context.lang, odd, refused))? {
        return Ok((Done::NotAgreed, plan.into_reports()));
    }
    let differences = if args.update { Differences::Update } else { Differences::Keep };
    let mut meter = Meter::new(context.lang, words::progress);
    let written = plan.apply_watched(&mut target.store, differences, &mut meter.watch());
    meter.clear();
    let reports = written.map_err(complaint)?;
    say_corrected(context.lang, &mut target.store);
    Ok((Done::Written, reports))
}

fn finish(
    context: &Context,
    args: &ImportArgs,
    found: &Found,
    reports: &[SheetReport],
    (done, odd): (Done, &[String]),
) -> Result<(), Complaint> {
    let lang = context.lang;
    if args.json {
        let mappings = found.mappings.iter().map(Some).chain(std::iter::repeat(None));
        let files: Vec<Value> = reports
            .iter()
            .zip(mappings)
            .map(|(report, mapping)| import_json::report(lang, report, mapping))
            .collect();
        say_json(&json!({
            "files": files,
            "passed": import_json::passed(lang, &found.files),
            "written": done == Done::Written,
            "dry_run": done == Done::DryRun,
            "odd": odd,
        }))?;
    }
    let sentence = match done {
        Done::DryRun => words::dry_run(lang).to_owned(),
        Done::NothingNew => words::nothing_new(lang).to_owned(),
        Done::Written => words::written(lang, reports.iter().map(|report| report.new).sum()),
        Done::NotAgreed => {
            let refused = reports.iter().map(|report| report.refused.len()).sum();
            return Err(Complaint::Failed(odd_words::not_agreed(lang, odd, refused)));
        }
    };
    if args.json { Ok(()) } else { say(&sentence) }
}

fn tell(lang: Lang, found: &Found, plan: &Plan, args: &ImportArgs) -> Result<(), Complaint> {
    for file in &found.files {
        for sheet in &file.passed {
            say(&words::passed_over(lang, &sheet.name, &names::passed(lang, &sheet.why)))?;
        }
    }
    let mut before: Option<&Mapping> = None;
    for (report, mapping) in plan.reports().zip(&found.mappings) {
        say(&words::summary(lang, report))?;
        say(&words::found_as(lang, mapping))?;
        let again = before.is_some_and(|before| same_meaning(before, mapping));
        say(&if again { words::columns_again(lang).to_owned() } else { words::columns(lang, mapping) })?;
        before = Some(mapping);
        list(lang, words::refused_heading(lang), &report.refused, |remark| words::remark(lang, remark))?;
        list_by_reason(lang, words::warnings_heading(lang), &report.warnings)?;
        list(lang, words::skipped_heading(lang), &report.skipped, |remark| words::remark(lang, remark))?;
        let heading = if args.update { words::updated_heading(lang) } else { words::changed_heading(lang) };
        list(lang, heading, &report.changed, |case| words::differing(lang, case))?;
        if report.closed_on_acceptance > 0 {
            say(&words::closed_on_acceptance(lang, report.closed_on_acceptance))?;
        }
        if !report.kept_columns.is_empty() {
            say(&words::kept_columns(lang, &report.kept_columns))?;
        }
    }
    Ok(())
}

fn same_meaning(one: &Mapping, other: &Mapping) -> bool {
    let meaning = |mapping: &Mapping| {
        mapping
            .columns()
            .iter()
            .map(|mapped| (mapped.words.clone(), mapped.column, mapped.unit, mapped.by))
            .collect::<Vec<_>>()
    };
    meaning(one) == meaning(other)
}

fn list<T>(lang: Lang, heading: &str, items: &[T], line: impl Fn(&T) -> String) -> Result<(), Complaint> {
    if items.is_empty() {
        return Ok(());
    }
    say(heading)?;
    for item in items.iter().take(LISTED) {
        say(&format!("  {}", line(item)))?;
    }
    if items.len() > LISTED {
        say(&format!("  {}", words::and_more(lang, items.len() - LISTED)))
    } else {
        Ok(())
    }
}

/// Lists a few remarks of each reason, the rare ones first, so that frequent ones do not hide them.
fn list_by_reason(lang: Lang, heading: &str, remarks: &[Remark]) -> Result<(), Complaint> {
    let mut groups: Vec<(&'static str, Vec<&Remark>)> = Vec::new();
    for remark in remarks {
        let code = words::code(&remark.why);
        match groups.iter_mut().find(|(known, _)| *known == code) {
            Some((_, group)) => group.push(remark),
            None => groups.push((code, vec![remark])),
        }
    }
    groups.sort_by_key(|(_, group)| group.len());
    if !groups.is_empty() {
        say(heading)?;
    }
    for (_, group) in groups {
        for remark in group.iter().take(LISTED_OF_REASON) {
            say(&format!("  {}", words::remark(lang, remark)))?;
        }
        if let Some(first) = group.first().filter(|_| group.len() > LISTED_OF_REASON) {
            let more = group.len() - LISTED_OF_REASON;
            say(&format!("  {}", words::more_of_reason(lang, more, &first.why)))?;
        }
    }
    Ok(())
}
