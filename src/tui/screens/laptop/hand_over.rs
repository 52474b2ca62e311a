//! Handing over one case, or all cases of an office, to another laptop.

use crate::domain::{Dispute, OfficeId};
use crate::store::{HandedOver, Handing, Right};
use crate::text::laptop as words;
use crate::tui::form::{FieldEditor, Kind, Options, Spec, lists};
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Decision, Layer};

use super::{office_name, picked_office};

/// Handing over all cases of an office to its own laptops: the question asked.
pub enum Many {
    /// To which office.
    Office,
    /// Whether to do it.
    Sure(OfficeId, Handing, HandedOver),
}

type Asked<T> = Option<(T, Box<dyn Layer>)>;

fn pick(title: String, label: &str, cx: &Cx) -> Box<dyn Layer> {
    let spec = Spec::new((), label, Kind::Pick(Options::one(lists::homes(&cx.store)))).required();
    Box::new(FieldEditor::new(spec, title, cx))
}

fn may(cx: &mut Cx) -> bool {
    let may = cx.store.may(Right::HandOver);
    cx.told(may).is_some()
}

impl Many {
    /// Asks for the office; shows a notice where that is not allowed.
    pub fn begin(cx: &mut Cx) -> Asked<Self> {
        let title = words::hand_over_title(cx.lang).to_owned();
        may(cx).then(|| (Self::Office, pick(title, words::hand_over_label(cx.lang), cx)))
    }

    /// Processes the answer; returns the next question.
    pub fn answered(self, answer: &Answer, cx: &mut Cx) -> Asked<Self> {
        match (self, answer) {
            (Self::Office, Answer::Filled(value)) => {
                let office = picked_office(value)?;
                let (handing, count) = cx.told(cx.store.handing_of(office, office))?;
                let name = office_name(office, cx);
                if handing.is_empty() {
                    let said = words::handed_many(cx.lang, count, &name);
                    cx.warn(format!("{}{said}", words::nothing_to_hand(cx.lang)));
                    return None;
                }
                let asked = Confirm::yes_or_no(words::ask_many(cx.lang, count, &name, &name), cx.lang);
                Some((Self::Sure(office, handing, count), Box::new(asked)))
            }
            (Self::Sure(office, handing, count), Answer::Confirmed(Decision::Yes)) => {
                let done = cx.store.hand_over(&handing);
                if cx.told(done).is_some() {
                    cx.done(words::handed_many(cx.lang, count, &office_name(office, cx)));
                    cx.records_changed();
                }
                None
            }
            _ => None,
        }
    }
}

/// Handing over one case to another office: the question asked.
pub enum One {
    /// To which office.
    Office,
    /// Whether to do it.
    Sure(OfficeId),
}

impl One {
    /// Asks for the office; shows a notice where that is not allowed.
    pub fn begin(case: &Dispute, cx: &mut Cx) -> Asked<Self> {
        let title = words::hand_one_title(cx.lang, &case.number);
        may(cx).then(|| (Self::Office, pick(title, words::hand_one_label(cx.lang), cx)))
    }

    /// Processes the answer; returns the next question.
    pub fn answered(self, case: &Dispute, answer: &Answer, cx: &mut Cx) -> Asked<Self> {
        match (self, answer) {
            (Self::Office, Answer::Filled(value)) => {
                let office = picked_office(value)?;
                let keeper = cx.store.keeper_of(case.id).ok().flatten();
                if keeper.unwrap_or(cx.store.settings().home) == office {
                    cx.warn(words::same_office(cx.lang));
                    return None;
                }
                let question = words::ask_one(cx.lang, &case.number, &office_name(office, cx));
                Some((Self::Sure(office), Box::new(Confirm::yes_or_no(question, cx.lang))))
            }
            (Self::Sure(office), Answer::Confirmed(Decision::Yes)) => {
                let done = cx.store.hand_over(&Handing::from([(case.id, office)]));
                if cx.told(done).is_some() {
                    cx.done(words::handed_one(cx.lang, &office_name(office, cx)));
                    cx.records_changed();
                }
                None
            }
            _ => None,
        }
    }
}
