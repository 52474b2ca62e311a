//! The statutory forms, read back by an independent reader.

mod any;
mod lines;
mod pages;
mod papers;
mod plan;
#[path = "../support/mod.rs"]
mod support;
mod templates;

use support::paper::Paper;
use support::{District, case, day, life};
use tiaojie::document::{Document, Press, WriteError, folder_name, write};
use tiaojie::domain::field::{Field, Part, PartKind};
use tiaojie::domain::form::{FormKind, Lack, OfficeItem};
use tiaojie::domain::{Dispute, Side};
use tiaojie::report::Existing;
use tiaojie::store::Store;
use tiaojie::text::document::nth_form;

const COMMITTEE: &str = "神农架林区木鱼镇人民调解委员会";

/// A district whose second township has its committee, and the case to which everything happened.
fn long() -> (District, Dispute) {
    let mut district = District::new();
    let mut office = district.store.directory().office(district.towns[1]).unwrap().clone();
    office.committee = COMMITTEE.into();
    district.store.transact(|w| w.put_office(&office)).unwrap();
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
        "统一社会信用代码",
        "住所",
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
            "首期已付",
            "部分履行",
            "基本满意",
            "回访人：红调",
            "回访人（签名）",
        ],
    );
    check(
        FormKind::Confirmation,
        &[
            "申请人",
            "王大山",
            "出生日期",
            "联系电话",
            "13800001234",
            "证件号码",
            "送达地址",
            "湖北省神农架林区木鱼镇木鱼村三组 27 号",
            "申请人",
            "陈秀兰",
            // The respondent is a joint applicant here.
            "申请人",
            "神农架林区木鱼旅游开发有限责任公司",
            "统一社会信用代码",
            "周经理",
            "送达地址",
            "吴律师",
            "请求事项",
            "2024年4月28日",
            COMMITTEE,
            number,
            "事实和理由",
            "二〇二三年十一月",
            "一、补偿款三万五千元",
            "人民币35000元",
            "首期现金当场付清",
            "恶意串通",
            "民事责任",
            "此致",
            "神农架林区人民法院",
            "附：",
            "授权委托书",
            "申请人（签名",
            "（王大山）",
        ],
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

/// Would catch: requests that run together or lose their numbers, or room to write none.
#[test]
fn each_request_of_an_application_has_its_number() {
    let (district, mut case) = long();
    let text = |case: &Dispute| Paper::read(&one(&district.store, case, FormKind::Application).bytes).text();
    let lacks = |case: &Dispute| Press::new(&district.store).lacks(case, FormKind::Application).unwrap();
    let wanted = Lack::Field(Field::Requests.at(0));
    in_order(FormKind::Application, &text(&case), &["当事人申请事项", "1.", "2.", "3.", "自愿申请"]);
    assert!(lacks(&case).contains(&wanted));
    case.requests = vec!["赔偿医药费 800 元".into(), "当面道歉".into()];
    let said = text(&case);
    in_order(
        FormKind::Application,
        &said,
        &["当事人申请事项", "1.赔偿医药费 800 元", "2.当面道歉", "自愿申请"],
    );
    assert!(!said.contains("3.") && !lacks(&case).contains(&wanted));
}

/// Would catch: a visit whose reason is left blank though the case has a name, or that hides what somebody wrote.
#[test]
fn a_visit_is_about_the_case_unless_it_says_otherwise() {
    let (district, mut case) = long();
    let row = |case: &Dispute| {
        let paper = Paper::read(&one(&district.store, case, FormKind::Visit).bytes);
        paper.rows.iter().find(|row| row[0] == "回访事由").unwrap()[1].clone()
    };
    assert_eq!(row(&case), "王大山、陈秀兰与神农架林区木鱼旅游开发有限责任公司山林土地纠纷");
    case.follow_ups[0].reason = "看首期款付了没有".into();
    assert_eq!(row(&case), "看首期款付了没有");
    case.follow_ups[0].reason.clear();
    case.parties.truncate(1);
    let lacks = Press::new(&district.store).lacks(&case, FormKind::Visit).unwrap();
    assert_eq!((row(&case), lacks.contains(&Lack::Field(Field::VisitReason.at(0)))), (String::new(), true));
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
        Field::PartySex,
        Field::PartyEthnicity,
        Field::PartyBornOn,
        Field::PartyOccupation,
        Field::PartyPhone,
        Field::PartyAddress,
    ];
    let of_second: Vec<Lack> = of_second.into_iter().map(|field| Lack::Field(field.at(1))).collect();
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
        .filter(|lack| matches!(lack, Lack::Field(spot) if (spot.part.kind == PartKind::Party && spot.part.at == 2) || spot.part.kind == PartKind::Agent))
        .collect();
    let lacking = [Field::PartyPhone, Field::PartyIdNumber, Field::PartyAddress];
    assert_eq!(of_company, lacking.map(|field| Lack::Field(field.at(2))));

    let empty = Dispute::new(case.id, district.towns[0], day(2024, 3, 5));
    assert_eq!(
        lacks(&empty, FormKind::Cover),
        [
            Lack::Office(OfficeItem::Committee),
            Lack::NoParty(Side::Applicant),
            Lack::Field(Field::Volume.at(0)),
            Lack::Field(Field::Mediators.at(0)),
            Lack::Field(Field::ClosedOn.at(0)),
            Lack::Field(Field::BoundBy.at(0)),
            Lack::Field(Field::BoundOn.at(0)),
            Lack::Field(Field::Retention.at(0)),
        ]
    );
    assert_eq!(
        lacks(&empty, FormKind::Agreement),
        [
            Lack::Field(Field::Number.at(0)),
            Lack::NoParty(Side::Applicant),
            Lack::NoParty(Side::Respondent),
            Lack::Field(Field::Summary.at(0)),
            Lack::Field(Field::Content.at(0)),
            Lack::Field(Field::Manner.at(0)),
            Lack::Field(Field::DueOn.at(0)),
        ]
    );
    assert!(lacks(&empty, FormKind::Visit).contains(&Lack::Part(PartKind::FollowUp, Part::CASE)));
    assert!(lacks(&empty, FormKind::Session).contains(&Lack::Part(PartKind::Session, Part::CASE)));
    assert!(lacks(&empty, FormKind::Performance).contains(&Lack::Part(PartKind::Performed, Part::CASE)));

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

/// Would catch: an empty list where it is printed alone, a list that leaves out a form that was written, names one that was not, or changes their order.
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
    // By itself it lists the whole file.
    for alone in [&[FormKind::Contents][..], &[FormKind::Cover, FormKind::Contents]] {
        assert_eq!(listed(&press.several(&case, alone).unwrap()), written(&whole));
    }
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
