//! Importing ledgers: the figures of a real ledger are reproduced, and nothing is imported twice.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use tempfile::TempDir;
use tiaojie::domain::field::Field;
use tiaojie::domain::period::{CutOff, Month, Period};
use tiaojie::domain::{DateRange, Fixed, Outcome};
use tiaojie::ledger::{Differences, LedgerKind, Plan, ReadError, Sheet, SheetReport, Why};
use tiaojie::store::{CaseFilter, Figures, Grouping, ListQuery, Measure, Store, Totals, TotalsQuery};
use tiaojie::text::Lang;
use tiaojie::text::field::Wording;

const LEDGER: &[u8] = include_bytes!("../fixtures/ledger-2024.csv");
const SERVICES: &[u8] = include_bytes!("../fixtures/services-2024.csv");
const PLACES: &[u8] = include_bytes!("../fixtures/shennongjia-places.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new_file() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("t.db");
    let store = Store::create(&path, Box::new(Fixed::at(day("2026-11-23"), 1))).unwrap();
    (folder, store)
}

fn plan(store: &Store, files: &[&[u8]]) -> Plan {
    let mut plan = Plan::new(store).unwrap();
    for bytes in files {
        plan.add(store, Sheet::from_csv("t.csv", bytes).unwrap()).unwrap().unwrap();
    }
    plan
}

fn import(store: &mut Store, bytes: &[u8]) -> SheetReport {
    plan(store, &[bytes]).apply(store, Differences::Keep).unwrap().remove(0)
}

fn import_text(store: &mut Store, text: &str) -> SheetReport {
    import(store, text.as_bytes())
}

fn query(store: &Store, period: &str, grouping: Grouping) -> TotalsQuery {
    let period: Period = period.parse().unwrap();
    let cut_off = CutOff::new(store.settings().cut_off_day).unwrap();
    let range = period.range(cut_off);
    let clipped = |month: Month| Some((month.to_string(), month.range().intersect(&range)?));
    let months = period.months().into_iter().filter_map(clipped).collect();
    TotalsQuery { range, grouping, office: None, months }
}

fn totals(store: &Store, period: &str, grouping: Grouping) -> Totals {
    store.totals(&query(store, period, grouping)).unwrap()
}

/// A row of the ledger, read by nothing of the program.
type Row = BTreeMap<String, String>;

fn ledger_rows() -> Vec<Row> {
    let text = std::str::from_utf8(LEDGER).unwrap().trim_start_matches('\u{feff}');
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().unwrap()
}

/// The recount: accepted, successful, unsuccessful, withdrawn, referred, closed, people, 分.
fn recount(rows: &[Row], keys: impl Fn(&Row, &str) -> Vec<String>) -> BTreeMap<String, [i64; 8]> {
    let mut counts: BTreeMap<String, [i64; 8]> = BTreeMap::new();
    for row in rows {
        for key in keys(row, &row["受理日期"]) {
            let line = counts.entry(key).or_default();
            line[0] += 1;
            line[6] += row["涉及人数"].parse::<i64>().unwrap();
        }
        if row["办结日期"].is_empty() {
            continue;
        }
        for key in keys(row, &row["办结日期"]) {
            let line = counts.entry(key).or_default();
            line[5] += 1;
            let column = match row["调解结果"].as_str() {
                "成功" => 1,
                "调解不成" => 2,
                "当事人撤回" => 3,
                "移送" => 4,
                other => panic!("{other}"),
            };
            line[column] += 1;
            if column == 1 && !row["涉及金额(元)"].is_empty() {
                line[7] += row["涉及金额(元)"].parse::<i64>().unwrap() * 100;
            }
        }
    }
    counts
}

fn counted(figures: &Figures) -> [i64; 8] {
    let f = figures;
    [f.accepted, f.successful(), f.unsuccessful, f.withdrawn, f.referred, f.closed(), f.people, f.amount.0]
}

/// The lines of a table by their words in the ledger.
fn lines(store: &Store, grouping: Grouping) -> BTreeMap<String, [i64; 8]> {
    let directory = store.directory();
    let name = |key: &str| match grouping {
        Grouping::Type => directory.type_label(&key.parse().unwrap()).unwrap().zh.clone(),
        Grouping::Source => directory.source_label(&key.parse().unwrap()).unwrap().zh.clone(),
        Grouping::Mediator => directory.mediator(key.parse().unwrap()).unwrap().name.clone(),
        Grouping::Office => directory.office(key.parse().unwrap()).unwrap().name.clone(),
        Grouping::Village => {
            let village = directory.office(key.parse().unwrap()).unwrap();
            format!("{}{}", directory.office(village.parent.unwrap()).unwrap().name, village.name)
        }
        _ => key.to_owned(),
    };
    totals(store, "2024", grouping).rows.iter().map(|row| (name(&row.key), counted(&row.figures))).collect()
}

/// Every table equals the recount of the csv.
fn assert_is_the_ledger(store: &Store) {
    let rows = ledger_rows();
    let one = |column: &'static str| move |row: &Row, _: &str| vec![row[column].clone()];
    assert_eq!(lines(store, Grouping::Type), recount(&rows, one("纠纷类型")));
    assert_eq!(lines(store, Grouping::Source), recount(&rows, one("案件来源")));
    assert_eq!(lines(store, Grouping::Office), recount(&rows, one("乡镇")));
    assert_eq!(lines(store, Grouping::Month), recount(&rows, |_, day| vec![day[..7].to_owned()]));
    let village = |row: &Row, _: &str| vec![format!("{}{}", row["乡镇"], row["村(社区)"])];
    assert_eq!(lines(store, Grouping::Village), recount(&rows, village));
    let mediators = |row: &Row, _: &str| row["调解员"].split('、').map(str::to_owned).collect();
    assert_eq!(lines(store, Grouping::Mediator), recount(&rows, mediators));
    let total = totals(store, "2024", Grouping::Type);
    let all = recount(&rows, |_, _| vec![String::new()]);
    assert_eq!(counted(&total.total), all[""]);
    assert_eq!((total.carried_in, total.carried_out, total.total.pending), (0, 5, 5));
}

fn assert_clean(store: &mut Store) {
    assert_eq!(store.check().unwrap().findings, vec![]);
    store.rebuild().unwrap();
    assert_eq!(store.check().unwrap().findings, vec![]);
}

/// No two offices of one parent share a name or an alias.
fn assert_no_office_twice(store: &Store) {
    let mut seen = std::collections::BTreeSet::new();
    for office in store.directory().offices() {
        for name in std::iter::once(&office.name).chain(&office.aliases) {
            assert!(seen.insert((office.parent, name.clone())), "{name} stands twice");
        }
    }
}

#[test]
fn the_district_of_2024_comes_out_as_it_was_published() {
    let (_folder, mut store) = new_file();
    let report = import(&mut store, LEDGER);
    assert_eq!((report.rows, report.new, report.kind), (214, 214, LedgerKind::Cases));
    assert_eq!((report.warnings.len(), report.refused.len(), report.skipped.len()), (0, 0, 0));
    let total = totals(&store, "2024", Grouping::Type).total;
    let figures = [total.accepted, total.successful(), total.unsuccessful, total.withdrawn, total.referred];
    assert_eq!((figures, total.pending, total.mediated()), ([214, 189, 13, 4, 3], 5, 202));
    assert_is_the_ledger(&store);
    let forms = (total.written, total.oral);
    assert_eq!(forms, (72, 117));
    assert_clean(&mut store);
    assert_is_the_ledger(&store);
}

#[test]
fn every_cell_opens_into_exactly_its_cases() {
    // Would catch a filter that counts another day, another office or a parent code where the table does not.
    let (_folder, mut store) = new_file();
    import(&mut store, LEDGER);
    for period in ["2024", "2024-03", "2024-Q3", "2024-02-10..2024-08-19", "2024-12"] {
        for grouping in Grouping::ALL {
            let query = query(&store, period, grouping);
            let table = store.totals(&query).unwrap();
            let rows = table.rows.iter().map(|row| (Some(row.key.as_str()), row.figures));
            for (key, figures) in rows.chain([(None, table.total)]) {
                for measure in Measure::ALL {
                    let filter = store.cases_behind(&query, key, measure);
                    let count = store.count(&filter).unwrap();
                    let expected = match measure {
                        Measure::People => Measure::Accepted.of(&figures),
                        // Several cases may stand behind an amount; that there are none behind nothing is what can be said.
                        Measure::Amount => {
                            assert_eq!(
                                count.cases > 0,
                                figures.amount.0 > 0,
                                "{period} {grouping:?} {key:?}"
                            );
                            continue;
                        }
                        _ => measure.of(&figures),
                    };
                    assert_eq!(
                        i64::try_from(count.cases).unwrap(),
                        expected,
                        "{period} {grouping:?} {key:?} {measure:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_column_under_the_name_of_a_field_is_that_field() {
    // Would catch: a code guessed from words that say none, a visit made of its findings, 卷号 beside 编号 that is lost, the
    // day somebody applied for mediation taken for that of the confirmation.
    let (_folder, mut store) = new_file();
    let report = import_text(
        &mut store,
        "编号,卷号,受理日期,申请人,被申请人,申请日期,风险等级,立卷日期,协议份数,回访日期,回访情况,满意度,告知途径\n\
         1,07卷,2024-03-05,张三,李四,2024-03-04,高,2024.4.1,3份,3月20日,已和好,满意,仲裁、诉讼\n\
         2,,2024-03-06,王五,赵六,,说不清,,,,见过面,满意,\n",
    );
    assert_eq!((report.new, report.kept_columns), (2, vec!["申请日期".to_owned()]));
    let said: Vec<&str> = report.warnings.iter().map(|remark| remark.column.as_str()).collect();
    assert_eq!(said, ["风险等级"]);
    let case = |number: &str| store.dispute(store.disputes_numbered(number).unwrap()[0]).unwrap();
    let (first, second) = (case("1"), case("2"));
    let words = |field: Field| {
        let wording = Wording { directory: store.directory(), lang: Lang::Zh };
        wording.value(field.spec().kind, &field.at(0).read(&first), &first.parties)
    };
    let fields = [Field::Volume, Field::Risk, Field::BoundOn, Field::VisitNote, Field::VisitSatisfaction];
    assert_eq!(fields.map(words), ["07卷", "红（高）", "2024-04-01", "已和好", "满意"]);
    assert_eq!((first.agreement.applied_on, first.agreement.copies, first.told.len()), (None, Some(3), 2));
    assert!(second.follow_ups.is_empty() && second.risk.is_none());
    let kept: Vec<(&str, &str)> = second.original.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(kept, [("回访情况", "见过面"), ("满意度", "满意"), ("风险等级", "说不清")]);
}

#[test]
fn a_second_import_adds_nothing_and_says_so() {
    let (_folder, mut store) = new_file();
    let files = [LEDGER, SERVICES, PLACES];
    plan(&store, &files).apply(&mut store, Differences::Keep).unwrap();
    let revisions = store.check().unwrap().revisions;
    for report in plan(&store, &files).apply(&mut store, Differences::Update).unwrap() {
        assert_eq!((report.new, report.completed, report.same), (0, 0, report.rows), "{report:?}");
        assert!(report.adds_up());
    }
    assert_eq!(store.check().unwrap().revisions, revisions);
    // The same file twice in one import is the same.
    let (_folder, mut store) = new_file();
    let reports =
        plan(&store, &[LEDGER, LEDGER, SERVICES, SERVICES]).apply(&mut store, Differences::Keep).unwrap();
    let came: Vec<(u64, u64)> = reports.iter().map(|report| (report.new, report.same)).collect();
    assert_eq!(came, [(214, 0), (0, 214), (61, 0), (0, 61)]);
}

#[test]
fn places_before_or_after_make_the_same_district() {
    let (_before, mut before) = new_file();
    import(&mut before, PLACES);
    import(&mut before, LEDGER);
    let (_after, mut after) = new_file();
    import(&mut after, LEDGER);
    import(&mut after, PLACES);
    let (_once, mut once) = new_file();
    plan(&once, &[LEDGER, PLACES]).apply(&mut once, Differences::Keep).unwrap();
    let offices = |store: &Store| {
        let offices = store.directory().offices().map(|o| {
            let mut aliases = o.aliases.clone();
            aliases.sort();
            (o.id, (o.parent, o.name.clone(), aliases, o.division_code.clone(), o.mark.clone(), o.kind))
        });
        offices.collect::<BTreeMap<_, _>>()
    };
    assert_eq!(offices(&before), offices(&after));
    assert_eq!(offices(&before), offices(&once));
    for store in [&mut before, &mut after, &mut once] {
        assert_no_office_twice(store);
        assert_is_the_ledger(store);
        assert_clean(store);
    }
    // 大九湖镇 is the other name of 九湖镇; villages of the list have their official form as an alias.
    let directory = before.directory();
    let root = directory.district().unwrap().id;
    let jiuhu = directory.office_called(root, "大九湖镇").unwrap();
    assert_eq!((jiuhu.name.as_str(), jiuhu.division_code.as_str()), ("九湖镇", "429021105000"));
    let songbai = directory.office_called(root, "松柏镇").unwrap().id;
    for (form, name) in
        [("松柏村委会", "松柏村"), ("狮象坪社区居委会", "狮象坪社区"), ("白莲村村民委员会", "白莲村")]
    {
        assert_eq!(directory.office_called(songbai, form).unwrap().name, name);
    }
    let xinhua = directory.office_called(root, "新华镇").unwrap().id;
    assert!(directory.office_called(xinhua, "樟树坪社区").is_some());
}

#[test]
fn numbers_go_on_where_the_ledger_ended() {
    // Would catch marks that are not learnt, or a series that begins again at 1.
    let (_folder, mut store) = new_file();
    import(&mut store, LEDGER);
    let text = "受理日期,乡镇,申请人,被申请人,编号\n2024-12-30,松柏镇,甲一,乙一,\n2024-12-31,松柏镇,甲二,乙二,（2024）神松民调字第073号\n";
    let report = import_text(&mut store, text);
    assert_eq!(report.new, 2);
    let number = |name: &str| store.cases_of_person(name, 9).unwrap()[0].number.clone();
    // The row that brings a number keeps it, the one without gets the next.
    assert_eq!(number("甲二"), "（2024）神松民调字第073号");
    assert_eq!(number("甲一"), "（2024）神松民调字第074号");
    assert_eq!(import_text(&mut store, text).same, 2);
    // One township alone: its mark is the first character of its name.
    let (_folder, mut store) = new_file();
    import_text(&mut store, "编号,受理日期,乡镇,申请人\n（2024）神宋民调字第9号,2024-01-02,宋洛乡,甲\n");
    let directory = store.directory();
    let root = directory.district().unwrap();
    assert_eq!(
        (root.mark.as_str(), directory.office_called(root.id, "宋洛乡").unwrap().mark.as_str()),
        ("神", "宋")
    );
}

#[test]
fn the_service_log_adds_up_to_the_report() {
    let (_folder, mut store) = new_file();
    let report = import(&mut store, SERVICES);
    assert_eq!((report.kind, report.rows, report.new), (LedgerKind::Services, 61, 61));
    let year = DateRange { from: day("2024-01-01"), to: day("2024-12-31") };
    let totals = store.service_totals(year, None).unwrap();
    let sums: BTreeMap<&str, i64> = totals.iter().map(|total| (total.code.as_str(), total.value)).collect();
    let sum = |kind: &str| sums[kind];
    assert_eq!(["centre", "advice", "lawyer", "opinion", "notary"].map(sum), [47, 30, 13, 1, 1]);
    assert_clean(&mut store);
    // Two equal lines are two services, the first time and the second.
    let twice =
        "日期,中心,服务类别,数量,单位,备注\n2024-01-08,甲,法律意见,1,次,\n2024-01-08,甲,法律意见,1,次,\n";
    let (_folder, mut store) = new_file();
    assert_eq!(import_text(&mut store, twice).new, 2);
    assert_eq!(import_text(&mut store, twice).same, 2);
}

#[test]
fn encoding_and_separator_do_not_matter() {
    let text = std::str::from_utf8(LEDGER).unwrap().trim_start_matches('\u{feff}');
    let (gbk, _, unmappable) = encoding_rs::GBK.encode(text);
    assert!(!unmappable);
    let tabs = text.replace(',', "\t");
    let semicolons = format!("松柏镇2024年台账\n{}", text.replace(',', ";").replace('\n', "\r\n"));
    for bytes in [gbk.to_vec(), tabs.into_bytes(), semicolons.into_bytes()] {
        let (_folder, mut store) = new_file();
        assert_eq!(import(&mut store, &bytes).new, 214);
        assert_is_the_ledger(&store);
        assert_eq!(import(&mut store, LEDGER).same, 214);
    }
}

#[test]
fn bad_rows_are_listed_and_good_ones_stay_whole() {
    let text = "编号,受理日期,乡镇,村,申请人,被申请人,纠纷类别,来源,调解结果,协议形式,办结时间,金额（万元）,页数\n\
        1,2024-13-45,松柏镇,松柏村,甲,乙,邻里,依申请,成功,口头,2024-03-01,1,\n\
        2,,松柏镇,松柏村,甲,乙,邻里,依申请,成功,口头,2024-03-01,1,\n\
        3,2024-03-01,松柏镇,松柏村,,无,邻里,依申请,成功,口头,2024-03-01,1,\n\
        ,,,,,,,,,,,,\n\
        4,2024-03-01,松柏镇,松柏村,甲,乙,鸡毛蒜皮,某某,成功,口头,2024-02-01,约3万,12\n\
        5,2024-03-02,松柏镇,松柏村,甲,乙,土地承包,派出所,已化解,,3.5,3.5,\n\
        5,2024-03-02,松柏镇,松柏村,丙,丁,土地承包,派出所,已化解,书面,2024-03-05,3.5,\n\
        合计,,,,,,,,,,,12,\n\
        填报人：某某,,,,审核人：某,,,,,,,,\n";
    let (_folder, mut store) = new_file();
    let report = import_text(&mut store, text);
    let refused: Vec<(u64, Why)> = report.refused.iter().map(|r| (r.line, r.why.clone())).collect();
    assert_eq!(
        refused,
        [(2, Why::BadDate), (3, Why::NoDate), (4, Why::NoParties), (8, Why::RepeatedNumber(7))]
    );
    assert_eq!(report.refused[0].words, "2024-13-45");
    assert_eq!(report.refused[0].column, "受理日期");
    let skipped: Vec<(u64, Why)> = report.skipped.iter().map(|r| (r.line, r.why.clone())).collect();
    assert_eq!(skipped, [(5, Why::Blank), (9, Why::Sum), (10, Why::Footer)]);
    assert_eq!((report.rows, report.new), (9, 2));
    assert!(report.adds_up());
    assert_eq!(report.kept_columns, ["页数"]);
    let case = |name: &str, day: &str| {
        let rows = store.cases_of_person(name, 9).unwrap();
        store.dispute(rows.iter().find(|row| row.accepted_on == day.parse().unwrap()).unwrap().id).unwrap()
    };
    // What is not understood stands in its own words, and is in no total it does not belong to.
    let odd = case("甲", "2024-03-01");
    let kept: Vec<(&str, &str)> = odd.original.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(
        kept,
        [
            ("办结时间", "2024-02-01"),
            ("协议形式", "口头"),
            ("来源", "某某"),
            ("纠纷类别", "鸡毛蒜皮"),
            ("调解结果", "成功"),
            ("金额（万元）", "约3万"),
            ("页数", "12")
        ]
    );
    assert_eq!((odd.outcome(), odd.kind.as_str(), odd.agreement.amount), (None, "99", None));
    let plain = case("甲", "2024-03-02");
    assert_eq!(
        (plain.outcome(), plain.kind.as_str(), plain.source.as_str()),
        (Some(Outcome::Oral), "07", "police")
    );
    assert_eq!(plain.closing.unwrap().on, day("2024-03-05"));
    assert_eq!(plain.agreement.amount.unwrap().0, 3_500_000);
    assert_clean(&mut store);
}

#[test]
fn what_differs_is_said_and_only_written_when_asked() {
    let (_folder, mut store) = new_file();
    let head = "编号,受理日期,乡镇,村,申请人,被申请人,结果,协议形式,办结日期,调解员,涉及人数\n";
    let first = format!("{head}（2024）神松民调字第1号,2024-03-01,松柏镇,松柏村,甲,乙,,,,丙,2\n");
    let second =
        format!("{head}(2024)神松民调字第001号,2024-03-01,松柏镇,麻湾村,甲,乙,成功,口头,2024-03-09,丁,\n");
    import_text(&mut store, &first);
    let before = store.list(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap();
    let report = import_text(&mut store, &second);
    let fields: Vec<&str> = report.changed[0].fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["村(社区)", "调解员", "结果", "办结日期"]);
    // Nothing of it is in the file: neither the case, nor the village and the mediator it names.
    assert_eq!(store.list(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap(), before);
    assert_eq!((store.directory().mediators().count(), store.directory().offices().count()), (1, 3));
    let plan = plan(&store, &[second.as_bytes()]);
    plan.apply(&mut store, Differences::Update).unwrap();
    let after = store.dispute(before[0].id).unwrap();
    assert_eq!((after.outcome(), after.people), (Some(Outcome::Oral), Some(2)), "an empty cell says nothing");
    assert_eq!(import_text(&mut store, &second).same, 1);
    assert_clean(&mut store);
}

#[test]
fn rows_without_numbers_are_known_again() {
    let (_folder, mut store) = new_file();
    let text = "时间,当事人,类别,状态\n2024年3月5日,张三与李四,邻里,在办\n2024年3月5日,张三与李四,邻里,在办\n2024年3月5日,王五,邻里,已化解\n";
    let report = import_text(&mut store, text);
    assert_eq!((report.new, report.closed_on_acceptance), (3, 1));
    assert_eq!(import_text(&mut store, text).same, 3);
    // A case that a person logged before the ledger came is the ledger's case.
    let (_folder, mut store) = new_file();
    let id = store.fresh_dispute_id();
    let home = store.settings().home;
    let mut logged = tiaojie::domain::Dispute::new(id, home, day("2024-03-05"));
    logged.kind = "02".parse().unwrap();
    for (side, name) in
        [(tiaojie::domain::Side::Applicant, "张三"), (tiaojie::domain::Side::Respondent, "李四")]
    {
        logged.parties.push(tiaojie::domain::Party::new(store.fresh_id(), side, name));
    }
    store.save_dispute(None, logged, None).unwrap();
    let report = import_text(&mut store, text);
    assert_eq!((report.new, report.same), (2, 1));
}

#[test]
fn a_failing_import_leaves_nothing() {
    let (_folder, store) = new_file();
    let mut plan = Plan::new(&store).unwrap();
    let unknown = Sheet::from_csv("t.csv", "姓名,年龄\n甲,3\n".as_bytes()).unwrap();
    assert!(matches!(plan.add(&store, unknown).unwrap(), Err(ReadError::UnknownHeader(_))));
    assert_eq!(store.count(&CaseFilter::default()).unwrap().cases, 0);
}
