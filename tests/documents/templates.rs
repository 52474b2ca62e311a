//! Templates of an office: exporting, changing and importing them, and broken ones.

use tiaojie::document::{DocumentError, Press, check_template};
use tiaojie::domain::Dispute;
use tiaojie::domain::form::FormKind;
use tiaojie::store::{Changed, Store};
use tiaojie::text::Lang;
use tiaojie::text::document::{Fault, NameGroup, broken_template, form};

use crate::support::day;
use crate::support::paper::{Paper, changed, packed, parts};
use crate::{long, one};

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
    let maps = ["调解", "协议", "回访", "立卷", "调查", "移送", "委托人"];
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
