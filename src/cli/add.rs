//! `tiaojie add`: log one case.

use std::io::{Read, Write};

use chrono::NaiveDate;
use serde_json::json;

use super::add_json::NewCase;
use super::args::{AddArgs, CaseArgs};
use super::complain::Complaint;
use super::context::Context;
use super::files::Target;
use super::life_read::LifeReader;
use super::names::{self, bad};
use super::{say, say_corrected, say_json};
use crate::domain::check::{Problem, Severity, check};
use crate::domain::date_entry::{parse_date, parse_due_date};
use crate::domain::field::PartKind;
use crate::domain::fold::{clean_line, clean_lines, clean_name};
use crate::domain::money::parse_money;
use crate::domain::plan::{Agreed, read_plan};
use crate::domain::{Closing, Dispute, Fen, OfficeId, Party, Side};
use crate::ledger::{
    Named, Names, OutcomeWord, read_difficulty, read_form, read_level, read_outcome_word, read_performance,
};
use crate::store::{Directory, Store};
use crate::text::{Lang, cli as words, plan};

/// Logs the case given by flags or on standard input.
pub(super) fn run(context: &Context, args: Box<AddArgs>) -> Result<(), Complaint> {
    let AddArgs { dash, stdin, json: as_json, case } = *args;
    let new = if dash.is_some() || stdin {
        if case != CaseArgs::default() {
            return Err(Complaint::Usage(words::flags_and_json(context.lang).to_owned()));
        }
        from_stdin(context.lang)?
    } else {
        NewCase::from(case)
    };
    let new = new.told_apart();
    let mut target = Target::open(context)?;
    let (dispute, names, named) = NewCaseReader::of(&target.store, context.lang).dispute(&new)?;
    let dispute = Dispute { id: target.store.fresh_dispute_id(), ..dispute };
    let mut dispute = with_party_ids(&mut target.store, dispute);
    let mut reader = LifeReader { store: &mut target.store, lang: context.lang };
    reader.put_parties(&new, &mut dispute)?;
    reader.put(&new.life, &mut dispute)?;
    put_plan(&mut target.store, context.lang, &new.plan, &mut dispute)?;
    let warnings = checked(context.lang, &target.store, &dispute)?;
    refuse_same(context, &target.store, &dispute)?;
    let saved = target.store.transact_via(Some("command"), |writer| {
        names.put(&named, writer)?;
        writer.put_dispute(None, dispute)
    })?;
    target.keep();
    for warning in &warnings {
        // The case is saved by now, whether or not anybody reads this.
        let _ = writeln!(std::io::stderr(), "{warning}");
    }
    say_corrected(context.lang, &mut target.store);
    let number = &saved.dispute.number;
    if as_json {
        say_json(&json!({"id": saved.dispute.id.to_string(), "number": number}))
    } else {
        say(&words::added(context.lang, number))
    }
}

fn from_stdin(lang: Lang) -> Result<NewCase, Complaint> {
    let mut text = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut text).map_err(|error| error.to_string());
    let parsed = read.and_then(|_| {
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())
    });
    parsed.map_err(|reason| Complaint::Usage(words::bad_json(lang, &reason)))
}

fn with_party_ids(store: &mut Store, mut dispute: Dispute) -> Dispute {
    for party in &mut dispute.parties {
        party.id = store.fresh_id();
    }
    dispute
}

/// Adds the parts of a plan in words; a state that follows from the parts is not written down beside them.
fn put_plan(store: &mut Store, lang: Lang, words: &str, dispute: &mut Dispute) -> Result<(), Complaint> {
    let agreed = Agreed::of(dispute, store.today());
    let planned = read_plan(words, agreed)
        .map_err(|fault| Complaint::Usage(format!("plan“{words}”: {}", plan::fault(lang, fault))))?;
    dispute.plan.extend(planned.into_iter().map(|part| part.part(store.fresh_id())));
    PartKind::Instalment.rows().sort(dispute);
    if dispute.performance_by_parts() == dispute.agreement.performance {
        dispute.agreement.performance = None;
    }
    Ok(())
}

/// Refuses what blocks the save on the screen, in the same words; returns what the screen only marks.
fn checked(lang: Lang, store: &Store, case: &Dispute) -> Result<Vec<String>, Complaint> {
    let problems = check(case, store.today_at(case.office));
    if let Some(wrong) = problems.iter().find(|problem| is_refused(**problem)) {
        return Err(Complaint::Usage(words::wrong_in(lang, case, *wrong)));
    }
    Ok(problems.iter().map(|problem| words::warned_of(lang, case, *problem)).collect())
}

/// Whether a command refuses a case with that problem. Here only the applicants are required: ledgers have cases without
/// a respondent, which `import` takes too.
fn is_refused(problem: Problem) -> bool {
    problem.severity() == Severity::Error && !matches!(problem, Problem::TooFewParties(_))
}

/// Refuses a used number; asks for confirmation for a case with the same names, type and day.
fn refuse_same(context: &Context, store: &Store, dispute: &Dispute) -> Result<(), Complaint> {
    let lang = context.lang;
    if !store.disputes_numbered(&dispute.number)?.is_empty() {
        return Err(Complaint::Failed(words::number_taken(lang, &dispute.number)));
    }
    let mut numbers = Vec::new();
    for id in store.maybe_same(dispute)? {
        numbers.push(store.dispute(id)?.number);
    }
    if numbers.is_empty() || context.yes {
        return Ok(());
    }
    Err(Complaint::Failed(words::maybe_same(lang, &numbers.join(" "))))
}

/// Converts text of the user to a case.
struct NewCaseReader<'a> {
    store: &'a Store,
    directory: &'a Directory,
    lang: Lang,
    today: NaiveDate,
}

impl<'a> NewCaseReader<'a> {
    fn of(store: &'a Store, lang: Lang) -> Self {
        Self { store, directory: store.directory(), lang, today: store.today() }
    }

    /// The case with a provisional id, and the records that it names.
    fn dispute(&self, new: &NewCase) -> Result<(Dispute, Names, Named), Complaint> {
        let cleaned = |names: &[String]| -> Vec<String> {
            names.iter().map(|name| clean_name(name)).filter(|name| !name.is_empty()).collect()
        };
        if !new.parties().any(|(side, _)| side == Side::Applicant) {
            return Err(Complaint::Usage(words::no_applicant(self.lang).to_owned()));
        }
        let accepted_on = self.date("date", &new.date)?.unwrap_or(self.today);
        let mut names = Names::of(self.store);
        let known = self.known_village(new)?;
        let village = if known.is_some() { "" } else { new.village.as_str() };
        let mut named = names.find(&new.town, village, &cleaned(&new.mediators));
        named.village = known.or(named.village);
        let nowhere = crate::domain::Id::named(&[]);
        let mut dispute = Dispute::new(nowhere, named.office, accepted_on);
        if named.office == crate::domain::Office::root_id() {
            dispute.level = crate::domain::Level::District;
        }
        dispute.number = clean_line(&new.number);
        dispute.village = named.village;
        dispute.place = if new.place.is_empty() { named.place.clone() } else { clean_line(&new.place) };
        dispute.mediators.clone_from(&named.mediators);
        dispute.closing = self.closing(new)?;
        dispute.occurred_on = self.date("occurred", &new.occurred)?;
        dispute.people = new.people;
        dispute.original.clone_from(&new.words);
        dispute.summary = clean_lines(&new.summary);
        dispute.note = clean_lines(&new.note);
        dispute.tags = new.tags.iter().map(|tag| clean_line(tag)).filter(|tag| !tag.is_empty()).collect();
        self.put_codes(new, &mut dispute)?;
        self.put_agreement(new, &mut dispute)?;
        let parties = new
            .parties()
            .map(|(side, party)| Party::new(crate::domain::Id::named(&[]), side, clean_name(party.name())));
        dispute.parties = parties.collect();
        if let Some(first) = dispute.parties.first_mut() {
            first.phone = clean_line(&new.phone);
        }
        Ok((dispute, names, named))
    }

    /// The village of the file that is meant where no township is named, wherever it is; none where it is new.
    fn known_village(&self, new: &NewCase) -> Result<Option<OfficeId>, Complaint> {
        let is_known = new.town.is_empty() && !self.directory.settlements_called(&new.village).is_empty();
        is_known.then(|| names::village(self.store, self.lang, &new.village, None)).transpose()
    }

    fn put_codes(&self, new: &NewCase, dispute: &mut Dispute) -> Result<(), Complaint> {
        if !new.kind.is_empty() {
            dispute.kind = names::kind(self.directory, self.lang, &new.kind)?;
        }
        if !new.source.is_empty() {
            (dispute.source, dispute.pre_litigation) = names::source(self.directory, self.lang, &new.source)?;
        }
        dispute.pre_litigation |= new.pre_litigation;
        dispute.difficulty = self.word("difficulty", &new.difficulty, read_difficulty)?;
        dispute.level = self.word("level", &new.level, read_level)?.unwrap_or(dispute.level);
        dispute.agreement.performance = self.word("performance", &new.performance, read_performance)?;
        Ok(())
    }

    fn put_agreement(&self, new: &NewCase, dispute: &mut Dispute) -> Result<(), Complaint> {
        dispute.agreement.amount = self.amount(new)?;
        dispute.agreement.content = clean_lines(&new.content);
        if !new.due.is_empty() {
            let due = parse_due_date(&new.due, self.today).map_err(|_| bad(self.lang, "due", &new.due))?;
            dispute.agreement.due_on = Some(due);
        }
        Ok(())
    }

    fn amount(&self, new: &NewCase) -> Result<Option<Fen>, Complaint> {
        let Some(amount) = &new.amount else { return Ok(None) };
        let text = amount.text();
        parse_money(&text).map_err(|_| bad(self.lang, "amount", &text))
    }

    fn word<T>(
        &self,
        what: &str,
        text: &str,
        read: impl Fn(&str, &Directory) -> Option<T>,
    ) -> Result<Option<T>, Complaint> {
        if text.is_empty() {
            return Ok(None);
        }
        read(text, self.directory).map(Some).ok_or_else(|| bad(self.lang, what, text))
    }

    fn date(&self, what: &str, text: &str) -> Result<Option<NaiveDate>, Complaint> {
        if text.is_empty() {
            return Ok(None);
        }
        parse_date(text, self.today).map(Some).map_err(|_| bad(self.lang, what, text))
    }

    /// The closing. Nothing is guessed: a success needs its form, a closing date its outcome.
    fn closing(&self, new: &NewCase) -> Result<Option<Closing>, Complaint> {
        let usage = |sentence: &str| Complaint::Usage(sentence.to_owned());
        let form = self.word("form", &new.form, |text, _| read_form(text))?;
        let outcome = match self.word("outcome", &new.outcome, read_outcome_word)? {
            Some(OutcomeWord::Success) => Some(form.ok_or_else(|| usage(words::form_needed(self.lang)))?),
            Some(OutcomeWord::Closed(outcome)) => Some(outcome),
            Some(OutcomeWord::Open) | None => None,
        };
        if form.is_some_and(|form| outcome != Some(form)) {
            return Err(usage(words::form_without_success(self.lang)));
        }
        let on = self.date("closed", &new.closed)?;
        match (outcome, on) {
            (None, Some(_)) => Err(usage(words::closed_without_outcome(self.lang))),
            (None, None) => Ok(None),
            (Some(outcome), on) => Ok(Some(Closing { outcome, on: on.unwrap_or(self.today) })),
        }
    }
}
