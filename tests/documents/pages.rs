//! Where the pages of the forms break: the chain before the signatures, and what LibreOffice makes of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use quick_xml::events::{BytesStart, Event};
use tiaojie::document::{Document, Press};
use tiaojie::domain::field::{Field, Kind, Part, PartKind, Value};
use tiaojie::domain::form::FormKind;
use tiaojie::domain::{Direction, Dispute, Fen, Id, PartPerformed, PartyKind, Side};
use unicode_width::UnicodeWidthStr;

use crate::support::paper::parts;
use crate::support::{District, day};

/// Who acts in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Nobody was written down.
    Nobody,
    /// One on each side.
    Two,
    /// Eight, each with an agent.
    Eight,
    /// A company on each side, with an agent.
    Companies,
}

const ALL: [Who; 4] = [Who::Nobody, Who::Two, Who::Eight, Who::Companies];

/// Adds a part and writes one text into it.
fn add(case: &mut Dispute, kind: PartKind, host: usize, field: Field, text: &str) -> Part {
    let id = uuid::Uuid::from_u128(u128::from(case.parties.len() as u64 * 100 + host as u64 + 1));
    let part = kind.rows().add(case, host, id, day(2024, 3, 6)).unwrap();
    part.field(field).write(case, Value::Text(text.into()));
    part
}

/// A case with a long text in every field of several lines, or only in what it is about.
fn case_of(district: &mut District, who: Who, text: &str, everywhere: bool) -> Dispute {
    let id = district.store.fresh_dispute_id();
    let mut case = Dispute::new(id, district.towns[0], day(2024, 3, 5));
    case.mediators = if who == Who::Nobody { Vec::new() } else { district.mediators[..3].to_vec() };
    let count = match who {
        Who::Nobody => 0,
        Who::Eight => 8,
        Who::Two | Who::Companies => 2,
    };
    for at in 0..count {
        let name = match who {
            Who::Companies => format!("神农架林区木鱼旅游开发有限责任公司第{at}分公司"),
            _ => format!("当事人{at}"),
        };
        add(&mut case, PartKind::Party, 0, Field::PartyName, &name);
        let party = &mut case.parties[at];
        party.side = if at < count / 2 { Side::Applicant } else { Side::Respondent };
        if who == Who::Companies {
            (party.kind, party.representative) = (PartyKind::Company, "周经理".into());
        }
        if who != Who::Two {
            add(&mut case, PartKind::Agent, at, Field::AgentName, &format!("代理人{at}"));
        }
    }
    add(&mut case, PartKind::Session, 0, Field::SessionRecorder, "记录员");
    add(&mut case, PartKind::FollowUp, 0, Field::VisitBy, "回访员");
    for kind in PartKind::ALL.iter().copied().filter(|kind| *kind != PartKind::Remark) {
        for part in kind.of_case(&case) {
            for field in
                part.kind.fields().into_iter().filter(|field| matches!(field.spec().kind, Kind::Lines(_)))
            {
                let said = if everywhere || field == Field::Summary { text } else { "一行。" };
                part.field(field).write(&mut case, Value::Text(said.into()));
            }
        }
    }
    case
}

/// A paragraph as it stands in the file.
#[derive(Debug, Default)]
struct Paragraph {
    /// The table and row, if it is in one.
    row: Option<(usize, usize)>,
    style: String,
    keeps: bool,
    has_run: bool,
    text: String,
}

fn paragraphs(docx: &[u8]) -> Vec<Paragraph> {
    let parts = parts(docx);
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(&parts["word/document.xml"]).unwrap());
    let mut all: Vec<Paragraph> = Vec::new();
    let (mut table, mut row, mut within) = (0, 0, 0);
    let mut starts = |start: &BytesStart<'_>, all: &mut Vec<Paragraph>, opens: i32| match start
        .name()
        .as_ref()
    {
        "w:tbl" => (table, row, within) = (table + 1, 0, within + opens),
        "w:tr" => row += 1,
        "w:p" => all.push(Paragraph { row: (within > 0).then_some((table, row)), ..Paragraph::default() }),
        "w:pStyle" => {
            let style = start.try_get_attribute("w:val").unwrap().unwrap();
            all.last_mut().unwrap().style = style.value.to_string();
        }
        "w:r" => all.last_mut().unwrap().has_run = true,
        // A line to write on; the stops of a paragraph stand before its first run.
        "w:tab" if all.last().unwrap().has_run => all.last_mut().unwrap().text.push('\t'),
        "w:keepNext" => all.last_mut().unwrap().keeps = true,
        "end" => within -= 1,
        _ => {}
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => starts(&start, &mut all, 1),
            Event::Empty(start) => starts(&start, &mut all, 0),
            Event::End(end) if end.name().as_ref() == "w:tbl" => {
                starts(&BytesStart::new("end"), &mut all, 0);
            }
            Event::Text(text) => {
                if let Some(last) = all.last_mut() {
                    last.text.push_str(&text);
                }
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// Checks the chain of one form; says whether it has signatures.
fn is_chained(document: &Document, what: &str) -> bool {
    let all = paragraphs(&document.bytes);
    let mut found = false;
    for first in 0..all.len() {
        if all[first].style != "Sign" || (first > 0 && all[first - 1].style == "Sign") {
            continue;
        }
        found = true;
        let signed = all[first..].iter().take_while(|paragraph| paragraph.style == "Sign").count();
        assert!(all[first..first + signed].iter().all(|paragraph| paragraph.keeps), "{what}");
        let below: Vec<&Paragraph> =
            all[first + signed..].iter().take_while(|paragraph| paragraph.style == "Date").collect();
        let last = below.len().saturating_sub(1);
        assert!(below[..last].iter().all(|paragraph| paragraph.keeps), "{what}");
        let (mut lines, mut rows) = (0, BTreeSet::new());
        for paragraph in all[..first].iter().rev() {
            if lines >= 2 {
                break;
            }
            assert!(paragraph.keeps, "{what}: {:?} is not kept with the signatures", paragraph.text);
            lines += match (paragraph.style.as_str(), paragraph.row) {
                ("FormTitle" | "Head" | "Side", _) => 0,
                (_, Some(row)) => usize::from(rows.insert(row)),
                ("Text", _) if paragraph.text.width() >= 70 => 2,
                _ if paragraph.text.width() >= 90 => 2,
                _ => usize::from(!paragraph.text.trim().is_empty() || paragraph.text.contains('\t')),
            };
        }
        assert!(lines >= 2 || all[..first].iter().all(|paragraph| paragraph.keeps), "{what}: {lines}");
    }
    found
}

/// Catches: a loop over parties, a company or an agent whose rows are not chained; a form whose last text may stay
/// on the page before its signatures.
#[test]
fn signatures_are_chained_to_the_text_before_them() {
    let mut district = District::new();
    let mut signed = BTreeSet::new();
    for who in ALL {
        for text in ["", "一行。", "第一行。\n第二行。\n第三行。", &"很长的一段。".repeat(60)]
        {
            let case = case_of(&mut district, who, text, true);
            for document in Press::new(&district.store).several(&case, FormKind::ALL).unwrap() {
                if is_chained(&document, &format!("{:?} {who:?} {text:?}", document.kind)) {
                    signed.insert(document.kind);
                }
            }
        }
    }
    assert!(signed.len() >= 11, "{signed:?}");
}

/// Catches: a page of signatures with the closing words of the form alone, with the empty rows of a table, or with the
/// seal alone where nobody signs.
#[test]
fn the_last_of_the_record_stands_with_the_signatures() {
    let mut district = District::new();
    let text = (1..=60).map(|line| format!("第{line}行。")).collect::<Vec<_>>().join("\n");
    let mut case = case_of(&mut district, Who::Two, &text, true);
    add(&mut case, PartKind::Investigation, 0, Field::InvestigationRecord, &text);
    add(&mut case, PartKind::Referral, 0, Field::ReferralReason, &text);
    case.referrals[0].direction = Direction::Out;
    for at in 1..=28 {
        let id = Id::named(&[&at.to_string()]);
        let what = format!("第{at}次付款");
        case.performed.push(PartPerformed { id, on: day(2024, 4, 2), amount: Some(Fen(100)), what });
    }
    for (kind, last) in [
        (FormKind::Agreement, "履行期限："),
        (FormKind::OralAgreement, "履行期限："),
        (FormKind::Session, "第60行。"),
        (FormKind::Investigation, "第60行。"),
        (FormKind::Visit, "第60行。"),
        (FormKind::ReferralLetter, "第60行。"),
        (FormKind::Performance, "第28次付款"),
    ] {
        let document = Press::new(&district.store).print(&case, kind).unwrap().remove(0);
        let all = paragraphs(&document.bytes);
        let at = all.iter().rposition(|paragraph| paragraph.text.trim().starts_with(last)).unwrap();
        let is_end = |paragraph: &Paragraph| ["Sign", "Date"].contains(&paragraph.style.as_str());
        let end = at + all[at..].iter().position(is_end).unwrap();
        let loose: Vec<&str> = all[at..=end].iter().filter(|p| !p.keeps).map(|p| p.text.as_str()).collect();
        assert!(loose.is_empty(), "{kind:?}: {loose:?}");
        // The receipt is one piece.
        if kind == FormKind::ReferralLetter {
            let at = all.iter().position(|paragraph| paragraph.text == "回执").unwrap();
            let end = at + all[at..].iter().position(|paragraph| paragraph.style == "Date").unwrap();
            assert!(all[at..end].iter().all(|paragraph| paragraph.keeps));
        }
    }
}

/// Catches: a name in the place of the signature, a party, agent or mediator without a place or a name.
#[test]
fn each_who_signs_has_a_place_and_a_name_behind_it() {
    let mut district = District::new();
    let names: Vec<String> = district.mediators[..3]
        .iter()
        .map(|id| district.store.directory().mediator(*id).unwrap().name.clone())
        .collect();
    let rows = |district: &District, case: &Dispute, kind| {
        let document = Press::new(&district.store).print(case, kind).unwrap().remove(0);
        let rows = crate::support::paper::Paper::read(&document.bytes).rows;
        rows.into_iter().filter(|row| row.len() == 3 && row[0].ends_with('：')).collect::<Vec<_>>()
    };
    let case = case_of(&mut district, Who::Eight, "一行。", true);
    let mut wanted = Vec::new();
    for at in 0..8 {
        let side = if at < 4 { "申请人" } else { "被申请人" };
        wanted.push(vec![
            format!("{side}（签名、盖章或者按指印）："),
            String::new(),
            format!("（当事人{at}）"),
        ]);
        wanted.push(vec!["委托代理人（签名）：".into(), String::new(), format!("（代理人{at}）")]);
    }
    for name in &names {
        wanted.push(vec!["人民调解员（签名）：".into(), String::new(), format!("（{name}）")]);
    }
    wanted.push(vec!["记录人（签名）：".into(), String::new(), "（记录员）".into()]);
    assert_eq!(rows(&district, &case, FormKind::Agreement), wanted);
    let case = case_of(&mut district, Who::Companies, "一行。", true);
    let company = rows(&district, &case, FormKind::Application);
    assert_eq!(company[0][0], "申请人（盖章）：");
    assert_eq!(company[0][2], "（神农架林区木鱼旅游开发有限责任公司第0分公司）");
    assert_eq!(company[1], ["法定代表人或负责人（签名）：", "", "（周经理）"]);
    let case = case_of(&mut district, Who::Nobody, "", true);
    let nobody = rows(&district, &case, FormKind::Agreement);
    assert!(nobody.iter().all(|row| row[1].is_empty()), "{nobody:?}");
    assert_eq!(nobody.last().unwrap()[2], "（记录员）");
    assert_eq!(nobody.len(), 4, "{nobody:?}");
}

/// The lines of each page of a PDF.
fn pages(pdf: &Path) -> Vec<Vec<String>> {
    let out = Command::new("pdftotext").args(["-layout", pdf.to_str().unwrap(), "-"]).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let lines = |page: &str| {
        page.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    text.trim_end_matches('\u{c}').split('\u{c}').map(lines).collect()
}

fn is_signature(line: &str) -> bool {
    ["（签名", "（盖章", "印章）", "（人民调解员签名"].iter().any(|sign| line.contains(sign))
        && !line.ends_with('。')
}

/// Whether it is text of the form, not a footer, a day to fill in, or a name in brackets behind a signature.
fn is_text(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_footer = plain.chars().all(|c| c.is_ascii_digit() || "-—第页共/".contains(c));
    !(is_footer
        || plain == "年月日"
        || is_signature(line)
        || plain.starts_with('（')
        || plain.ends_with('）'))
}

/// Converts every form at many lengths by LibreOffice and looks where the pages break. It takes minutes and needs
/// `soffice` and `pdftotext`: `cargo test --test documents -- --ignored`. `TIAOJIE_STEP=1` tries every length,
/// `TIAOJIE_PAGES` names a folder where the files stay.
///
/// Catches: signatures alone on a page, or with a single line of text; a block of signatures torn apart.
#[test]
#[ignore = "needs LibreOffice and minutes"]
fn no_page_holds_signatures_without_text() {
    let mut district = District::new();
    let folder = tempfile::tempdir().unwrap();
    let keep = std::env::var_os("TIAOJIE_PAGES").map(std::path::PathBuf::from);
    let folder = keep.as_deref().unwrap_or(folder.path());
    let step = std::env::var("TIAOJIE_STEP").map_or(5, |step| step.parse().unwrap());
    let mut count = 0;
    for who in ALL {
        for length in (0..=60).step_by(step) {
            let lines: Vec<String> =
                (1..=length).map(|line| format!("第{line}行，说明事情的经过。")).collect();
            let paragraph = "这一段说明事情的经过和各方的意见".repeat(length * 2);
            for (name, text, everywhere) in [
                ("lines", lines.join("\n"), true),
                ("summary", lines.join("\n"), false),
                ("paragraph", paragraph, true),
            ] {
                let case = case_of(&mut district, who, &text, everywhere);
                for document in Press::new(&district.store).several(&case, FormKind::ALL).unwrap() {
                    if is_chained(&document, "") {
                        let file = format!("{:?}-{who:?}-{name}-{length}.docx", document.kind);
                        std::fs::write(folder.join(file), &document.bytes).unwrap();
                        count += 1;
                    }
                }
            }
        }
    }
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for some in files.chunks(200) {
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let done = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir", folder.to_str().unwrap()])
            .args(some)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    }
    let mut wrong = Vec::new();
    for pdf in files.iter().map(|file| file.with_extension("pdf")) {
        let pages = pages(&pdf);
        let signed: Vec<usize> =
            (0..pages.len()).filter(|at| pages[*at].iter().any(|l| is_signature(l))).collect();
        for page in &signed {
            let lines = pages[*page].iter().filter(|line| is_text(line)).count();
            // A letter has a receipt, with signatures of its own.
            let blocks = if pdf.display().to_string().contains("ReferralLetter") { 2 } else { 1 };
            if lines < 2 || signed.len() > blocks {
                wrong.push(format!("{} page {page} of {signed:?}: {lines}", pdf.display()));
            }
        }
    }
    assert!(wrong.is_empty() && count > 0, "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
