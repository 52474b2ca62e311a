//! Random cases, with the forms compared word for word.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use tiaojie::document::Press;
use tiaojie::domain::form::FormKind;
use tiaojie::domain::{Dispute, OfficeId, PartyKind};

use crate::support::District;
use crate::support::paper::{Paper, any_case, printable};

/// Which properties may follow which (ISO/IEC 29500-1), as far as forms use them.
const ORDER: [(&str, &[&str]); 6] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:rPr",
        ],
    ),
    (
        "w:rPr",
        &["w:rFonts", "w:b", "w:bCs", "w:color", "w:spacing", "w:kern", "w:sz", "w:szCs", "w:u", "w:lang"],
    ),
    ("w:tblPr", &["w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:tcBorders", "w:vAlign"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:sectPr", &["w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"]),
];

fn check_order(paper: &Paper, kind: FormKind) {
    for (element, names) in &paper.properties {
        let Some((_, order)) = ORDER.iter().find(|(known, _)| known == element) else { continue };
        let ranks: Vec<usize> = names
            .iter()
            .map(|name| {
                order
                    .iter()
                    .position(|known| known == name)
                    .unwrap_or_else(|| panic!("{kind:?} {element} {name}"))
            })
            .collect();
        assert!(ranks.is_sorted_by(|one, other| one < other), "{kind:?} {element}: {names:?}");
    }
}

/// Every place for a signature, a seal or a day beside them.
fn check_signatures(paper: &Paper, kind: FormKind) {
    for row in paper.rows.iter().filter(|row| row.iter().any(|cell| cell.ends_with("）："))) {
        let at = row.iter().position(|cell| cell.ends_with("）：")).unwrap();
        let [place, name] = &row[at + 1..] else { panic!("{kind:?} {row:?}") };
        assert_eq!((at, place.as_str()), (0, ""), "{kind:?} {row:?}");
        assert!(name.is_empty() || (name.starts_with('（') && name.ends_with('）')), "{kind:?} {row:?}");
    }
    let blank = ["年", "月", "日"].map(|sign| format!("　　{sign}")).concat();
    let days = paper.paragraphs.iter().filter(|text| text.ends_with(&blank)).count();
    let wanted = match kind {
        FormKind::Cover | FormKind::Contents | FormKind::BackCover => 0,
        // The letter and its receipt.
        FormKind::ReferralLetter => 2,
        _ => 1,
    };
    assert_eq!(days, wanted, "{kind:?}");
}

/// Texts of the case that the forms show, each as it has to come out.
fn texts(case: &Dispute) -> Vec<String> {
    let mut texts = vec![&case.number, &case.agreement.court, &case.filing.by, &case.filing.volume];
    let mut long = vec![&case.summary, &case.agreement.content, &case.agreement.manner, &case.closing_reason];
    for party in &case.parties {
        texts.extend([&party.name, &party.phone, &party.address]);
        match party.kind {
            PartyKind::Person => texts.extend([&party.ethnicity, &party.occupation]),
            _ => texts.extend([&party.representative, &party.id_number]),
        }
        for agent in &party.agents {
            texts.extend([&agent.name, &agent.phone, &agent.note, &agent.relation, &agent.id_number]);
        }
    }
    for one in &case.investigations {
        texts.extend([&one.place, &one.attendees, &one.asked, &one.by, &one.recorder]);
        long.push(&one.record);
    }
    texts.extend(case.evidence.iter().flat_map(|one| [&one.name, &one.by, &one.note]));
    for sent in &case.referrals {
        texts.extend([&sent.organisation, &sent.letter]);
        long.push(&sent.reason);
    }
    for session in &case.sessions {
        texts.push(&session.place);
        texts.extend(session.attendees.iter().map(|attendee| &attendee.name));
        long.push(&session.record);
    }
    texts.extend(case.performed.iter().map(|part| &part.what));
    for visit in &case.follow_ups {
        texts.push(&visit.by);
        long.push(&visit.note);
    }
    const ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let lines = long.into_iter().flat_map(|text| text.split(ENDS).map(str::trim));
    texts
        .into_iter()
        .map(|text| printable(&text.replace("\r\n", "\n").replace(ENDS, "\n")))
        .chain(lines.map(printable))
        .collect()
}

/// Would catch: a panic, a template error or a broken file by anything a person may type; a text that is changed,
/// taken for a placeholder or lost; anything at all in the place of a signature.
#[test]
fn any_case_comes_out_word_for_word() {
    let district = District::new();
    let office: OfficeId = district.towns[0];
    let press = Press::new(&district.store);
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() });
    runner
        .run(&any_case(office), |case| {
            let documents = press.several(&case, FormKind::ALL).unwrap();
            let mut all = String::new();
            for document in &documents {
                let paper = Paper::read(&document.bytes);
                check_order(&paper, document.kind);
                check_signatures(&paper, document.kind);
                let signs = paper.text().contains(['\u{fdd0}', '\u{fdd1}']);
                prop_assert!(!signs);
                all.push_str(&paper.text());
                all.push('\n');
            }
            for text in texts(&case) {
                prop_assert!(all.contains(&text), "{:?} is on no form", text);
            }
            Ok(())
        })
        .unwrap();
}
