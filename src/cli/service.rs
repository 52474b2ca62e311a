//! `tiaojie service`: the entries other than cases.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use uuid::Uuid;

use super::args::one_of;
use super::complain::Complaint;
use super::context::Context;
use super::files::Target;
use super::names::bad;
use super::service_list::{as_json, catalogue, list, totals, wording};
use super::{names, say, say_json};
use crate::domain::date_entry::{iso, parse_date};
use crate::domain::field::{AnyEntry, Entry, EntryField as F, Held, Kind, Value};
use crate::domain::fold::{clean_line, half_width};
use crate::domain::{
    Band, Decimal, Difficulty, Indicator, Office, OfficeId, PreventionKind, Service, YearRule, unit,
};
use crate::ledger::read_codes;
use crate::report::EntryList;
use crate::store::{Label, Store};
use crate::text::{Lang, about, services as words, services_cli as says};

#[derive(Debug, Subcommand)]
pub(super) enum ServiceCommand {
    #[command(about = says::add(), long_about = says::add_long())]
    Add(Box<ServiceAddArgs>),
    #[command(about = says::list())]
    List(ServiceListArgs),
    #[command(about = says::totals())]
    Totals(ServiceTotalsArgs),
    #[command(about = says::catalogue())]
    Catalogue(CatalogueArgs),
}

/// The name of a list here; that of services is `log`.
const fn name(list: EntryList) -> &'static str {
    match list {
        EntryList::Services => "log",
        other => other.code(),
    }
}

#[derive(Debug, Args)]
pub(super) struct ServiceAddArgs {
    #[arg(value_parser = one_of(EntryList::ALL, name), default_value = "log", value_name = "LIST", help = says::which())]
    pub which: EntryList,
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
    #[arg(long, help = says::category())]
    pub category: Option<String>,
    #[arg(long, help = says::band())]
    pub band: Option<String>,
    #[arg(long, help = says::difficulty())]
    pub difficulty: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = says::people())]
    pub people: Option<String>,
    #[arg(long, help = says::village())]
    pub village: Option<String>,
    #[arg(long, help = says::lead())]
    pub lead: Option<String>,
    #[arg(long, value_name = "NUMBER", help = says::case())]
    pub case: Option<String>,
    #[arg(long, help = says::owner())]
    pub owner: Option<String>,
    #[arg(long, help = says::rule())]
    pub rule: Option<String>,
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
    #[arg(value_parser = one_of(EntryList::ALL, name), default_value = "log", value_name = "LIST", help = says::which())]
    pub which: EntryList,
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
pub(super) struct CatalogueArgs {
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

/// Runs the subcommand.
pub(super) fn run(context: &Context, command: ServiceCommand) -> Result<(), Complaint> {
    match command {
        ServiceCommand::Add(args) => add(context, &args),
        ServiceCommand::List(args) => list(context, &args),
        ServiceCommand::Totals(args) => totals(context, &args),
        ServiceCommand::Catalogue(args) => catalogue(context, &args),
    }
}

fn add(context: &Context, args: &ServiceAddArgs) -> Result<(), Complaint> {
    refuse_strangers(context.lang, args)?;
    let mut target = Target::open(context)?;
    let asked = Asked { args, lang: context.lang, today: target.store.today() };
    let id = target.store.fresh_id::<()>().uuid();
    let entry = asked.entry(&target.store, id)?;
    let remark = remark(&target.store, &*entry, context.lang)?;
    target.store.transact_via(Some("command"), |writer| writer.put_entry(None, &*entry))?;
    target.keep();
    let wording = wording(&target.store, context.lang);
    if args.json {
        say_json(&as_json(&*entry, &wording))?;
    } else {
        say(&words::saved(context.lang, &wording.entry(&*entry)))?;
    }
    if let Some(sentence) = remark {
        // A remark for people; if it cannot be printed, the entry is saved all the same.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{sentence}\n").as_bytes());
    }
    Ok(())
}

/// What may count twice or not as one thinks: a figure beside another one of the same days, a service by a lawyer beside
/// a session with one.
fn remark(store: &Store, entry: &dyn AnyEntry, lang: Lang) -> Result<Option<String>, Complaint> {
    let wording = wording(store, lang);
    let comma = crate::text::common::list_comma(lang);
    match entry.list() {
        EntryList::Indicators => {
            let others = store.overlapping(&Indicator::of(entry))?;
            Ok(others.first().map(|other| says::overlaps(lang, &wording.entry(other))))
        }
        EntryList::Services => {
            let service = Service::of(entry);
            let Some(case) = service.case else {
                let cases = store.with_lawyer_on(&service)?;
                let named: Vec<String> = cases.into_iter().map(|case| wording.case(case)).collect();
                return Ok((!named.is_empty()).then(|| says::maybe_of_case(lang, &named.join(comma))));
            };
            let sessions = store.dispute(case)?.sessions;
            let days: Vec<_> = sessions.iter().filter(|one| one.has_lawyer()).map(|one| one.on).collect();
            let elsewhere =
                service.kind == Service::LAWYER && !days.is_empty() && !days.contains(&service.on);
            let days = days.into_iter().map(iso).collect::<Vec<_>>().join(comma);
            Ok(elsewhere.then(|| says::other_day(lang, &wording.case(case), &days)))
        }
        EntryList::Screenings | EntryList::Prevention => Ok(None),
    }
}

/// A flag that does not apply to the list is refused: it may be the wrong list.
fn refuse_strangers(lang: Lang, args: &ServiceAddArgs) -> Result<(), Complaint> {
    let flags = [
        ("--kind", &args.kind, F::Kind),
        ("--name", &args.name, F::Name),
        ("--unit", &args.unit, F::Unit),
        ("--found", &args.found, F::Found),
        ("--category", &args.category, F::Category),
        ("--band", &args.band, F::Band),
        ("--difficulty", &args.difficulty, F::Difficulty),
        ("--people", &args.people, F::People),
        ("--village", &args.village, F::Village),
        ("--lead", &args.lead, F::Lead),
        ("--case", &args.case, F::Case),
        ("--owner", &args.owner, F::Owner),
        ("--rule", &args.rule, F::Rule),
        ("--date", &args.date, F::On),
        ("--period", &args.period, F::Days),
    ];
    let stranger = flags.iter().find(|(_, given, field)| given.is_some() && !args.which.has(*field));
    match stranger {
        Some((flag, ..)) => {
            Err(Complaint::Usage(says::not_of_list(lang, flag, words::list(args.which).text(lang))))
        }
        None => Ok(()),
    }
}

/// Converts the flags to a new entry; its id is set later.
struct Asked<'a> {
    args: &'a ServiceAddArgs,
    lang: Lang,
    today: NaiveDate,
}

impl Asked<'_> {
    fn entry(&self, store: &Store, id: Uuid) -> Result<Box<dyn AnyEntry>, Complaint> {
        let mut entry = self.args.which.blank(id, self.today);
        for field in F::ALL.iter().filter(|field| self.args.which.has(**field)) {
            if let Some(value) = self.said(store, &*entry, *field)? {
                entry.write(*field, value);
            }
        }
        Ok(entry)
    }

    /// The value of a field from the flags; earlier fields are already in the entry.
    fn said(&self, store: &Store, entry: &dyn AnyEntry, field: F) -> Result<Option<Value>, Complaint> {
        let args = self.args;
        let line = |given: &Option<String>| Value::Text(clean_line(given.as_deref().unwrap_or_default()));
        let number = |flag, given: &Option<String>, default| {
            self.count(flag, given.as_deref(), default).map(Value::Number)
        };
        let is_figure = args.which == EntryList::Indicators;
        Ok(Some(match field {
            F::Days => {
                let period = names::period(self.lang, self.needed("--period", args.period.as_deref())?)?;
                period.range(store.settings().cut_off()).value()
            }
            F::Name => Value::Text(self.name(store)?),
            F::Kind if args.which == EntryList::Prevention => {
                Value::Code(self.label(store)?.code.clone().into())
            }
            F::Kind => Value::Text(self.label(store)?.code.clone()),
            F::Value => {
                let value = self.needed("--quantity", args.quantity.as_deref())?;
                self.figure(store, &entry.text(F::Name), value)?.value()
            }
            F::Office => match &args.office {
                Some(name) => {
                    let office = names::office(store, self.lang, name)?;
                    Some(office).filter(|office| !is_figure || *office != Office::root_id()).value()
                }
                None if is_figure => Value::Empty,
                None => self.office_of_village(store)?.unwrap_or(store.settings().home).value(),
            },
            F::On => self.date()?.value(),
            F::Unit if is_figure => {
                let known = store.directory().indicator(&entry.text(F::Name));
                let unit = args.unit.as_deref().or(known.map(|label| label.unit.as_str()));
                Value::Text(half_width(&clean_line(unit.unwrap_or(unit::CASES))))
            }
            F::Owner => line(&args.owner),
            F::Rule => match &args.rule {
                Some(text) => self.rule(store, text)?,
                None => Value::Empty,
            },
            F::Case => match &args.case {
                Some(number) => Value::Id(super::show::find(store, self.lang, number)?.id.uuid()),
                None => Value::Empty,
            },
            F::Unit => Value::Text(self.unit(self.label(store)?)?),
            F::Quantity | F::Times | F::Cases => number("--quantity", &args.quantity, 1)?,
            F::Found => number("--found", &args.found, 0)?,
            F::Category => self.code(store, "--category", &args.category, Kind::Governance)?,
            F::Band => self.code(store, "--band", &args.band, Kind::Code("band", Band::CODES))?,
            F::Difficulty => {
                let grades = Kind::Code("difficulty", Difficulty::CODES);
                self.code(store, "--difficulty", &args.difficulty, grades)?
            }
            F::People => {
                let people = number("--people", &args.people, 0)?;
                let kind = PreventionKind::from_code(&entry.text(F::Kind));
                if people != Value::Number(0) && !kind.is_some_and(PreventionKind::counts_people) {
                    let label = self.label(store)?.text(self.lang);
                    return Err(Complaint::Usage(says::counts_no_people(self.lang, label)));
                }
                people
            }
            F::Village => match &args.village {
                Some(name) => {
                    let asked = args.office.as_ref().map(|_| entry.read(F::Office));
                    let asked =
                        asked.and_then(|office| if let Value::Id(id) = office { Some(id) } else { None });
                    names::village(store, self.lang, name, asked.map(OfficeId::new))?.value()
                }
                None => Value::Empty,
            },
            F::Lead => line(&args.lead),
            F::Note => line(&args.note),
            F::Centre | F::Void => return Ok(None),
        }))
    }

    /// A code of that kind, given as code or label.
    /// The township of the village that was looked at, where no office is named.
    fn office_of_village(&self, store: &Store) -> Result<Option<OfficeId>, Complaint> {
        let Some(name) = &self.args.village else { return Ok(None) };
        let village = names::village(store, self.lang, name, None)?;
        Ok(store.directory().office(village).and_then(|village| village.parent))
    }

    fn code(
        &self,
        store: &Store,
        flag: &str,
        given: &Option<String>,
        kind: Kind,
    ) -> Result<Value, Complaint> {
        let Some(text) = given else { return Ok(Value::Empty) };
        read_codes(text.trim(), kind, store.directory()).ok_or_else(|| bad(self.lang, flag, text))
    }

    /// The unit of a service, derived from its kind; any other is refused.
    fn unit(&self, label: &Label) -> Result<String, Complaint> {
        let right = words::unit(self.lang, &label.unit);
        match self.args.unit.as_deref().map(str::trim) {
            Some(unit) if unit != label.unit && unit != right => {
                Err(Complaint::Usage(says::wrong_unit(self.lang, unit, label.text(self.lang), right)))
            }
            _ => Ok(label.unit.clone()),
        }
    }

    /// The name of a figure: as given, or that of the catalogue where a code or an English name is given.
    fn name(&self, store: &Store) -> Result<String, Complaint> {
        let name = clean_line(self.needed("--name", self.args.name.as_deref())?);
        let known = store.directory().catalogue().into_iter().find(|label| is_called(label, &name));
        Ok(known.map_or(name, |label| label.zh.clone()))
    }

    fn figure(&self, store: &Store, name: &str, text: &str) -> Result<Decimal, Complaint> {
        let figure: Decimal = text.parse().map_err(|_| bad(self.lang, "--quantity", text))?;
        match store.directory().indicator(name) {
            Some(label) if figure.places() > label.decimals => {
                let unit = words::unit(self.lang, &label.unit);
                let name = label.text(self.lang);
                Err(Complaint::Usage(words::bad_figure(self.lang, text, name, unit, label.decimals)))
            }
            _ => Ok(figure),
        }
    }

    fn rule(&self, store: &Store, text: &str) -> Result<Value, Complaint> {
        let rules = store.directory().labels("year_rule", YearRule::CODES);
        let known = rules.into_iter().find(|label| is_called(label, text.trim()));
        let known = known.ok_or_else(|| Complaint::Usage(says::no_such_rule(self.lang, text)))?;
        Ok(Value::Code(known.code.clone().into()))
    }

    /// The kind given by its code or label.
    fn label<'l>(&self, store: &'l Store) -> Result<&'l Label, Complaint> {
        let labels = match self.args.which {
            EntryList::Prevention => store.directory().labels("prevention", PreventionKind::CODES),
            _ => store.directory().offered_labels("service", self.today),
        };
        let kind = self.needed("--kind", self.args.kind.as_deref())?;
        let found = labels.iter().find(|label| is_called(label, kind)).copied();
        found.ok_or_else(|| {
            let known: Vec<String> =
                labels.iter().map(|label| format!("{} {}", label.code, label.text(self.lang))).collect();
            let known = known.join(crate::text::common::list_comma(self.lang));
            Complaint::Usage(says::no_such_kind(self.lang, kind, &known))
        })
    }

    fn needed<'t>(&self, flag: &str, given: Option<&'t str>) -> Result<&'t str, Complaint> {
        let given = given.map(str::trim).filter(|text| !text.is_empty());
        let list = words::list(self.args.which).text(self.lang);
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
}

/// Whether a code is meant by a word: itself, a name of it, or its initials.
fn is_called(label: &Label, word: &str) -> bool {
    [&label.code, &label.zh, &label.zh_short, &label.initials].into_iter().any(|name| name == word)
        || label.en.eq_ignore_ascii_case(word)
}
