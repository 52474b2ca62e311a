//! `tiaojie service`: the centre's other counts.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::args::one_of;
use super::complain::Complaint;
use super::context::Context;
use super::files::Target;
use super::names::bad;
use super::{names, say, say_json};
use crate::domain::date_entry::{YEARS, iso, parse_date};
use crate::domain::fold::{clean_line, half_width};
use crate::domain::{
    DateRange, Id, Indicator, OfficeId, PreventionEntry, PreventionKind, Screening, Service, unit,
};
use crate::report::{CountLine, CountList, Counted, CountsQuestion, CountsReport, Wording, aligned_words};
use crate::store::{CountFilter, CountPage, Label, Store};
use crate::text::{Lang, about, services as words, services_cli as says};

#[derive(Debug, Subcommand)]
pub(super) enum ServiceCommand {
    #[command(about = says::add(), long_about = says::add_long())]
    Add(Box<ServiceAddArgs>),
    #[command(about = says::list())]
    List(ServiceListArgs),
    #[command(about = says::totals())]
    Totals(ServiceTotalsArgs),
}

/// A list as it is named here: the one that is logged day by day is the log.
const fn name(list: CountList) -> &'static str {
    match list {
        CountList::Services => "log",
        other => other.code(),
    }
}

#[derive(Debug, Args)]
pub(super) struct ServiceAddArgs {
    #[arg(value_parser = one_of(&CountList::ALL, name), default_value = "log", value_name = "LIST", help = says::which())]
    pub which: CountList,
    #[arg(long, help = says::kind())]
    pub kind: Option<String>,
    #[arg(long, help = says::name())]
    pub name: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = says::quantity())]
    pub quantity: Option<String>,
    #[arg(long, help = says::unit())]
    pub unit: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = says::found())]
    pub found: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = says::people())]
    pub people: Option<String>,
    #[arg(long, help = says::village())]
    pub village: Option<String>,
    #[arg(long, help = says::lead())]
    pub lead: Option<String>,
    #[arg(long, allow_hyphen_values = true, help = says::date())]
    pub date: Option<String>,
    #[arg(long, help = says::period_of())]
    pub period: Option<String>,
    #[arg(long, help = says::office())]
    pub office: Option<String>,
    #[arg(long, help = about::note())]
    pub note: Option<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServiceListArgs {
    #[arg(value_parser = one_of(&CountList::ALL, name), default_value = "log", value_name = "LIST", help = says::which())]
    pub which: CountList,
    #[arg(long, help = about::period())]
    pub period: Option<String>,
    #[arg(long, help = says::of_office())]
    pub office: Option<String>,
    #[arg(long, default_value_t = 50, help = says::limit())]
    pub limit: usize,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServiceTotalsArgs {
    #[arg(long, help = about::period())]
    pub period: String,
    #[arg(long, help = says::of_office())]
    pub office: Option<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Does what was asked of the other counts.
pub(super) fn run(context: &Context, command: ServiceCommand) -> Result<(), Complaint> {
    match command {
        ServiceCommand::Add(args) => add(context, &args),
        ServiceCommand::List(args) => list(context, &args),
        ServiceCommand::Totals(args) => totals(context, &args),
    }
}

fn add(context: &Context, args: &ServiceAddArgs) -> Result<(), Complaint> {
    refuse_strangers(context.lang, args)?;
    let mut target = Target::open(context)?;
    let asked = Asked { args, lang: context.lang, today: target.store.today() };
    match args.which {
        CountList::Services => {
            let entry = asked.service(&target.store)?;
            save(context, &mut target, entry, args)
        }
        CountList::Screenings => {
            let entry = asked.screening(&target.store)?;
            save(context, &mut target, entry, args)
        }
        CountList::Prevention => {
            let entry = asked.prevention(&target.store)?;
            save(context, &mut target, entry, args)
        }
        CountList::Indicators => {
            let figure = asked.indicator(&target.store)?;
            let others = target.store.overlapping(&figure)?;
            save(context, &mut target, figure, args)?;
            if let Some(other) = others.first() {
                let wording = wording(&target.store, context.lang);
                let other = words::entry(&[&other.when(&wording), &other.what(&wording)]);
                let sentence = says::overlaps(context.lang, &other);
                // Said to people; where nobody reads it the figure is in the file all the same.
                let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{sentence}\n").as_bytes());
            }
            Ok(())
        }
    }
}

/// Puts the entry into the file, under a fresh id, and says so.
fn save<E: Fresh>(
    context: &Context,
    target: &mut Target,
    mut entry: E,
    args: &ServiceAddArgs,
) -> Result<(), Complaint> {
    entry.take_id(target.store.fresh_id());
    target.store.transact_via(Some("command"), |writer| writer.put_entry(None, &entry))?;
    target.keep();
    let store = &target.store;
    if args.json {
        return say_json(&entry.as_json(&wording(store, context.lang)));
    }
    let wording = wording(store, context.lang);
    say(&words::saved(context.lang, &words::entry(&[&entry.when(&wording), &entry.what(&wording)])))
}

/// A flag that means nothing for the list is no slip to pass over: it may be the wrong list.
fn refuse_strangers(lang: Lang, args: &ServiceAddArgs) -> Result<(), Complaint> {
    use CountList::{Indicators, Prevention, Screenings, Services};
    let flags: [(&str, bool, &[CountList]); 9] = [
        ("--kind", args.kind.is_some(), &[Services, Prevention]),
        ("--name", args.name.is_some(), &[Indicators]),
        ("--unit", args.unit.is_some(), &[Services, Indicators]),
        ("--found", args.found.is_some(), &[Screenings]),
        ("--people", args.people.is_some(), &[Prevention]),
        ("--village", args.village.is_some(), &[Screenings]),
        ("--lead", args.lead.is_some(), &[Screenings]),
        ("--date", args.date.is_some(), &[Services, Screenings, Prevention]),
        ("--period", args.period.is_some(), &[Indicators]),
    ];
    let stranger = flags.iter().find(|(_, given, lists)| *given && !lists.contains(&args.which));
    match stranger {
        Some((flag, ..)) => {
            Err(Complaint::Usage(says::not_of_list(lang, flag, args.which.name().text(lang))))
        }
        None => Ok(()),
    }
}

/// Reads what the flags say of a new entry; its id is still to be given.
struct Asked<'a> {
    args: &'a ServiceAddArgs,
    lang: Lang,
    today: NaiveDate,
}

impl Asked<'_> {
    fn service(&self, store: &Store) -> Result<Service, Complaint> {
        let labels = store.directory().offered_labels("service", self.today);
        let label = self.label(&labels)?;
        let mut entry = Service::new(Id::named(&[]), self.office(store)?, self.date()?);
        if let Some(unit) = self.args.unit.as_deref().map(str::trim)
            && unit != label.unit
            && unit != words::unit(self.lang, &label.unit)
        {
            let right = words::unit(self.lang, &label.unit);
            return Err(Complaint::Usage(says::wrong_unit(self.lang, unit, label.text(self.lang), right)));
        }
        (entry.kind, entry.unit) = (label.code.clone(), label.unit.clone());
        entry.quantity = self.count("--quantity", self.args.quantity.as_deref(), 1)?;
        entry.note = clean_line(self.args.note.as_deref().unwrap_or_default());
        Ok(entry)
    }

    fn screening(&self, store: &Store) -> Result<Screening, Complaint> {
        let office = self.office(store)?;
        let mut entry = Screening::new(Id::named(&[]), office, self.date()?);
        entry.times = self.count("--quantity", self.args.quantity.as_deref(), 1)?;
        entry.found = self.count("--found", self.args.found.as_deref(), 0)?;
        if let Some(name) = &self.args.village {
            let known = store.directory().office_called(office, name).map(|village| village.id);
            let office = wording(store, self.lang).office(Some(office));
            let none = || Complaint::Failed(says::no_such_village(self.lang, name, &office));
            entry.village = Some(known.ok_or_else(none)?);
        }
        entry.lead = clean_line(self.args.lead.as_deref().unwrap_or_default());
        entry.note = clean_line(self.args.note.as_deref().unwrap_or_default());
        Ok(entry)
    }

    fn prevention(&self, store: &Store) -> Result<PreventionEntry, Complaint> {
        let codes: Vec<&str> = PreventionKind::ALL.iter().map(|kind| kind.code()).collect();
        let label = self.label(&store.directory().labels("prevention", &codes))?;
        let mut entry = PreventionEntry::new(Id::named(&[]), self.office(store)?, self.date()?);
        entry.kind = PreventionKind::from_code(&label.code).unwrap_or(entry.kind);
        entry.cases = self.count("--quantity", self.args.quantity.as_deref(), 1)?;
        entry.people = self.count("--people", self.args.people.as_deref(), 0)?;
        if entry.people > 0 && !entry.kind.counts_people() {
            return Err(Complaint::Usage(says::counts_no_people(self.lang, label.text(self.lang))));
        }
        entry.note = clean_line(self.args.note.as_deref().unwrap_or_default());
        Ok(entry)
    }

    fn indicator(&self, store: &Store) -> Result<Indicator, Complaint> {
        let period = names::period(self.lang, self.needed("--period", self.args.period.as_deref())?)?;
        let mut entry = Indicator::new(Id::named(&[]), period.range(store.settings().cut_off()));
        entry.name = clean_line(self.needed("--name", self.args.name.as_deref())?);
        let value = self.needed("--quantity", self.args.quantity.as_deref())?;
        entry.value = i64::from(self.count("--quantity", Some(value), 0)?);
        entry.unit = clean_line(self.args.unit.as_deref().unwrap_or(unit::CASES));
        let office =
            self.args.office.as_deref().map(|name| names::office(store, self.lang, name)).transpose()?;
        entry.office = office.filter(|office| *office != crate::domain::Office::root_id());
        entry.note = clean_line(self.args.note.as_deref().unwrap_or_default());
        Ok(entry)
    }

    /// The kind that was named, by its code or by how it is called.
    fn label<'l>(&self, labels: &[&'l Label]) -> Result<&'l Label, Complaint> {
        let kind = self.needed("--kind", self.args.kind.as_deref())?;
        let named = |label: &&&Label| {
            [&label.code, &label.zh, &label.zh_short, &label.initials].into_iter().any(|name| name == kind)
                || label.en.eq_ignore_ascii_case(kind)
        };
        let found = labels.iter().find(named).copied();
        found.ok_or_else(|| {
            let known: Vec<String> =
                labels.iter().map(|label| format!("{} {}", label.code, label.text(self.lang))).collect();
            let known = known.join(crate::text::common::list_comma(self.lang));
            Complaint::Usage(says::no_such_kind(self.lang, kind, &known))
        })
    }

    fn needed<'t>(&self, flag: &str, given: Option<&'t str>) -> Result<&'t str, Complaint> {
        let given = given.map(str::trim).filter(|text| !text.is_empty());
        let list = self.args.which.name().text(self.lang);
        given.ok_or_else(|| Complaint::Usage(says::needed(self.lang, flag, list)))
    }

    fn count(&self, flag: &str, given: Option<&str>, default: u32) -> Result<u32, Complaint> {
        let Some(text) = given else { return Ok(default) };
        half_width(text).trim().parse().map_err(|_| bad(self.lang, flag, text))
    }

    fn date(&self) -> Result<NaiveDate, Complaint> {
        let Some(text) = &self.args.date else { return Ok(self.today) };
        let on = parse_date(text, self.today).map_err(|_| bad(self.lang, "--date", text))?;
        if on > self.today {
            return Err(Complaint::Usage(says::in_future(self.lang, &iso(on))));
        }
        Ok(on)
    }

    fn office(&self, store: &Store) -> Result<OfficeId, Complaint> {
        match &self.args.office {
            Some(name) => names::office(store, self.lang, name),
            None => Ok(store.settings().home),
        }
    }
}

/// An entry about to be made, and what a program reads of one.
trait Fresh: Counted {
    fn take_id(&mut self, id: Id<Self>);
    fn as_json(&self, wording: &Wording<'_>) -> Value;
}

impl Fresh for Service {
    fn take_id(&mut self, id: Id<Self>) {
        self.id = id;
    }

    fn as_json(&self, wording: &Wording<'_>) -> Value {
        json!({
            "id": self.id.to_string(), "date": iso(self.on), "kind": self.kind,
            "kind_label": wording.service(&self.kind), "quantity": self.quantity, "unit": self.unit,
            "office": wording.office(Some(self.office)), "centre": self.centre, "note": self.note, "void": self.void,
        })
    }
}

impl Fresh for Screening {
    fn take_id(&mut self, id: Id<Self>) {
        self.id = id;
    }

    fn as_json(&self, wording: &Wording<'_>) -> Value {
        json!({
            "id": self.id.to_string(), "date": iso(self.on), "times": self.times, "found": self.found,
            "village": self.village.map(|village| wording.office(Some(village))), "lead": self.lead,
            "office": wording.office(Some(self.office)), "note": self.note, "void": self.void,
        })
    }
}

impl Fresh for PreventionEntry {
    fn take_id(&mut self, id: Id<Self>) {
        self.id = id;
    }

    fn as_json(&self, wording: &Wording<'_>) -> Value {
        json!({
            "id": self.id.to_string(), "date": iso(self.on), "kind": self.kind.code(),
            "kind_label": wording.prevention(self.kind), "cases": self.cases, "people": self.people,
            "office": wording.office(Some(self.office)), "note": self.note, "void": self.void,
        })
    }
}

impl Fresh for Indicator {
    fn take_id(&mut self, id: Id<Self>) {
        self.id = id;
    }

    fn as_json(&self, wording: &Wording<'_>) -> Value {
        json!({
            "id": self.id.to_string(), "from": iso(self.range.from), "to": iso(self.range.to), "name": self.name,
            "value": self.value, "unit": self.unit, "office": wording.office(self.office), "note": self.note,
            "void": self.void,
        })
    }
}

fn list(context: &Context, args: &ServiceListArgs) -> Result<(), Complaint> {
    let store = context.open()?;
    match args.which {
        CountList::Services => listed::<Service>(context, &store, args),
        CountList::Screenings => listed::<Screening>(context, &store, args),
        CountList::Prevention => listed::<PreventionEntry>(context, &store, args),
        CountList::Indicators => listed::<Indicator>(context, &store, args),
    }
}

fn listed<E: Fresh>(context: &Context, store: &Store, args: &ServiceListArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let range = match &args.period {
        Some(text) => names::period(lang, text)?.range(store.settings().cut_off()),
        None => all_days(),
    };
    let office = args.office.as_deref().map(|name| names::office(store, lang, name)).transpose()?;
    let filter = CountFilter { range, office };
    let mut entries: Vec<E> =
        store.entries(&CountPage { filter, skip: 0, limit: args.limit.saturating_add(1) })?;
    let cut = entries.len() > args.limit;
    entries.truncate(args.limit);
    let wording = wording(store, lang);
    if args.json {
        return say_json(&entries.iter().map(|entry| entry.as_json(&wording)).collect());
    }
    if entries.is_empty() && !cut {
        return say(says::none(lang));
    }
    let headings: Vec<String> = E::LIST.headings().iter().map(|word| word.text(lang).to_owned()).collect();
    let mut lines = vec![headings];
    lines.extend(entries.iter().map(|entry| {
        let mut cells = entry.cells(&wording);
        if let (Some(reason), Some(note)) = (entry.void(), cells.last_mut()) {
            *note = words::void_mark(lang, &reason);
        }
        cells
    }));
    say(aligned_words(&lines).trim_end())?;
    if cut { say(&says::cut(lang, entries.len())) } else { Ok(()) }
}

fn all_days() -> DateRange {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    DateRange { from: day(*YEARS.start(), 1, 1), to: day(*YEARS.end(), 12, 31) }
}

fn totals(context: &Context, args: &ServiceTotalsArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let period = names::period(lang, &args.period)?;
    let store = context.open()?;
    let office = args.office.as_deref().map(|name| names::office(&store, lang, name)).transpose()?;
    let question = CountsQuestion { period, office, cut_off: store.settings().cut_off() };
    let report = CountsReport::build(&store, question, lang)?;
    if !args.json {
        return say(report.text(lang).trim_end());
    }
    let line = |line: &CountLine| {
        let figure = |figure: &crate::report::CountFigure| json!({"unit": figure.unit, "period": figure.period, "year": figure.year});
        json!({
            "list": line.list.code(), "kind": line.code, "label": line.label,
            "figures": line.figures.iter().map(figure).collect::<Vec<_>>(),
        })
    };
    say_json(&json!({
        "period": period.to_string(), "from": iso(report.range.from), "to": iso(report.range.to),
        "lines": report.lines.iter().map(line).collect::<Vec<_>>(),
    }))
}

fn wording(store: &Store, lang: Lang) -> Wording<'_> {
    Wording { directory: store.directory(), cut_off: store.settings().cut_off(), lang }
}
