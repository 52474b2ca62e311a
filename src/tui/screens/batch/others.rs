//! Printing the files of several cases, and handing the cases over.

use super::card::why;
use crate::domain::{DisputeId, OfficeId};
use crate::store::{Handing, Right};
use crate::text::register::short_number;
use crate::text::{batch as words, laptop as laptop_words};
use crate::tui::form::{FieldEditor, Kind, Options, Spec, lists};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::documents;
use crate::tui::screens::laptop::{office_name, picked_office};
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};

/// Prints the whole file of each case into its folder; files that are there already stay beside the new ones.
pub(super) fn print(cases: &[DisputeId], cx: &mut Cx) -> Flow {
    let mut printed = 0;
    let mut unfit = Vec::new();
    for id in cases {
        let case = match cx.store.dispute(*id) {
            Ok(case) => case,
            Err(error) => return cx.refused(&error),
        };
        match documents::print_whole(&case, cx) {
            Ok(()) => printed += 1,
            Err(why) => unfit.push((short_number(&case.number), why)),
        }
    }
    let folder = documents::folder(cx);
    let said = words::printed(cx.lang, printed, &folder);
    if unfit.is_empty() {
        cx.done(said);
        return Flow::Answer(Answer::Picked(super::DONE));
    }
    let asked = format!("{said}\n{}", words::some_cannot(cx.lang, printed, &unfit));
    let understood = words::understood(cx.lang);
    Flow::Push(Box::new(Confirm::new(asked).choice(understood, Answer::Nothing)))
}

/// Handing over: the question asked.
pub(super) enum HandOver {
    Office,
    Sure(OfficeId, Handing),
}

/// What follows an answer.
pub(super) enum Next {
    Ask(HandOver, Box<dyn Layer>),
    Done,
    Nothing,
}

impl HandOver {
    /// Asks for the office; none, and a notice, where that is not allowed.
    pub(super) fn begin(cases: &[DisputeId], cx: &mut Cx) -> Option<(Self, Box<dyn Layer>)> {
        let may = cx.store.may(Right::HandOver);
        cx.told(may)?;
        let kind = Kind::Pick(Options::one(lists::homes(&cx.store)));
        let spec = Spec::new((), laptop_words::hand_one_label(cx.lang), kind).required();
        let editor = FieldEditor::new(spec, words::hand_title(cx.lang, cases.len()), cx);
        Some((Self::Office, Box::new(editor)))
    }

    pub(super) fn answered(self, cases: &[DisputeId], answer: &Answer, cx: &mut Cx) -> Next {
        match (self, answer) {
            (Self::Office, Answer::Filled(value)) => {
                let Some(to) = picked_office(value) else { return Next::Nothing };
                let mut handing = Handing::new();
                let mut unfit = Vec::new();
                for id in cases {
                    match reason(*id, to, cx) {
                        None => _ = handing.insert(*id, to),
                        Some(why) => unfit.push(why),
                    }
                }
                Self::ask(to, handing, &unfit, cx)
            }
            (Self::Sure(to, handing), Answer::Confirmed(Decision::Yes)) => {
                let done = cx.store.hand_over(&handing);
                if cx.told(done).is_none() {
                    return Next::Nothing;
                }
                cx.done(words::handed(cx.lang, handing.len(), &office_name(to, cx)));
                cx.records_changed();
                Next::Done
            }
            _ => Next::Nothing,
        }
    }

    fn ask(to: OfficeId, handing: Handing, unfit: &[(String, String)], cx: &Cx) -> Next {
        let mut question = Vec::new();
        if !unfit.is_empty() {
            question.push(words::some_cannot(cx.lang, handing.len(), unfit));
        }
        if handing.is_empty() {
            let asked = Confirm::new(question.concat()).choice(words::understood(cx.lang), Answer::Nothing);
            return Next::Ask(Self::Sure(to, handing), Box::new(asked));
        }
        question.push(words::ask_hand(cx.lang, handing.len(), &office_name(to, cx)));
        let asked = Confirm::yes_or_no(question.join("\n"), cx.lang);
        Next::Ask(Self::Sure(to, handing), Box::new(asked))
    }
}

/// Why a case cannot be handed over, with its number.
fn reason(id: DisputeId, to: OfficeId, cx: &Cx) -> Option<(String, String)> {
    let home = cx.store.settings().home;
    let reason = match cx.store.keeper_of(id) {
        Ok(keeper) if keeper.unwrap_or(home) == to => words::same_office(cx.lang).to_owned(),
        Ok(Some(keeper)) if keeper != home => laptop_words::kept_by(cx.lang, &office_name(keeper, cx)),
        Ok(_) => return None,
        Err(error) => why(cx.lang, &error),
    };
    let number = cx.store.dispute(id).map(|case| short_number(&case.number)).unwrap_or_default();
    Some((number, reason))
}
