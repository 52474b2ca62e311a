//! The statutory forms, opened again by an independent reader.

mod support;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use support::paper::{Paper, any_case, changed, packed, parts, printable};
use support::{District, case, day, life};
use tiaojie::document::{
    Document, DocumentError, Existing, Press, WriteError, check_template, folder_name, write,
};
use tiaojie::domain::form::{AgreementItem, CaseItem, FilingItem, FormKind, Lack, OfficeItem, PartyItem};
use tiaojie::domain::{Dispute, OfficeId, PartyKind, Side};
use tiaojie::store::{Changed, Store};
use tiaojie::text::Lang;
use tiaojie::text::document::{Fault, NameGroup, broken_template, form, nth_form};

const COMMITTEE: &str = "神农架林区木鱼镇人民调解委员会";

/// A district whose second township has its committee, and the case to which everything happened.
fn long() -> (District, Dispute) {
    let mut district = District::new();
    let mut office = district.store.directory().office(district.towns[1]).unwrap().clone();
    office.committee = COMMITTEE.into();
    district.store.save_office(&office).unwrap();
    let id = life::long(&mut district);
    let case = district.store.dispute(id).unwrap();
    (district, case)
}

fn one(store: &Store, case: &Dispute, kind: FormKind) -> Document {
    Press::new(store).print(case, kind).unwrap().remove(0)
}

fn joined<'a>(one: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    [one, rest].concat()
}

/// Every one of these stands in the text, one behind the other.
fn in_order(kind: FormKind, text: &str, wanted: &[&str]) {
    let mut rest = text;
    for one in wanted {
        let at = rest.find(one).unwrap_or_else(|| panic!("{kind:?}: no {one:?} in its place in\n{text}"));
        rest = &rest[at + one.len()..];
    }
}

/// Would catch: a field that a form leaves out, or shows in another place than DOMAIN says; a lacking committee.
#[test]
fn the_fields_of_each_form_stand_in_their_order() {
    let (district, case) = long();
    let text = |kind| Paper::read(&one(&district.store, &case, kind).bytes).text();
    let parties = [
        "申请人",
        "姓名",
        "王大山",
        "性别",
        "男",
        "民族",
        "土家族",
        "年龄",
        "62",
        "职业或职务",
        "护林员",
        "联系方式",
        "13800001234",
        "单位或住址",
        "湖北省神农架林区木鱼镇木鱼村三组 27 号",
        "陈秀兰",
        "被申请人",
        "神农架林区木鱼旅游开发有限责任公司",
        "法定代表人",
        "周经理",
        "律师",
        "吴律师",
        "13900005678",
        "特别授权",
        "第三人",
        "单雄",
        "曾娜",
        "诸葛红福",
        "𠮷田",
    ];
    let number = case.number.clone();
    let number = number.as_str();
    let title = "王大山、陈秀兰与神农架林区木鱼旅游开发有限责任公司山林土地纠纷";
    let check = |kind, wanted: &[&str]| in_order(kind, &text(kind), wanted);
    check(
        FormKind::Cover,
        &[
            COMMITTEE,
            "卷名",
            title,
            "卷号",
            "2024-07",
            "类别",
            "山林土地纠纷",
            "调解员",
            "木调、青调",
            "调解日期",
            "2024年3月5日",
            "至",
            "2024年4月28日",
            "立卷人",
            "小赵",
            "立卷日期",
            "2024年5月6日",
            "保管期限",
            "30年",
        ],
    );
    check(
        FormKind::Application,
        &joined(
            &parties,
            &[
                "纠纷简要情况",
                "二〇二三年十一月",
                "其中两户",
                "申请事项",
                "自愿申请",
                COMMITTEE,
                "申请人（签名",
            ],
        ),
    );
    check(
        FormKind::Registration,
        &[
            number,
            "2024年3月5日",
            "□当事人申请",
            "□主动调解",
            "√接受委托移送",
            "王大山、陈秀兰",
            "有限责任公司",
            "山林土地纠纷",
            "法院移送（诉前）",
            "二〇二三年十一月",
            "登记人（签名）",
            "印章",
            "年",
        ],
    );
    check(
        FormKind::Session,
        &[
            number,
            "时间",
            "2024年3月10日",
            "9时30分",
            "地点",
            "木鱼镇综治中心二楼调解室",
            "事由",
            title,
            "当事人",
            "王大山",
            "参加人",
            "吴律师（神农架林区木鱼旅游开发有限责任公司的律师）、老村长（证人、知情人）",
            "调解记录",
            "主持人宣布纪律",
            "调解结果",
            "□① 调解成功",
            "□② 调解不成",
            "√③ 有待继续调解",
            "人民调解员（签名）",
            "记录人（签名）",
        ],
    );
    let terms = [
        "纠纷主要事实、争议事项",
        "二〇二三年十一月",
        "一、补偿款三万五千元",
        "人民币35000元（大写：叁万伍仟元整）",
        "履行方式、时限",
        "首期现金当场付清",
        "2024年6月30日",
    ];
    check(
        FormKind::Agreement,
        &[&[number], &joined(&parties, &terms)[..], &["一式9份", "（签名", "印章"]].concat(),
    );
    check(
        FormKind::OralAgreement,
        &[&[number], &joined(&parties, &terms)[..], &["2024年4月28日", "人民调解员（签名）"]].concat(),
    );
    check(
        FormKind::Performance,
        &[
            "王大山",
            "2024年4月28日",
            "部分履行",
            "2024年4月28日",
            "10000",
            "首期现金",
            "2024年6月20日",
            "15000",
            "转账",
            "合计",
            "25000元（大写：贰万伍仟元整）",
            "交付人（签名",
        ],
    );
    check(
        FormKind::Visit,
        &[
            "当事人",
            "王大山",
            "调解协议编号",
            number,
            "回访事由",
            "回访时间",
            "2024年7月8日",
            "部分履行",
            "基本满意",
            "首期已付",
            "回访人：红调",
            "回访人（签名）",
        ],
    );
    check(
        FormKind::Confirmation,
        &joined(
            &parties,
            &[
                "请求事项",
                "2024年4月28日",
                COMMITTEE,
                number,
                "恶意串通",
                "民事责任",
                "此致",
                "神农架林区人民法院",
                "申请人（签名",
            ],
        ),
    );
    check(
        FormKind::Statement,
        &["卷名", title, "编号", number, "卷号", "2024-07", "立卷人（签名）", "检查人（签名）"],
    );
    check(
        FormKind::Notice,
        &["选择人民调解员", "如实陈述", "不收取任何费用", "三十日", "告知人（人民调解员签名）"],
    );
    check(
        FormKind::Investigation,
        &[
            "时间",
            "地点",
            "参加人",
            "被调查人",
            "记录",
            "被调查人（签名）",
            "调查人（签名）",
            "记录人（签名）",
        ],
    );
}

/// Would catch: a blank that nobody is told of, a lack that is not blank on the form, a record that lacks nothing and
/// is said to.
#[test]
fn what_is_blank_is_told_and_what_is_told_is_blank() {
    let (mut district, case) = long();
    let press = Press::new(&district.store);
    let lacks = |case: &Dispute, kind| press.lacks(case, kind).unwrap();
    for kind in
        [FormKind::Cover, FormKind::Registration, FormKind::Session, FormKind::Performance, FormKind::Visit]
    {
        assert_eq!(lacks(&case, kind), [], "{kind:?}");
    }
    // The second applicant has nothing but a name.
    let of_second = [
        PartyItem::Sex,
        PartyItem::Ethnicity,
        PartyItem::BornOn,
        PartyItem::Occupation,
        PartyItem::Phone,
        PartyItem::Address,
    ];
    let of_second: Vec<Lack> = of_second.into_iter().map(|item| Lack::Party(1, item)).collect();
    assert!(lacks(&case, FormKind::Application).starts_with(&of_second));
    // An identity number says what nobody wrote down.
    let mut known = case.clone();
    known.parties[1].id_number = "11010519491231002X".into();
    let paper = Paper::read(&one(&district.store, &known, FormKind::Application).bytes);
    let second = paper.rows.iter().find(|row| row.contains(&"陈秀兰".to_owned())).unwrap();
    assert_eq!(second[2..], ["性别", "女", "民族", "", "年龄", "74"]);
    // A company has no sex, and its lawyer lacks nothing.
    let of_company: Vec<Lack> = lacks(&case, FormKind::Application)
        .into_iter()
        .filter(|lack| matches!(lack, Lack::Party(2, _) | Lack::Agent(..)))
        .collect();
    assert_eq!(of_company, [Lack::Party(2, PartyItem::Phone), Lack::Party(2, PartyItem::Address)]);

    let empty = Dispute::new(case.id, district.towns[0], day(2024, 3, 5));
    assert_eq!(
        lacks(&empty, FormKind::Cover),
        [
            Lack::Office(OfficeItem::Committee),
            Lack::NoParty(Side::Applicant),
            Lack::Filing(FilingItem::Volume),
            Lack::Case(CaseItem::Mediators),
            Lack::Case(CaseItem::ClosedOn),
            Lack::Filing(FilingItem::By),
            Lack::Filing(FilingItem::On),
            Lack::Filing(FilingItem::Retention),
        ]
    );
    assert_eq!(
        lacks(&empty, FormKind::Agreement),
        [
            Lack::Case(CaseItem::Number),
            Lack::NoParty(Side::Applicant),
            Lack::NoParty(Side::Respondent),
            Lack::Case(CaseItem::Summary),
            Lack::Agreement(AgreementItem::Content),
            Lack::Agreement(AgreementItem::Manner),
            Lack::Agreement(AgreementItem::DueOn),
        ]
    );
    assert!(lacks(&empty, FormKind::Visit).contains(&Lack::NoVisit));
    assert!(lacks(&empty, FormKind::Session).contains(&Lack::NoSession));
    assert!(lacks(&empty, FormKind::Performance).contains(&Lack::NoPerformed));

    // On paper: cells behind their labels are empty, sentences have underlined room, long texts ruled lines.
    let paper = Paper::read(&one(&district.store, &empty, FormKind::Agreement).bytes);
    for label in ["姓名", "性别", "民族", "年龄", "职业或职务", "联系方式", "单位或住址"]
    {
        let cells = paper.rows.iter().filter_map(|row| {
            let at = row.iter().position(|cell| cell == label)?;
            row.get(at + 1)
        });
        let cells: Vec<&String> = cells.collect();
        assert_eq!(cells, ["", ""], "{label}");
    }
    assert_eq!(paper.underlined.iter().filter(|text| *text == "\t").count(), 5 + 9 + 2);
    in_order(
        FormKind::Agreement,
        &paper.text(),
        &["履行期限：\u{a0}", "年\u{a0}", "月\u{a0}", "日。", "一式\u{a0}", "份，"],
    );
    // Nobody was asked to write anything down for this; the whole file of a case of two names comes out too.
    let plain = case::plain(&mut district);
    let plain = district.store.dispute(plain).unwrap();
    let file = Press::new(&district.store).whole_file(&plain).unwrap();
    let kinds: Vec<FormKind> = file.iter().map(|document| document.kind).collect();
    assert_eq!(kinds, FormKind::of_case(&plain));
    assert!(kinds.contains(&FormKind::Application) && !kinds.contains(&FormKind::Registration));
}

/// Would catch: a list that leaves out a form that was written, names one that was not, or changes their order.
#[test]
fn the_list_of_contents_lists_what_was_written() {
    let (district, case) = long();
    let press = Press::new(&district.store);
    let listed = |documents: &[Document]| -> Vec<String> {
        let contents = documents.iter().find(|document| document.kind == FormKind::Contents).unwrap();
        let rows = Paper::read(&contents.bytes).rows;
        rows.into_iter().skip(1).map(|row| row[1].clone()).filter(|name| !name.is_empty()).collect()
    };
    let written = |documents: &[Document]| -> Vec<String> {
        let within = documents.iter().filter(|document| document.kind.is_listed());
        within.map(|document| nth_form(document.kind, document.nth)).collect()
    };
    let whole = press.whole_file(&case).unwrap();
    assert_eq!(listed(&whole), written(&whole));
    assert_eq!(written(&whole).iter().filter(|name| name.starts_with("人民调解记录")).count(), 6);
    let names: Vec<&String> = whole.iter().map(|document| &document.file_name).collect();
    assert!(names.is_sorted(), "{names:?}");
    let some = press.several(&case, &[FormKind::Agreement, FormKind::Contents, FormKind::Visit]).unwrap();
    assert_eq!(listed(&some), written(&some));
    assert_eq!(written(&some).len(), 2);
}

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
        assert_eq!(
            (row[..at].concat(), row[at + 1..].concat()),
            (String::new(), String::new()),
            "{kind:?} {row:?}"
        );
    }
    let blank = ["年", "月", "日"].map(|sign| format!("　　{sign}")).concat();
    let days = paper.paragraphs.iter().filter(|text| text.ends_with(&blank)).count();
    assert_eq!(
        days,
        usize::from(!matches!(kind, FormKind::Cover | FormKind::Contents | FormKind::BackCover)),
        "{kind:?}"
    );
}

/// Texts of the case that the forms show, each as it has to come out.
fn texts(case: &Dispute) -> Vec<String> {
    let mut texts = vec![&case.number, &case.agreement.court, &case.filing.by, &case.filing.volume];
    let mut long = vec![&case.summary, &case.agreement.content, &case.agreement.manner];
    for party in &case.parties {
        texts.extend([&party.name, &party.phone, &party.address]);
        match party.kind {
            PartyKind::Person => texts.extend([&party.ethnicity, &party.occupation]),
            _ => texts.push(&party.representative),
        }
        texts.extend(party.agents.iter().flat_map(|agent| [&agent.name, &agent.phone, &agent.note]));
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
    let lines = long.into_iter().flat_map(|text| text.split(['\n', '\r']).map(str::trim));
    texts.into_iter().map(|text| printable(&text.replace('\r', "\n"))).chain(lines.map(printable)).collect()
}

/// Would catch: a panic, a template error or a broken file by anything a person may type; a text that is changed,
/// taken for a placeholder or lost; anything at all in the place of a signature.
#[test]
fn any_case_comes_out_word_for_word() {
    let district = District::new();
    let office: OfficeId = district.towns[0];
    let press = Press::new(&district.store);
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() });
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
                prop_assert!(all.contains(&text), "{:?} is not in\n{}", text, all);
            }
            Ok(())
        })
        .unwrap();
}

/// Would catch: a template that does not come through the file as it was, and one that is kept after it was given up.
#[test]
fn templates_come_back_as_they_went_out() {
    let (mut district, case) = long();
    let before = Press::new(&district.store).several(&case, FormKind::ALL).unwrap();
    for kind in FormKind::ALL.iter().copied() {
        let docx = Press::new(&district.store).template_file(kind).unwrap();
        check_template(&district.store, &docx).unwrap();
        assert_eq!(district.store.save_form_template(kind, &docx).unwrap(), Changed::Written);
    }
    district.reopen();
    assert_eq!(Press::new(&district.store).several(&case, FormKind::ALL).unwrap(), before);
    let own = changed(&Press::new(&district.store).template_file(FormKind::Cover).unwrap(), |xml| {
        xml.replace("人民调解卷宗", "木鱼镇调解卷宗（{{ 单位 }}）")
    });
    check_template(&district.store, &own).unwrap();
    district.store.save_form_template(FormKind::Cover, &own).unwrap();
    let text = Paper::read(&one(&district.store, &case, FormKind::Cover).bytes).text();
    assert!(text.contains("木鱼镇调解卷宗（木鱼镇）"), "{text}");
    for kind in FormKind::ALL.iter().copied() {
        assert_eq!(district.store.reset_form_template(kind).unwrap(), Changed::Written);
    }
    assert_eq!(district.store.reset_form_template(FormKind::Cover).unwrap(), Changed::Nothing);
    assert_eq!(Press::new(&district.store).several(&case, FormKind::ALL).unwrap(), before);
    assert_eq!(district.store.check().unwrap().findings, []);
}

/// A template whose body is these paragraphs and rows.
fn template(store: &Store, body: &str) -> Vec<u8> {
    let any = Press::new(store).template_file(FormKind::BackCover).unwrap();
    changed(&any, |xml| {
        let (head, rest) = xml.split_once("<w:body>").unwrap();
        let section = &rest[rest.find("<w:sectPr").unwrap()..];
        format!("{head}<w:body>{body}{section}")
    })
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cells: String =
        cells.iter().map(|text| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

/// Would catch: a template that is taken and fails on the day it is needed, and a sentence that does not say where.
#[test]
fn broken_templates_are_named_with_their_place() {
    let (district, _) = long();
    let store = &district.store;
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl><w:p/>", rows.concat());
    let cases: Vec<(String, Fault, &str)> = vec![
        (paragraph("履行：{{ 履行方试 }}。"), Fault::UnknownName("履行方试".into()), "{{ 履行方试 }}"),
        (paragraph("{{ 协议.金鹅 }}"), Fault::UnknownName("协议.金鹅".into()), "{{ 协议.金鹅 }}"),
        (
            paragraph("{% for 人 in 当事人 %}") + &paragraph("{{ 人.姓明 }}") + &paragraph("{% endfor %}"),
            Fault::UnknownName("人.姓明".into()),
            "{{ 人.姓明 }}",
        ),
        // In a branch that neither sample goes into.
        (paragraph("{% if 编号 == '9' %}{{ 错 }}{% endif %}"), Fault::UnknownName("错".into()), "{{ 错 }}"),
        (paragraph("编号：{{ 编号"), Fault::Unclosed, "{{ 编号"),
        (paragraph("{% if 编号 %}有编号"), Fault::NeverEnded, "{% if 编号 %}"),
        (paragraph("{% endif %}"), Fault::NeverBegun, "{% endif %}"),
        (paragraph("{% for 人 in 当事人 %}{% endif %}"), Fault::NeverEnded, "{% for 人 in 当事人 %}"),
        (
            table(&[row(&["{% for 人 in 当事人 %}{{ 人.姓名 }}", "{% endfor %}"])]),
            Fault::NeverEnded,
            "{% for 人 in 当事人 %}",
        ),
        (paragraph("{{ 当事人 }}"), Fault::HasParts, "{{ 当事人 }}"),
        (paragraph("{% for 字 in 编号 %}{{ 字 }}{% endfor %}"), Fault::NotAList, "{% for 字 in 编号 %}"),
        (paragraph("{{ 编号|大写 }}"), Fault::UnknownFilter("大写".into()), "{{ 编号|大写 }}"),
        (paragraph("{% include 'x' %}"), Fault::UnknownStatement("include".into()), "{% include 'x' %}"),
        (paragraph("{{ 编号 * 1000000000 }}"), Fault::Endless, "{{ 编号 * 1000000000 }}"),
    ];
    for (body, fault, tag) in cases {
        let docx = template(store, &(paragraph("第一段") + &body));
        let found = check_template(store, &docx).expect_err(&body);
        assert_eq!(found.what, fault, "{body}");
        let place = found.place.clone().unwrap();
        assert_eq!(place.tag, tag, "{body}");
        assert!(place.paragraph >= 2 && place.text.contains(tag.get(..6).unwrap_or(tag)), "{place:?}");
        let said = broken_template(Lang::Zh, form(FormKind::Agreement).text(Lang::Zh), &found);
        assert!(said.starts_with("《人民调解协议书》的模板有错：正文第 ") && said.ends_with('。'), "{said}");
        assert!(said.contains(tag), "{said}");
        let said = broken_template(Lang::En, "X", &found);
        assert!(said.ends_with('.'), "{said}");
    }
    let syntax = check_template(store, &template(store, &paragraph("{{ 编号 编号 }}"))).unwrap_err();
    assert!(matches!(syntax.what, Fault::Syntax(_)) && syntax.place.is_some(), "{syntax:?}");
    // Files that are no templates at all.
    let any = template(store, &paragraph("x"));
    let without = |part: &str| {
        let mut all = parts(&any);
        all.remove(part);
        packed(&all)
    };
    for (docx, fault) in [
        (b"no zip".to_vec(), Fault::NotADocx),
        (without("word/document.xml"), Fault::NoPart("word/document.xml".into())),
        (changed(&any, |xml| xml.replace("</w:body>", "")), Fault::BadXml("word/document.xml".into(), 2)),
        (changed(&any, |_| "<a>".repeat(100_000)), Fault::TooDeep("word/document.xml".into())),
        (vec![0; 3_000_000], Fault::TooLarge(2)),
        (changed(&any, |xml| xml + &" ".repeat(30_000_000)), Fault::UnpackedTooLarge(20)),
    ] {
        assert_eq!(check_template(store, &docx).unwrap_err().what, fault);
    }
    // One that was put into the file by another program is named when it is used, and nothing is made of it.
    let mut district = district;
    district.store.save_form_template(FormKind::Cover, b"nonsense").unwrap();
    let case = Dispute::new(district.store.fresh_dispute_id(), district.towns[0], day(2024, 1, 1));
    let error = Press::new(&district.store).whole_file(&case).unwrap_err();
    assert!(matches!(error, DocumentError::Template { kind: FormKind::Cover, .. }));
}

/// Would catch: placeholders that a word processor split, tags whose paragraph or row stays behind, loops over rows.
#[test]
fn templates_may_be_written_as_people_write_them() {
    let (mut district, case) = long();
    let split = "<w:p><w:r><w:t>编号：{</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr>\
                 <w:t>{ 编</w:t></w:r><w:r><w:t>号 }</w:t></w:r><w:r><w:t>}！</w:t></w:r></w:p>";
    let body = [
        split.to_owned(),
        paragraph("{%p if 协议.金额 %}"),
        paragraph("金额{{ 协议.金额 }}"),
        paragraph("{% else %}"),
        paragraph("没有金额"),
        paragraph("{%p endif %}"),
        "<w:tbl>".to_owned(),
        row(&["{%tr for 人 in 当事人 %}", ""]),
        row(&["{{ loop.index }}", "{{ 人.姓名 }}"]),
        row(&["{%tr endfor %}", ""]),
        "</w:tbl><w:tbl>".to_owned(),
        row(&["{% for 人 in 第三人 %}"]),
        row(&["{% for 代 in 人.代理人 %}"]),
        row(&["{{ 代.姓名 }}"]),
        row(&["{% endfor %}"]),
        row(&["{% endfor %}"]),
        "</w:tbl>".to_owned(),
        paragraph("{# 说明 #}末段{% for 人 in 当事人 %}{{ 人.姓名 }}；{% endfor %}"),
        paragraph("｛｛ 办结日期 ｝｝{{ ‘空’ }}"),
    ]
    .concat();
    let docx = template(&district.store, &body);
    check_template(&district.store, &docx).unwrap();
    district.store.save_form_template(FormKind::Statement, &docx).unwrap();
    let paper = Paper::read(&one(&district.store, &case, FormKind::Statement).bytes);
    let names: Vec<&str> = case.parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(paper.paragraphs[..2], [format!("编号：{}！", case.number), "金额35000".to_owned()]);
    assert_eq!(paper.rows.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), names);
    let last = paper.paragraphs.iter().rev().take(2).collect::<Vec<_>>();
    assert_eq!(*last[1], format!("末段{}；", names.join("；")));
    assert_eq!(*last[0], "2024年4月28日空");
}

/// Would catch: a placeholder that is told of and is not there. The other way round the compiler counts.
#[test]
fn every_placeholder_that_is_told_is_there() {
    let (district, _) = long();
    let groups = NameGroup::all();
    let records: Vec<&str> = groups.iter().flat_map(|group| group.within.clone()).collect();
    let maps = ["调解", "协议", "回访", "立卷"];
    let mut body = String::new();
    let mut count = 0;
    for group in &groups {
        let mut lines = |prefix: &str| -> String {
            let plain = group.names.iter().filter(|(name, _)| !records.contains(name));
            plain
                .map(|(name, _)| {
                    count += 1;
                    paragraph(&format!("{{{{ {prefix}{name} }}}}"))
                })
                .collect()
        };
        for record in &group.within {
            let inside = if maps.contains(record) {
                lines(&format!("{record}."))
            } else {
                let from = if *record == "代理人" { "人.代理人" } else { record };
                let each = paragraph(&format!("{{% for 项 in {from} %}}"))
                    + &lines("项.")
                    + &paragraph("{% endfor %}");
                if *record == "代理人" {
                    paragraph("{% for 人 in 当事人 %}") + &each + &paragraph("{% endfor %}")
                } else {
                    each
                }
            };
            body.push_str(&inside);
        }
        if group.within.is_empty() {
            body.push_str(&lines(""));
        }
    }
    assert!(count > 100, "{count}");
    check_template(&district.store, &template(&district.store, &body)).unwrap();
}

/// Would catch: a file that is written over, one that others may read, a folder that leaves the place it was to be in.
#[test]
fn files_are_written_whole_and_never_over_others() {
    let (mut district, mut case) = long();
    let documents = Press::new(&district.store).whole_file(&case).unwrap();
    let folder = district.folder.path().join("out").join(folder_name(&case));
    let paths = write(&folder, &documents, Existing::Refuse).unwrap();
    assert_eq!(paths.len(), documents.len());
    assert!(
        std::fs::read_dir(&folder).unwrap().all(|one| one.unwrap().path().extension().unwrap() == "docx")
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&paths[0]).unwrap().permissions().mode() & 0o777, 0o600);
    }
    std::fs::remove_file(&paths[1]).unwrap();
    std::fs::write(&paths[0], "mine").unwrap();
    let refused = write(&folder, &documents, Existing::Refuse).unwrap_err();
    assert!(matches!(refused, WriteError::Exists(there) if there.len() == paths.len() - 1));
    assert_eq!(std::fs::read(&paths[0]).unwrap(), b"mine");
    assert!(!paths[1].exists(), "nothing is written where something is in the way");
    write(&folder, &documents, Existing::Replace).unwrap();
    assert_eq!(std::fs::read(&paths[0]).unwrap(), documents[0].bytes);
    for (number, name) in [
        ("../../etc", "_.._etc"),
        ("a/b\\c:d", "a_b_c_d"),
        ("..", &*case.id.to_string()),
        ("　", &*case.id.to_string()),
    ] {
        case.number = number.into();
        assert_eq!(folder_name(&case), name);
    }
    case.void = Some("重复".into());
    assert!(FormKind::of_case(&case).is_empty());
    let _ = district.store.fresh_dispute_id();
}
