//! 导入: importing a ledger by keys.

use crate::support::import::{CLEAN, Clerk, MESSY, PLACES, SERVICES, put};
use proptest::prelude::*;
use tiaojie::domain::{Dispute, Fen};
use tiaojie::store::{Breakdown, CaseFilter};
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Held, Input, Key};
use tiaojie::tui::terminal::Program;

/// A ledger as small offices keep it: money in bare numbers, a column nobody knows, rows that cannot be read.
const SMALL: &str = "木鱼镇2024年矛盾纠纷台账,,,,,,\n\
    序号,受理时间,甲方,乙方,纠纷类别,协议金额,网格员\n\
    1,2024.3.5,张三,李四,邻里纠纷,3,王网格\n\
    2,没有写,王五,赵六,邻里纠纷,,\n\
    3,2024.4.1,孙七,周八,婚姻家庭,0.5,王网格\n\
    4,2024.4.9,,,山林土地,,\n\
    合计,,,,,3.5,\n";

/// The same office's next ledger.
const NEXT: &str = "木鱼镇2025年矛盾纠纷台账,,,,,,\n\
    序号,受理时间,甲方,乙方,纠纷类别,协议金额,网格员\n\
    1,2025.1.2,吴九,郑十,邻里纠纷,2,王网格\n";

fn breakdown(clerk: &Clerk) -> Breakdown {
    clerk.store().breakdown(&CaseFilter::default()).unwrap().unwrap()
}

/// How long the log is: what was not written is not in it.
fn revisions(clerk: &Clerk) -> u64 {
    let report = clerk.store().check().unwrap();
    assert_eq!(report.findings, []);
    report.revisions
}

fn cases(clerk: &Clerk) -> Vec<Dispute> {
    clerk.desk.cases()
}

/// The numbers at the foot of the page: written, known, differing, refused, skipped, to check.
fn numbers(clerk: &Clerk) -> Vec<u64> {
    let text = clerk.text();
    let line = text
        .lines()
        .rev()
        .find(|line| line.trim_start().starts_with("1 新增"))
        .unwrap_or_else(|| panic!("{text}"));
    let words: Vec<&str> = line.split_whitespace().collect();
    words.chunks(3).map(|chunk| chunk[2].parse().unwrap()).collect()
}

/// Catches: a workbook of eight sheets with its mess that does not come in as the year it is, or asks for more keys than
/// choosing and confirming.
#[test]
fn the_messy_year_comes_in_with_four_keys() {
    let mut clerk = Clerk::with(&[("2024年台账.xlsx", MESSY)], Lang::Zh, (80, 24));
    clerk.enter();
    assert_eq!(numbers(&clerk)[..4], [214, 0, 0, 0], "{}", clerk.text());
    assert_eq!(clerk.cases(), 0, "nothing is written before it is confirmed");
    clerk.save();
    assert!(clerk.text().contains("写入案件 214 件？"), "{}", clerk.text());
    clerk.words("1");
    assert!(clerk.text().contains("已写入案件 214 件"), "{}", clerk.text());
    let sums = breakdown(&clerk);
    let figures =
        [sums.accepted, sums.successful, sums.unsuccessful, sums.withdrawn, sums.referred, sums.open];
    assert_eq!(figures, [214, 189, 13, 4, 3, 5]);
    // Enter opens just the cases that came in.
    clerk.enter();
    assert!(clerk.text().contains("共 214 件"), "{}", clerk.text());
    clerk.tap(Code::Esc).tap(Code::Esc);
    assert!(clerk.text().contains("共 214 件") && !clerk.text().contains("指定的"), "{}", clerk.text());
}

/// Catches: rows that are added twice, a second import that is written though it has nothing new.
#[test]
fn the_same_file_again_adds_nothing() {
    let mut clerk = Clerk::with(&[("2024年台账.xlsx", MESSY)], Lang::Zh, (80, 24));
    clerk.enter().save().words("1");
    let before = revisions(&clerk);
    clerk.select("再导入一个文件").enter().enter();
    assert_eq!(numbers(&clerk)[..4], [0, 214, 0, 0], "{}", clerk.text());
    clerk.save();
    assert!(clerk.desk.notice().contains("没有新内容可写入"), "{}", clerk.desk.notice());
    assert_eq!((clerk.cases(), revisions(&clerk)), (214, before));
}

/// Catches: a choice between file and ledger that is not heeded, differing fields that are not shown.
#[test]
fn what_differs_is_shown_and_decided_once() {
    let changed = SMALL.replace("李四", "李思").replace("2024.4.1", "2024.4.1 ");
    let numbered = |text: &str| {
        text.replace("序号", "编号")
            .replace("\n1,", "\n（2024）神木民调字第001号,")
            .replace("\n3,", "\n（2024）神木民调字第003号,")
    };
    let files = [("一.csv", numbered(SMALL)), ("二.csv", numbered(&changed))];
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let mut clerk = Clerk::with(&bytes, Lang::Zh, (80, 24));
    clerk.words("一").enter().save().words("1");
    clerk.select("再导入一个文件").enter().words("二").enter();
    assert_eq!(numbers(&clerk)[..3], [0, 1, 1], "{}", clerk.text());
    clerk.words("3");
    assert!(clerk.text().contains("当事人：数据文件“张三、李四”，台账“张三、李思”"), "{}", clerk.text());
    // Kept by default: then there is nothing to write.
    clerk.tap(Code::Esc).save();
    assert!(clerk.desk.notice().contains("没有新内容"), "{}", clerk.desk.notice());
    clerk.select("与数据文件内容不同的案件").enter();
    assert!(clerk.text().contains("改成台账里的"), "{}", clerk.text());
    clerk.save().words("1");
    assert!(clerk.text().contains("内容不同 1 件，已改成台账里的"), "{}", clerk.text());
    let names: Vec<String> =
        cases(&clerk).iter().flat_map(|case| case.parties.clone()).map(|party| party.name).collect();
    assert!(names.contains(&"李思".to_owned()) && !names.contains(&"李四".to_owned()), "{names:?}");
}

/// Catches: rows that cannot be read and vanish without a word, a reason without its place, sums taken for cases.
#[test]
fn what_cannot_be_read_is_listed_first() {
    let mut clerk = Clerk::with(&[("台账.csv", SMALL.as_bytes())], Lang::Zh, (80, 24));
    clerk.enter();
    assert_eq!(numbers(&clerk)[..5], [2, 0, 0, 2, 1], "{}", clerk.text());
    assert!(
        clerk.text().contains("共 5 行 = 新增 2 + 相同 0 + 不同 0 + 读不了 2 + 跳过 1"),
        "{}",
        clerk.text()
    );
    clerk.words("4");
    let text = clerk.text();
    assert!(
        text.contains("没有写") && text.contains("不是能确定到年月日的日期") && text.contains("没有当事人"),
        "{text}"
    );
    // Enter goes to the column it is about.
    clerk.enter();
    let at = clerk.desk.screen.cursor().unwrap();
    assert!(clerk.desk.screen.row(at.y).contains("受理时间"), "{}", clerk.text());
    clerk.save();
    assert!(clerk.text().contains("2 行读不了，不写入"), "{}", clerk.text());
    clerk.words("1").select("看没有写入的行").enter();
    assert!(clerk.text().contains("读不了的行，不写入：2"), "{}", clerk.text());
    assert_eq!(clerk.cases(), 2);
}

/// Catches: a column that cannot be changed by digits, hanzi or pinyin; numbers that stay behind; a unit that is not heeded;
/// a mapping that is forgotten.
#[test]
fn columns_are_changed_by_keyboard_and_remembered() {
    let files = [("台账.csv", SMALL.as_bytes()), ("明年.csv", NEXT.as_bytes())];
    let mut clerk = Clerk::with(&files, Lang::Zh, (80, 24));
    clerk.words("台账").enter().enter().select("受理时间").enter();
    clerk.words("1");
    assert_eq!(numbers(&clerk)[..4], [0, 0, 0, 4], "without dates no row can be read: {}", clerk.text());
    assert!(clerk.text().contains("没有日期一列"), "{}", clerk.text());
    clerk.save();
    assert!(clerk.desk.notice().contains("没有能写入的行"), "{}", clerk.desk.notice());
    clerk.enter().words("slrq").enter();
    assert_eq!(numbers(&clerk)[..4], [2, 0, 0, 2], "{}", clerk.text());
    clerk.select("协议金额").enter().words("万元").enter();
    assert!(clerk.text().contains("金额（万元）"), "{}", clerk.text());
    clerk.select("网格员").enter().words("调解员").enter();
    // Leaving now would lose that.
    clerk.tap(Code::Esc).tap(Code::Esc);
    assert!(clerk.text().contains("改过的内容还没有保存"), "{}", clerk.text());
    clerk.words("2").save().words("1");
    assert!(clerk.text().contains("改过的列已经记住"), "{}", clerk.text());
    let mut amounts: Vec<Option<Fen>> = cases(&clerk).iter().map(|case| case.agreement.amount).collect();
    amounts.sort();
    assert_eq!(amounts, [Some(Fen(500_000)), Some(Fen(3_000_000))]);
    assert!(cases(&clerk).iter().all(|case| case.mediators.len() == 1));
    clerk.select("再导入一个文件").enter().words("明年").enter().enter();
    let text = clerk.text();
    assert!(text.contains("金额（万元）") && text.matches("上次指定").count() == 1, "{text}");
    clerk.save().words("1");
    assert_eq!(cases(&clerk)[0].agreement.amount, Some(Fen(2_000_000)));
}

/// Catches: a header that cannot be pointed out, a sheet that cannot be said to be a ledger, a year that cannot be given.
#[test]
fn a_sheet_that_was_not_recognised_is_explained_by_hand() {
    let odd = "某某办公室\n甲,乙,丙,丁\n1月5日,张三,李四,吵架\n1月9日,王五,赵六,借钱\n";
    let mut clerk = Clerk::with(&[("怪.csv", odd.as_bytes())], Lang::Zh, (80, 24));
    clerk.enter();
    assert!(clerk.text().contains("不是台账"), "{}", clerk.text());
    clerk.enter().enter().words("案件").enter();
    clerk.select("表头在").enter();
    for _ in 0..3 {
        clerk.tap(Code::Backspace);
    }
    clerk.words("２").enter();
    assert!(clerk.text().contains("第 2 行"), "{}", clerk.text());
    clerk.select("没写年的按").enter().words("2024").enter();
    for (row, meaning) in [("A ", "slrq"), ("B ", "申请人"), ("C ", "被申请人"), ("D ", "jyqk")] {
        clerk.select(row).enter().words(meaning).enter();
    }
    assert_eq!(numbers(&clerk)[..4], [2, 0, 0, 0], "{}", clerk.text());
    clerk.save().words("1");
    let first = &cases(&clerk)[1];
    assert_eq!((first.accepted_on, first.summary.as_str()), (crate::support::day(2024, 1, 5), "吵架"));
}

/// Catches: a sheet that is left out and imported all the same.
#[test]
fn sheets_are_left_out_and_gone_through() {
    let mut clerk = Clerk::with(&[("2024年台账.xlsx", MESSY)], Lang::Zh, (80, 24));
    clerk.enter().select("阳日镇").press(Key { code: Code::Delete, held: Held::CTRL });
    assert_eq!(numbers(&clerk)[0], 214 - 31, "{}", clerk.text());
    clerk.tap(Code::Tab);
    assert_eq!(numbers(&clerk)[0], 72);
    clerk.tap(Code::Tab);
    assert_eq!(numbers(&clerk)[0], 0, "{}", clerk.text());
    assert!(clerk.text().contains("不导入"), "{}", clerk.text());
    clerk.tap(Code::Tab).words("1");
    assert!(clerk.text().contains("会写入的行：38"), "{}", clerk.text());
    clerk.tap(Code::Tab);
    assert!(clerk.text().contains("会写入的行：18"), "{}", clerk.text());
    clerk.save().words("1");
    assert_eq!(clerk.cases(), 214 - 31);
}

/// Catches: a service log or a list of places that this screen cannot take.
#[test]
fn services_and_places_come_in_the_same_way() {
    let files = [("服务.csv", SERVICES), ("places.csv", PLACES)];
    let mut clerk = Clerk::with(&files, Lang::Zh, (80, 24));
    clerk.words("places").enter();
    assert!(clerk.text().contains("乡镇村名录"), "{}", clerk.text());
    let new = numbers(&clerk)[0];
    clerk.words("1");
    assert!(clerk.text().contains(&format!("会写入的行：{new}")), "{}", clerk.text());
    clerk.save().words("1");
    assert!(clerk.text().contains(&format!("乡镇村 {new} 个")), "{}", clerk.text());
    clerk.select("再导入一个文件").enter().words("服务").enter().save().words("1");
    assert!(clerk.text().contains("服务记录 61 条"), "{}", clerk.text());
}

/// So many cases that writing them takes longer than a key.
fn many(rows: usize) -> String {
    let mut text = "受理日期,申请人,被申请人,简要情况\n".to_owned();
    for row in 0..rows {
        text.push_str(&format!("2024-{:02}-{:02},甲{row},乙{row},第{row}件\n", row % 12 + 1, row % 28 + 1));
    }
    text
}

/// Catches: a cancel that leaves half of the rows behind, and a screen that does not say how far it is.
#[test]
fn stopped_half_way_the_file_is_as_it_was() {
    let many = many(1_200);
    let mut clerk = Clerk::with(&[("很多.csv", many.as_bytes())], Lang::Zh, (80, 24));
    clerk.enter().save();
    let before = revisions(&clerk);
    // Only the keys, so that the work is under way when Esc comes.
    clerk.desk.words("1");
    assert!(
        clerk.text().contains("正在写入 很多.csv") && clerk.text().contains("按 Esc 停下"),
        "{}",
        clerk.text()
    );
    clerk.desk.tap(Code::Esc);
    assert!(clerk.text().contains("正在停下"), "{}", clerk.text());
    clerk.rest();
    assert_eq!((clerk.cases(), revisions(&clerk)), (0, before));
    assert!(clerk.text().contains("1 新增 1200"), "{}", clerk.text());
    // And again, to its end.
    clerk.save().words("1");
    assert_eq!(clerk.cases(), 1_200);
}

/// Catches: reading that cannot be stopped, or a program that does not end while it reads.
#[test]
fn reading_is_stopped_too() {
    let many = many(2_000);
    let mut clerk = Clerk::with(&[("很多.csv", many.as_bytes())], Lang::Zh, (80, 24));
    clerk.desk.enter();
    assert!(clerk.text().contains("正在读取 很多.csv"), "{}", clerk.text());
    clerk.desk.tap(Code::Esc);
    clerk.rest();
    assert!(clerk.text().contains("选要导入的台账"), "{}", clerk.text());
    clerk.desk.enter();
    clerk.desk.press(Key::ctrl('q'));
    assert!(clerk.desk.app.is_done());
}

/// Catches: a browser in which Chinese, initials or a pasted path find nothing, or that says nothing of what cannot be read.
#[test]
fn the_file_is_found_by_words_and_paths() {
    let page: &[u8] = b"<html><table><tr><td>1</td></tr></table></html>";
    let files = [
        ("松柏镇台账.csv", SMALL.as_bytes()),
        ("服务.csv", SERVICES),
        ("导出.xls", page),
        ("报告.docx", b"x" as &[u8]),
    ];
    let mut clerk = Clerk::with(&files, Lang::Zh, (80, 24));
    assert!(!clerk.text().contains("报告.docx"));
    let folder = clerk.ledgers.path().to_owned();
    std::fs::create_dir(folder.join("旧资料")).unwrap();
    put(&folder.join("旧资料"), "木鱼镇台账.csv", NEXT.as_bytes(), 3);
    clerk.words("台账");
    assert!(clerk.text().contains("松柏镇台账") && !clerk.text().contains("服务.csv"), "{}", clerk.text());
    clerk.tap(Code::Esc).words("fw");
    assert!(!clerk.text().contains("松柏镇台账") && clerk.text().contains("服务.csv"), "{}", clerk.text());
    clerk.tap(Code::Esc).words("没有这样的");
    assert!(clerk.text().contains("这里没有名称带“没有这样的”的"), "{}", clerk.text());
    clerk.tap(Code::Esc).words("导出").enter();
    assert!(clerk.text().contains("其实是网页"), "{}", clerk.text());
    let path = folder.join("旧资料").join("木鱼镇台账.csv");
    clerk.send(Input::Paste(format!("\"{}\"\n", path.display()))).enter();
    assert_eq!(numbers(&clerk)[0], 1, "{}", clerk.text());
    // The next import begins in the folder of this file; left goes up and stands on where one came from.
    clerk.save().words("1").select("再导入一个文件").enter();
    assert!(clerk.text().contains("旧资料"), "{}", clerk.text());
    clerk.tap(Code::Left);
    let at = clerk.text();
    let marked = at.lines().find(|line| line.starts_with('▸')).unwrap_or_default();
    assert!(marked.contains("旧资料"), "{at}");
    clerk.send(Input::Paste("/没有/这个.xlsx".into())).enter();
    assert!(clerk.text().contains("没有这个文件或文件夹"), "{}", clerk.text());
}

fn frames(lang: Lang, size: (u16, u16)) -> Vec<(&'static str, String)> {
    let odd = "说明\n本表由各村填报\n";
    // One amount is another than in the ledger that comes in first.
    let other = SMALL.replace(",3,王网格", ",4,王网格").replace("1,2024.3.5", "1,2024年3月5日");
    let files = [
        ("2024年台账.xlsx", MESSY),
        ("小台账.csv", SMALL.as_bytes()),
        ("说明.txt", odd.as_bytes()),
        ("改过的.csv", other.as_bytes()),
        ("ledger-2024.csv", CLEAN),
    ];
    let mut clerk = Clerk::with(&files, lang, size);
    let mut frames = vec![("choose", clerk.picture())];
    clerk.words("xtz").enter();
    frames.push(("small", clerk.picture()));
    clerk.words("4");
    frames.push(("refused", clerk.picture()));
    clerk.tap(Code::Esc).enter().select("协议金额").enter();
    frames.push(("ask_column", clerk.picture()));
    clerk.tap(Code::Esc).tap(Code::Home).enter();
    frames.push(("ask_kind", clerk.picture()));
    clerk.tap(Code::Esc).save();
    frames.push(("confirm", clerk.picture()));
    clerk.words("1");
    frames.push(("ended", clerk.picture()));
    clerk.tap(Code::Esc).press(Key::ctrl('r')).words("改过").enter();
    frames.push(("overview", clerk.picture()));
    clerk.words("3");
    frames.push(("differing", clerk.picture()));
    clerk.tap(Code::Esc).tap(Code::Esc).words("说明").enter();
    frames.push(("unknown", clerk.picture()));
    clerk.enter();
    frames.push(("unknown_sheet", clerk.picture()));
    clerk.tap(Code::Esc).tap(Code::Esc).words("2024年").enter();
    frames.push(("workbook", clerk.picture()));
    clerk.words("6");
    frames.push(("to_check", clerk.picture()));
    clerk.tap(Code::Esc).enter();
    frames.push(("sheet", clerk.picture()));
    clerk.tap(Code::End);
    frames.push(("sheet_end", clerk.picture()));
    clerk.press(Key::f(1));
    frames.push(("help", clerk.picture()));
    frames
}

fn keep(lang: Lang, name: &str) {
    for size in [(80, 24), (120, 40)] {
        for (step, picture) in frames(lang, size) {
            insta::assert_snapshot!(format!("import_{step}_{name}_{}", size.0), picture);
        }
    }
}

/// Catches: columns out of line, words cut or in the wrong language, numbers that do not fit; looked at before kept.
#[test]
fn every_step_in_chinese() {
    keep(Lang::Zh, "zh");
}

/// Catches: as in Chinese.
#[test]
fn every_step_in_english() {
    keep(Lang::En, "en");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a key in an unlucky place that ends the program, a screen that is not what the program believes, a cursor
    /// that is nowhere.
    #[test]
    fn any_keys_in_any_order(keys in proptest::collection::vec(any_key(), 0..60), small in any::<bool>()) {
        let size = if small { (44, 12) } else { (80, 24) };
        let files = [("台账.csv", SMALL.as_bytes()), ("服务.csv", SERVICES), ("坏.xlsx", b"PK\x03\x04not a zip" as &[u8])];
        let mut clerk = Clerk::with(&files, Lang::Zh, size);
        for key in keys {
            clerk.send(key);
            if clerk.desk.app.is_done() {
                return Ok(());
            }
            prop_assert_eq!(clerk.desk.screen.differences(), Vec::<String>::new());
            prop_assert!(clerk.desk.screen.cursor().is_some());
        }
        prop_assert_eq!(&clerk.store().check().unwrap().findings, &[]);
    }
}

fn any_key() -> impl Strategy<Value = Input> {
    let code = prop_oneof![
        Just(Code::Enter),
        Just(Code::Esc),
        Just(Code::Up),
        Just(Code::Down),
        Just(Code::Left),
        Just(Code::Right),
        Just(Code::Tab),
        Just(Code::BackTab),
        Just(Code::Home),
        Just(Code::End),
        Just(Code::PageDown),
        Just(Code::Backspace),
    ];
    prop_oneof![
        6 => code.prop_map(|code| Input::Key(Key::plain(code))),
        3 => "[1-6]".prop_map(Input::Text),
        2 => prop::sample::select(vec!["台账", "slrq", "2024", "万", "３"]).prop_map(|text| Input::Text(text.into())),
        2 => Just(Input::Key(Key::ctrl('s'))),
        1 => Just(Input::Key(Key { code: Code::Delete, held: Held::CTRL })),
        1 => Just(Input::Key(Key::f(1))),
        1 => Just(Input::Paste("/\n".into())),
    ]
}

/// Catches: a choice that leads nowhere, a file that still counts what was taken back, a ledger that cannot come in again.
#[test]
fn an_import_is_taken_back_on_its_last_page() {
    let mut clerk = Clerk::with(&[("小台账.csv", SMALL.as_bytes())], Lang::Zh, (80, 24));
    clerk.enter().save().words("1");
    let written = breakdown(&clerk).accepted;
    assert!(written > 0 && clerk.text().contains("撤回这次导入"), "{}", clerk.text());
    clerk.select("撤回这次导入").enter();
    assert!(clerk.text().contains("从“小台账.csv”的导入"), "{}", clerk.text());
    // Enter alone takes nothing back.
    clerk.enter();
    assert_eq!(breakdown(&clerk).accepted, written);
    clerk.select("撤回这次导入").enter().words("1");
    assert!(clerk.text().contains(&format!("作废案件 {written} 件")), "{}", clerk.text());
    assert!(!clerk.text().contains("撤回这次导入"), "{}", clerk.text());
    assert_eq!(breakdown(&clerk).accepted, 0);
    clerk.select("再导入一个文件").enter().enter().save().words("1");
    assert_eq!((breakdown(&clerk).accepted, clerk.cases()), (written, written));
}

/// Catches: a day that stands in for the acceptance, or a case of another year, of which the page and the question before
/// writing say nothing.
#[test]
fn what_is_odd_is_said_before_writing() {
    let odd = SMALL.replace("受理时间", "调解日期").replace("2024.4.1,", "2022.4.1,");
    for lang in [Lang::Zh, Lang::En] {
        let mut clerk = Clerk::with(&[("小台账.csv", odd.as_bytes())], lang, (120, 40));
        let said = [
            lang.pick("没有受理日期，按 B 列“调解日期”计", "column B \"调解日期\" stands in for it"),
            lang.pick(
                "1 件的受理日期在 2022 年，台账是 2024 年的",
                "accepted in 2022, though the ledger is of 2024: 1",
            ),
        ];
        clerk.enter();
        assert!(said.iter().all(|line| clerk.text().contains(line)), "{}", clerk.text());
        clerk.save();
        // The question breaks its lines.
        let words = [lang.pick("没有受理日期", "stands in"), "2022"];
        let asked = words.iter().all(|words| clerk.text().matches(words).count() == 2);
        assert!(asked, "the page and the question\n{}", clerk.text());
    }
}
