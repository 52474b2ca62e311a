//! Reads docx files without the program's own reader, and makes cases that are difficult to print.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use chrono::NaiveTime;
use proptest::prelude::*;
use quick_xml::events::Event;
use tiaojie::domain::{
    Agent, AgentKind, Attendee, Capacity, Closing, Direction, Dispute, Evidence, Fen, FollowUp, Id,
    Investigation, Outcome, PartPerformed, Party, PartyKind, Referral, Retention, Satisfaction, Session,
    SessionResult, Sex, Side,
};
use zip::write::SimpleFileOptions;

use super::day;

/// The parts of a docx by name.
pub fn parts(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

/// A docx of those parts.
pub fn packed(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A docx whose text was changed.
pub fn changed(docx: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = parts(docx);
    let body = parts.get_mut("word/document.xml").unwrap();
    *body = change(String::from_utf8(body.clone()).unwrap()).into_bytes();
    packed(&parts)
}

/// What a reader sees.
#[derive(Debug, Default)]
pub struct Paper {
    /// Every paragraph in order, those in cells too.
    pub paragraphs: Vec<String>,
    /// Every row of a table: the text of each cell.
    pub rows: Vec<Vec<String>>,
    /// Every underlined text.
    pub underlined: Vec<String>,
    /// The children of every property element, in order: `w:pPr` → names.
    pub properties: Vec<(String, Vec<String>)>,
}

impl Paper {
    /// Reads a docx: every part has to be well formed.
    pub fn read(docx: &[u8]) -> Self {
        let parts = parts(docx);
        for name in ["[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/settings.xml"] {
            assert!(parts.contains_key(name), "{name}");
        }
        let mut paper = Self::default();
        for (name, content) in &parts {
            let mut seen = Self::default();
            seen.take(std::str::from_utf8(content).unwrap(), name);
            if name == "word/document.xml" {
                paper = seen;
            } else {
                paper.properties.extend(seen.properties);
            }
        }
        paper
    }

    /// Everything, a line a paragraph.
    pub fn text(&self) -> String {
        self.paragraphs.join("\n")
    }

    fn take(&mut self, xml: &str, name: &str) {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut open: Vec<String> = Vec::new();
        let mut children: Vec<Vec<String>> = vec![Vec::new()];
        let (mut cells, mut underlined) = (Vec::<Vec<String>>::new(), false);
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}"));
            match event {
                Event::Start(start) => {
                    let tag = start.name().as_ref().to_owned();
                    children.last_mut().unwrap().push(tag.clone());
                    children.push(Vec::new());
                    match tag.as_str() {
                        "w:p" => self.paragraphs.push(String::new()),
                        "w:tr" => cells.push(Vec::new()),
                        "w:tc" => cells.last_mut().unwrap().push(String::new()),
                        "w:r" => underlined = false,
                        _ => {}
                    }
                    open.push(tag);
                }
                Event::Empty(start) => {
                    let tag = start.name().as_ref().to_owned();
                    children.last_mut().unwrap().push(tag.clone());
                    match tag.as_str() {
                        "w:p" => self.paragraphs.push(String::new()),
                        "w:u" => underlined = true,
                        "w:br" => self.say("\n", &mut cells),
                        "w:tab" if open.last().is_some_and(|tag| tag == "w:r") => {
                            self.say("\t", &mut cells);
                            if underlined {
                                self.underlined.push("\t".into());
                            }
                        }
                        _ => {}
                    }
                }
                Event::End(end) => {
                    let names = children.pop().unwrap();
                    let tag = open.pop().unwrap();
                    assert_eq!(tag, end.name().as_ref());
                    if tag.ends_with("Pr") || tag == "w:style" || tag == "w:compat" {
                        self.properties.push((tag.clone(), names));
                    } else if tag == "w:tc" {
                        // A cell that does not end in a paragraph is damaged; so is a table without rows.
                        assert_eq!(names.last().map(String::as_str), Some("w:p"), "{name}");
                    } else if tag == "w:tbl" {
                        assert!(names.contains(&"w:tr".to_owned()), "{name}");
                    }
                    if tag == "w:tr" {
                        self.rows.push(cells.pop().unwrap());
                    }
                }
                Event::Text(text) if open.last().is_some_and(|tag| tag == "w:t") => {
                    self.say(&text, &mut cells);
                    if underlined {
                        self.underlined.push(text.to_string());
                    }
                }
                Event::GeneralRef(reference) => {
                    let c = match &*reference {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        _ => reference.resolve_char_ref().unwrap().unwrap(),
                    };
                    self.say(&c.to_string(), &mut cells);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }

    fn say(&mut self, text: &str, cells: &mut [Vec<String>]) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
        if let Some(cell) = cells.last_mut().and_then(|row| row.last_mut()) {
            cell.push_str(text);
        }
    }
}

/// What of a text can stand in a file: no control characters but line ends and tabs, nothing that is no character.
pub fn printable(text: &str) -> String {
    let kept = |c: &char| {
        matches!(c, '\n' | '\t')
            || (*c >= ' ' && !matches!(*c, '\u{fdd0}' | '\u{fdd1}' | '\u{fffe}' | '\u{ffff}'))
    };
    text.trim().chars().filter(kept).collect()
}

const HOSTILE: [&str; 12] = [
    "A&B <测试> {{ x }} {% if %}",
    "{% raw %}{{ 编号 }}",
    "]]> <!-- x --> &amp; &#10;",
    "{{{{ }}}} {# 注 #} ｛｛编号｝｝",
    "第一段\n第二段\t有制表符",
    "\u{fdd0}12\u{fdd1}\u{1}\u{b}控制符",
    "</w:t></w:r></w:p>",
    "引号 \" ' “ ” 　全角空格",
    "𠮷田　𬱖㛃",
    "a\u{301}\u{200d}\u{202e}b",
    "  前后有空格  ",
    "",
];

/// A text of a case: often hostile, sometimes missing.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (0..HOSTILE.len()).prop_map(|at| HOSTILE[at].to_owned()),
        2 => "\\PC{0,12}",
        1 => "[\\u{0}-\\u{ffff}\\n]{0,20}",
        1 => Just(String::new()),
    ]
}

fn party() -> impl Strategy<Value = Party> {
    let texts = proptest::collection::vec(words(), 11);
    (0..3_usize, 0..3_usize, texts, proptest::option::of(0..2_usize), 0..3_usize).prop_map(
        |(side, kind, texts, sex, agents)| {
            let text = |at: usize| texts[at].clone();
            let agent = Agent::new(Id::named(&["agent"]), AgentKind::Appointed, text(6));
            let agent = Agent { phone: text(7), note: text(8), relation: text(10), ..agent };
            Party {
                kind: PartyKind::ALL[kind],
                sex: sex.map(|at| Sex::ALL[at]),
                ethnicity: text(0),
                occupation: text(1),
                phone: text(2),
                address: text(3),
                id_number: text(4),
                representative: text(5),
                agents: vec![agent; agents],
                ..Party::new(Id::named(&["party"]), Side::ALL[side], text(9))
            }
        },
    )
}

fn session() -> impl Strategy<Value = Session> {
    let texts = proptest::collection::vec(words(), 4);
    (texts, proptest::option::of(0..3_usize), 0..24_u32, 0..3_usize).prop_map(
        |(texts, result, hour, attendees)| {
            let attendee = Attendee {
                id: Id::named(&["attendee"]),
                name: texts[0].clone(),
                capacity: Capacity::Witness,
                party: None,
            };
            Session {
                id: Id::named(&["session"]),
                on: day(2024, 3, 5),
                at: NaiveTime::from_hms_opt(hour, 5, 0),
                place: texts[1].clone(),
                attendees: vec![attendee; attendees],
                record: texts[2].clone(),
                result: result.map(|at| SessionResult::ALL[at]),
                recorder: texts[3].clone(),
            }
        },
    )
}

/// Any case of a district's first township: up to eight parties, up to six sessions, any text in any field.
pub fn any_case(office: tiaojie::domain::OfficeId) -> impl Strategy<Value = Dispute> {
    let parts = (
        proptest::collection::vec(party(), 0..8),
        proptest::collection::vec(session(), 0..6),
        proptest::collection::vec(words(), 14),
        proptest::option::of(0..Outcome::ALL.len()),
        proptest::option::of(0..100_000_000_i64),
        0..3_usize,
        0..3_usize,
    );
    parts.prop_map(move |(parties, sessions, texts, outcome, amount, performed, visits)| {
        let text = |at: usize| texts[at].clone();
        let mut case = Dispute::new(Id::named(&["case"]), office, day(2024, 3, 5));
        case.parties = parties;
        case.sessions = sessions;
        case.number = text(0);
        case.summary = text(1);
        case.place = text(2);
        case.note = text(3);
        case.closing = outcome.map(|at| Closing { outcome: Outcome::ALL[at], on: day(2024, 4, 1) });
        case.agreement.amount = amount.map(Fen);
        case.agreement.content = text(4);
        case.agreement.manner = text(5);
        case.agreement.court = text(6);
        case.agreement.due_on = amount.map(|_| day(2024, 5, 1));
        let part = PartPerformed {
            id: Id::named(&["performed"]),
            on: day(2024, 4, 2),
            amount: amount.map(Fen),
            what: text(7),
        };
        case.performed = vec![part; performed];
        let visit = FollowUp {
            by: text(8),
            note: text(9),
            satisfaction: outcome.map(|_| Satisfaction::Fairly),
            ..FollowUp::new(Id::named(&["visit"]), day(2024, 5, 2))
        };
        case.follow_ups = vec![visit; visits];
        let asked = Investigation::new(Id::named(&["asked"]), day(2024, 3, 6));
        let asked = Investigation {
            place: text(0),
            attendees: text(1),
            asked: text(2),
            record: text(3),
            by: text(4),
            recorder: text(5),
            ..asked
        };
        case.investigations = vec![asked; performed];
        let paper = Evidence::new(Id::named(&["paper"]), text(6));
        case.evidence = vec![Evidence { by: text(7), note: text(8), copies: Some(2), ..paper }; visits];
        let sent = Referral::new(Id::named(&["sent"]), Direction::Out);
        let sent = Referral { organisation: text(9), letter: text(10), reason: text(12), ..sent };
        case.referrals = vec![sent; performed];
        case.closing_reason = text(13);
        case.filing.by = text(10);
        case.filing.volume = text(11);
        case.filing.retention = outcome.map(|_| Retention::Ten);
        case.tags.insert(text(12));
        case
    })
}
