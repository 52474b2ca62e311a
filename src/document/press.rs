//! The forms of a case.

use chrono::NaiveDate;
use minijinja::value::Value;
use thiserror::Error;

use super::blank::Noted;
use super::built_in;
use super::context::{Entry, Facts};
use super::fill::fill;
use super::finish::{finish, text_width, usual_width};
use super::package::{BODY, Package};
use super::prepare::{Prepared, prepare};
use super::tree::Element;
use crate::domain::Dispute;
use crate::domain::field::Part;
use crate::domain::form::{FormKind, Lack};
use crate::store::Store;
use crate::text::document::{self as words, Fault, PartOf, TemplateFault};

/// A filled form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The kind of form.
    pub kind: FormKind,
    /// Which of the parts it describes (session, visit, agent …), from 1; none where it covers the whole case.
    pub nth: Option<usize>,
    /// The name of the file, beginning with its place in the case file: `03-人民调解申请书.docx`.
    pub file_name: String,
    /// The content of the docx.
    pub bytes: Vec<u8>,
    /// The values printed blank, in the order of the form, without repeats.
    pub lacks: Vec<Lack>,
}

/// Why a form cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// The template of the form has a fault.
    #[error("the template of {kind:?} is broken: {fault:?}")]
    Template {
        /// The kind of form.
        kind: FormKind,
        /// The fault, and where.
        fault: TemplateFault,
    },
}

/// Fills the templates of one data file: those of its office where it has some, else the built-in ones.
pub struct Press<'a> {
    store: &'a Store,
}

/// A template with its parts ready to be filled.
pub(super) struct Template {
    package: Package,
    parts: Vec<(usize, Prepared)>,
    width: u32,
}

impl<'a> Press<'a> {
    /// Uses the templates, offices, labels and clock of that file.
    pub const fn new(store: &'a Store) -> Self {
        Self { store }
    }

    /// The values the form would print blank, in order, without repeats, over all copies of the form.
    ///
    /// # Errors
    /// When the template has a fault.
    pub fn lacks(&self, case: &Dispute, kind: FormKind) -> Result<Vec<Lack>, DocumentError> {
        let broken = |fault| DocumentError::Template { kind, fault };
        let template = self.template(kind).map_err(broken)?;
        let contents = entries(case, &FormKind::of_case(case));
        let noted = Noted::default();
        for part in instances(case, kind) {
            let values = self.facts(case, part, &contents, &noted).values();
            template.try_out(&values).map_err(broken)?;
        }
        Ok(noted.take())
    }

    /// Prints the form: one for each part of the case where it is made for those, or a blank one without any.
    ///
    /// # Errors
    /// When the template has a fault.
    pub fn print(&self, case: &Dispute, kind: FormKind) -> Result<Vec<Document>, DocumentError> {
        self.print_listing(case, kind, &entries(case, &FormKind::of_case(case)))
    }

    /// All forms of the case file, in its order, with the list of contents.
    ///
    /// # Errors
    /// When a template has a fault.
    pub fn whole_file(&self, case: &Dispute) -> Result<Vec<Document>, DocumentError> {
        self.several(case, &FormKind::of_case(case))
    }

    /// The given forms, in the order of the case file; a list of contents among them lists these forms only, or, printed
    /// without any of them, those of the whole file.
    ///
    /// # Errors
    /// When a template has a fault.
    pub fn several(&self, case: &Dispute, kinds: &[FormKind]) -> Result<Vec<Document>, DocumentError> {
        let mut kinds = kinds.to_vec();
        kinds.sort();
        kinds.dedup();
        let contents = if kinds.iter().any(|kind| kind.is_listed()) {
            entries(case, &kinds)
        } else {
            entries(case, &FormKind::of_case(case))
        };
        let mut documents = Vec::new();
        for kind in kinds {
            documents.extend(self.print_listing(case, kind, &contents)?);
        }
        Ok(documents)
    }

    fn print_listing(
        &self,
        case: &Dispute,
        kind: FormKind,
        contents: &[Entry],
    ) -> Result<Vec<Document>, DocumentError> {
        let broken = |fault| DocumentError::Template { kind, fault };
        let template = self.template(kind).map_err(broken)?;
        let each = instances(case, kind);
        let mut documents = Vec::with_capacity(each.len());
        for (nth, part) in each.into_iter().enumerate() {
            let noted = Noted::default();
            let values = self.facts(case, part, contents, &noted).values();
            let bytes = template.fill(&values).map_err(broken)?;
            let nth = part.map(|_| nth + 1);
            let file_name = format!("{}.docx", words::file_stem(kind, nth));
            documents.push(Document { kind, nth, file_name, bytes, lacks: noted.take() });
        }
        Ok(documents)
    }

    fn facts<'b>(
        &'b self,
        case: &'b Dispute,
        part: Option<Part>,
        contents: &'b [Entry],
        noted: &Noted,
    ) -> Facts<'b> {
        let (directory, today) = (self.store.directory(), self.store.today());
        Facts { directory, case, today, part, contents, noted: noted.clone() }
    }

    fn template(&self, kind: FormKind) -> Result<Template, TemplateFault> {
        match self.store.form_template(kind) {
            Some(own) => Template::read(&own),
            None => Template::of(built_in::package(kind)),
        }
    }

    /// The template of a form as a docx, for an office to edit.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn template_file(&self, kind: FormKind) -> Result<Vec<u8>, DocumentError> {
        match self.store.form_template(kind) {
            Some(own) => Ok(own),
            None => built_in::package(kind).write().map_err(|_| DocumentError::Template {
                kind,
                fault: TemplateFault { what: Fault::Unreadable, place: None },
            }),
        }
    }
}

impl Template {
    pub(super) fn read(docx: &[u8]) -> Result<Self, TemplateFault> {
        let package = Package::read(docx).map_err(|what| TemplateFault { what, place: None })?;
        Self::of(package)
    }

    pub(super) fn of(package: Package) -> Result<Self, TemplateFault> {
        let mut parts = Vec::new();
        for (at, (name, content)) in package.parts.iter().enumerate() {
            if let Some(part) = part_called(name) {
                parts.push((at, prepare(content, name, part)?));
            }
        }
        let body = package.parts.iter().find(|(name, _)| name == BODY);
        let body = body.and_then(|(_, content)| Element::parse(std::str::from_utf8(content).ok()?).ok());
        let width = body.as_ref().and_then(text_width).unwrap_or_else(usual_width);
        Ok(Self { package, parts, width })
    }

    /// The prepared parts.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Prepared> {
        self.parts.iter().map(|(_, part)| part)
    }

    /// Fills it and drops the result, to note the blanks.
    fn try_out(&self, values: &Value) -> Result<(), TemplateFault> {
        self.parts().try_for_each(|part| fill(part, values).map(|_| ()))
    }

    pub(super) fn fill(&self, values: &Value) -> Result<Vec<u8>, TemplateFault> {
        let unreadable = || TemplateFault { what: Fault::Unreadable, place: None };
        let mut package = self.package.clone();
        for (at, part) in &self.parts {
            let filled = fill(part, values)?;
            let xml = finish(&filled, self.width).map_err(|_| unreadable())?;
            if let Some((_, content)) = package.parts.get_mut(*at) {
                *content = xml.into_bytes();
            }
        }
        package.write().map_err(|_| unreadable())
    }
}

/// The kind of text in the part of that name; none where it has no text.
fn part_called(name: &str) -> Option<PartOf> {
    let stem = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    let numbered =
        |of: &str| stem.strip_prefix(of).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    match stem {
        "document" => Some(PartOf::Body),
        _ if numbered("header") => Some(PartOf::Header),
        _ if numbered("footer") => Some(PartOf::Footer),
        _ => None,
    }
}

/// The part of the case that each copy of a form is of; one copy without any where there are none.
fn instances(case: &Dispute, kind: FormKind) -> Vec<Option<Part>> {
    let parts = kind.parts(case);
    if parts.is_empty() { vec![None] } else { parts.into_iter().map(Some).collect() }
}

/// The entries of the list of contents for those forms.
fn entries(case: &Dispute, kinds: &[FormKind]) -> Vec<Entry> {
    let listed = kinds.iter().copied().filter(|kind| kind.is_listed());
    listed
        .flat_map(|kind| {
            instances(case, kind).into_iter().enumerate().map(move |(nth, part)| Entry {
                kind,
                nth: part.map(|_| nth + 1),
                on: day_of(case, kind, part.map(|part| part.at)),
            })
        })
        .collect()
}

/// The day of a form, where it has one.
fn day_of(case: &Dispute, kind: FormKind, at: Option<usize>) -> Option<NaiveDate> {
    match kind {
        FormKind::Application | FormKind::Registration => Some(case.accepted_on),
        FormKind::Investigation => case.investigations.get(at?).map(|one| one.on),
        FormKind::Declined | FormKind::Termination | FormKind::ClosingReport => {
            case.closing.map(|closing| closing.on)
        }
        FormKind::ReferralLetter => case.referrals.get(at?).and_then(|sent| sent.on),
        FormKind::Session => case.sessions.get(at?).map(|session| session.on),
        FormKind::Visit => case.follow_ups.get(at?).map(|visit| visit.on),
        FormKind::Agreement | FormKind::OralAgreement => case.reached_on(),
        FormKind::Performance => case.performed_on(),
        FormKind::Confirmation => case.agreement.applied_on,
        _ => None,
    }
}
