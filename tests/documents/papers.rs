//! The papers made from investigations, evidence, agents, referrals and the end of a case.

use tiaojie::document::Press;
use tiaojie::domain::field::{Field, Part, PartKind};
use tiaojie::domain::form::{FormKind, Lack, OfficeItem};
use tiaojie::domain::{
    Agent, AgentKind, Authority, Closing, Direction, Dispute, Evidence, Id, Investigation, Outcome,
    PartyKind, Referral, Route,
};

use crate::support::paper::Paper;
use crate::support::{District, case, day};
use crate::{in_order, one};

/// A case of two neighbours that was looked into, for whom two agents act, and that was sent on.
fn looked_into(district: &mut District) -> Dispute {
    let id = case::plain(district);
    let mut case = district.store.dispute(id).unwrap();
    let asked = Investigation::new(Id::named(&["1"]), day(2024, 12, 11));
    case.investigations.push(Investigation {
        at: chrono::NaiveTime::from_hms_opt(15, 5, 0),
        place: "红花朵村二组".into(),
        attendees: "村主任王强".into(),
        asked: "赵六".into(),
        record: "问：屋檐何时改的？\n答：去年十月。".into(),
        by: "红调".into(),
        recorder: "小赵".into(),
        ..asked
    });
    case.investigations.push(Investigation::new(Id::named(&["2"]), day(2024, 12, 12)));
    let photo = Evidence::new(Id::named(&["1"]), "滴水照片");
    let (copies, pages) = (Some(1), Some(6));
    case.evidence
        .push(Evidence { by: "张三".into(), copies, pages, note: "原件\n已核对".into(), ..photo });
    case.evidence.push(Evidence::new(Id::named(&["2"]), "宅基地使用证复印件"));
    let son = Agent::new(Id::named(&["1"]), AgentKind::Appointed, "张小明");
    case.parties[0].agents.push(Agent {
        relation: "父子".into(),
        authority: Some(Authority::Special),
        id_number: "11010519491231002X".into(),
        note: "代为签订调解协议".into(),
        ..son
    });
    case.parties[0].agents.push(Agent::new(Id::named(&["2"]), AgentKind::Statutory, "张大"));
    case.parties[1].agents.push(Agent::new(Id::named(&["3"]), AgentKind::Lawyer, "吴律师"));
    let sent = Referral::new(Id::named(&["1"]), Direction::Out);
    case.referrals.push(Referral::new(Id::named(&["0"]), Direction::In));
    case.referrals.push(Referral {
        organisation: "松柏镇自然资源所".into(),
        on: Some(day(2024, 12, 15)),
        letter: "松调转〔2024〕3号".into(),
        reason: "涉及宅基地四至，\n请予核查。".into(),
        ..sent
    });
    case
}

fn ended(case: &Dispute, outcome: Outcome) -> Dispute {
    let mut case = case.clone();
    case.closing = Some(Closing { outcome, on: day(2024, 12, 20) });
    case.closing_reason = "双方分歧过大，\n一方不再参加。".into();
    case.told = [Route::Arbitration, Route::Litigation].into();
    case
}

/// Would catch: a field that a paper leaves out, takes from another part, or shows in another place.
#[test]
fn each_paper_says_what_is_on_record() {
    let mut district = District::new();
    let case = looked_into(&mut district);
    let text = |case: &Dispute, kind| Paper::read(&one(&district.store, case, kind).bytes).text();
    let title = "张三与李四邻里纠纷";
    let check = |case: &Dispute, kind, wanted: &[&str]| in_order(kind, &text(case, kind), wanted);
    let asked = ["2024年12月11日　15时05分", "红花朵村二组", "村主任王强", "赵六", "红调", "小赵", title];
    check(&case, FormKind::Investigation, &[&asked[..], &["问：屋檐何时改的？", "答：去年十月。"]].concat());
    check(
        &case,
        FormKind::Evidence,
        &["1", "滴水照片", "张三", "1", "6", "原件", "已核对", "2", "宅基地使用证复印件", "提供人（签名）"],
    );
    check(
        &case,
        FormKind::Authorisation,
        &[
            "委托人",
            "张三",
            "受委托人",
            "张小明",
            "11010519491231002X",
            "委托代理人",
            "与委托人的关系：父子",
            title,
            "□一般授权",
            "√特别授权",
            "代为签订调解协议",
            "委托人（签名",
            "受委托人（签名）",
        ],
    );
    let letter =
        ["松调转〔2024〕3号", "松柏镇自然资源所：", title, &case.number, "张三、李四", "2024年12月15日"];
    let receipt = [
        "涉及宅基地四至，",
        "请予核查。",
        "因屋檐排水",
        "印章",
        "回执",
        "松调转〔2024〕3号",
        "经办人（签名）",
    ];
    check(&case, FormKind::ReferralLetter, &[&letter[..], &receipt[..]].concat());
    let reason = ["双方分歧过大，", "一方不再参加。"];
    let failed = ended(&case, Outcome::Unsuccessful);
    let end = [
        "张三、李四",
        "2024年12月10日",
        "2024年12月20日",
        reason[0],
        reason[1],
        "第二十六条",
        "仲裁、诉讼",
        "告知人",
    ];
    check(&failed, FormKind::Termination, &end);
    let declined = ended(&case, Outcome::Declined);
    check(
        &declined,
        FormKind::Declined,
        &["张三", "李四", "不予受理", reason[0], reason[1], "仲裁、诉讼", "印章"],
    );
    let report = [
        "卷号",
        &case.number,
        "填表时间",
        "承办单位",
        "承办人",
        "红调",
        "受案时间",
        "2024年12月10日",
        "结案时间",
        "2024年12月20日",
        "张三、李四",
        "依申请",
        "调解不成",
        "因屋檐排水",
        "承办人（签名）",
    ];
    check(&failed, FormKind::ClosingReport, &report);
    let mut noted = failed;
    noted.note = "材料共 9 页".into();
    check(&noted, FormKind::Cover, &["卷号", &case.number, "保管期限", "备注", "材料共 9 页"]);
    noted.filing.volume = "2024-7".into();
    check(&noted, FormKind::Cover, &["卷号", "2024-7", "备注"]);
    assert!(!text(&noted, FormKind::Cover).contains(&*case.number));
}

/// Would catch: a company in the block of a person, the authority of somebody else, a paper for whom the law itself
/// names.
#[test]
fn each_agent_has_a_paper_of_the_party_behind_it() {
    let mut district = District::new();
    let mut case = looked_into(&mut district);
    case.parties[1].kind = PartyKind::Company;
    case.parties[1].name = "清泉农家乐有限公司".into();
    case.parties[1].representative = "李经理".into();
    let papers = Press::new(&district.store).print(&case, FormKind::Authorisation).unwrap();
    let names: Vec<&str> = papers.iter().map(|paper| paper.file_name.as_str()).collect();
    assert_eq!(names, ["04-授权委托书-01.docx", "04-授权委托书-02.docx"]);
    let second = Paper::read(&papers[1].bytes).text();
    in_order(
        FormKind::Authorisation,
        &second,
        &["名称", "清泉农家乐有限公司", "代表人", "李经理", "吴律师", "律师", "□一般授权", "□特别授权"],
    );
    assert!(!second.contains("张小明") && !second.contains("父子"), "{second}");
    let of = |field: Field| Lack::Field(Part::within(PartKind::Agent, 1, 0).field(field));
    let lacks = &papers[1].lacks;
    assert!(
        lacks.contains(&of(Field::AgentAuthority)) && lacks.contains(&of(Field::AgentRelation)),
        "{lacks:?}"
    );
}

/// Would catch: a paper listed that nobody could make, one left out, a number of order with a gap, an agreement for a
/// case that was declined.
#[test]
fn the_list_of_contents_names_the_papers_that_the_record_makes() {
    let mut district = District::new();
    let case = looked_into(&mut district);
    let id = case::plain(&mut district);
    let mut bare = district.store.dispute(id).unwrap();
    bare.source = "active".parse().unwrap();
    let press = Press::new(&district.store);
    let listed = |case: &Dispute| -> Vec<String> {
        let file = press.whole_file(case).unwrap();
        let contents = file.iter().find(|paper| paper.kind == FormKind::Contents).unwrap();
        let rows = Paper::read(&contents.bytes).rows;
        let rows: Vec<Vec<String>> = rows.into_iter().skip(1).filter(|row| !row[1].is_empty()).collect();
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row[0], (at + 1).to_string());
            assert_eq!(row[3], "", "the page is written by hand");
        }
        rows.into_iter().map(|mut row| row.remove(1)).collect()
    };
    assert_eq!(listed(&bare), ["人民调解受理登记表", "人民调解权利义务告知书", "卷宗情况说明"]);
    let before = [
        "人民调解申请书",
        "授权委托书（第1份）",
        "授权委托书（第2份）",
        "人民调解权利义务告知书",
        "人民调解调查记录（第1次）",
        "人民调解调查记录（第2次）",
        "证据材料",
    ];
    let with = |more: &[&str]| -> Vec<String> {
        before.iter().chain(more).chain(&["卷宗情况说明"]).map(|name| (*name).to_owned()).collect()
    };
    assert_eq!(listed(&case), with(&["转办函（第1份）"]));
    for (outcome, more) in [
        (Outcome::Unsuccessful, vec!["终止调解告知书", "转办函（第1份）", "结案报告表"]),
        (Outcome::Withdrawn, vec!["终止调解告知书", "转办函（第1份）", "结案报告表"]),
        (Outcome::Referred, vec!["转办函（第1份）", "结案报告表"]),
        (Outcome::Written, vec!["人民调解协议书", "转办函（第1份）", "结案报告表"]),
        (Outcome::Oral, vec!["人民调解口头协议登记表", "转办函（第1份）", "结案报告表"]),
    ] {
        assert_eq!(listed(&ended(&case, outcome)), with(&more), "{outcome:?}");
    }
    let declined = listed(&ended(&bare, Outcome::Declined));
    assert_eq!(declined, ["人民调解受理登记表", "不予受理告知书", "卷宗情况说明"]);
}

/// The rows of a form, and the one that has that cell.
fn row_with(paper: &[u8], cell: &str) -> Vec<String> {
    let rows = Paper::read(paper).rows;
    rows.into_iter().find(|row| row.iter().any(|one| one == cell)).unwrap()
}

/// Who signs a form: the label and the name behind the place.
fn signers(paper: &[u8]) -> Vec<(String, String)> {
    let rows = Paper::read(paper).rows.into_iter().filter(|row| row.len() == 3 && row[0].ends_with('：'));
    rows.map(|row| (row[0].clone(), row[2].clone())).collect()
}

/// Catches: a paper by which a child alone appoints an agent, and a line for an agent by law where there is none.
#[test]
fn who_represents_a_child_signs_for_it() {
    let mut district = District::new();
    let case = looked_into(&mut district);
    let papers = Press::new(&district.store).print(&case, FormKind::Authorisation).unwrap();
    let names = |at: usize| -> Vec<String> {
        signers(&papers[at].bytes).into_iter().map(|(label, name)| label + &name).collect()
    };
    let own = "委托人（签名、盖章或者按指印）：";
    assert_eq!(
        names(0),
        [&format!("{own}（张三）"), "法定代理人（签名）：（张大）", "受委托人（签名）：（张小明）"]
    );
    assert_eq!(names(1), [&format!("{own}（李四）"), "受委托人（签名）：（吴律师）"]);
}

/// Catches: a cover that says when a case was mediated that never was.
#[test]
fn the_cover_has_no_days_of_mediation_without_any() {
    let mut district = District::new();
    let case = looked_into(&mut district);
    let days = |case: &Dispute| {
        let row = row_with(&one(&district.store, case, FormKind::Cover).bytes, "调解日期");
        [row[2].clone(), row[4].clone()]
    };
    let mediated = ["2024年12月10日", "2024年12月20日"];
    assert_eq!(days(&ended(&case, Outcome::Unsuccessful)), mediated);
    assert_eq!(days(&ended(&case, Outcome::Declined)), ["", ""]);
    let mut referred = ended(&case, Outcome::Referred);
    assert_eq!(days(&referred), ["", ""]);
    PartKind::Session.rows().add(&mut referred, 0, uuid::Uuid::from_u128(1), day(2024, 12, 12)).unwrap();
    assert_eq!(days(&referred), mediated);
}

/// Catches: one line for two people to sign.
#[test]
fn each_who_asked_or_visited_signs() {
    let mut district = District::new();
    let mut case = looked_into(&mut district);
    case.investigations[0].by = "丙三、丁四".into();
    let who = signers(&one(&district.store, &case, FormKind::Investigation).bytes);
    let by: Vec<&str> =
        who.iter().filter(|(label, _)| label.starts_with("调查人")).map(|(_, n)| &**n).collect();
    assert_eq!(by, ["（丙三）", "（丁四）"]);
    case.investigations[0].by.clear();
    let who = signers(&one(&district.store, &case, FormKind::Investigation).bytes);
    assert_eq!(who.iter().filter(|(label, _)| label.starts_with("调查人")).count(), 1, "{who:?}");
}

/// Catches: other routes that read as the reason of the refusal; one applicant addressed as many.
#[test]
fn a_refusal_keeps_its_reason_apart_from_the_other_routes() {
    let mut district = District::new();
    let case = looked_into(&mut district);
    let mut declined = ended(&case, Outcome::Declined);
    for route in ["仲裁、诉讼", "向人民法院起诉"] {
        let said = Paper::read(&one(&district.store, &declined, FormKind::Declined).bytes).text();
        let wanted = ["不予受理的理由", "一方不再参加。", "解决纠纷的其他途径", "申请人可以", route];
        in_order(FormKind::Declined, &said, &wanted);
        assert!(!said.contains("你们"), "{said}");
        declined.told.clear();
    }
}

/// Catches: a report filled in on the day of printing; a township printed as the committee, with nothing said of it.
#[test]
fn a_report_names_the_committee_and_leaves_its_day_to_the_hand() {
    let mut district = District::new();
    let case = ended(&looked_into(&mut district), Outcome::Unsuccessful);
    let lacking = Lack::Office(OfficeItem::Committee);
    let report = one(&district.store, &case, FormKind::ClosingReport);
    assert_eq!(row_with(&report.bytes, "填表时间")[3], "");
    assert_eq!(row_with(&report.bytes, "承办单位")[1], "");
    assert!(report.lacks.contains(&lacking), "{:?}", report.lacks);
    let mut office = district.store.directory().office(case.office).unwrap().clone();
    office.committee = "松柏镇人民调解委员会".into();
    district.store.transact(|w| w.put_office(&office)).unwrap();
    let report = one(&district.store, &case, FormKind::ClosingReport);
    assert_eq!(row_with(&report.bytes, "承办单位")[1], office.committee);
    assert!(!report.lacks.contains(&lacking));
}
