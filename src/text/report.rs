//! The words of the reports: what is counted, the headings, the checks, what the screen says.

use super::Lang;
use super::wording::words;
use crate::domain::{Band, Body, EventKind, Month, PreventionKind};

words! {
    CASE_TABLE: "人民调解案件情况统计表", "Case table of people's mediation";
    GOVERNANCE_FORM: "矛盾纠纷排查情况表", "Disputes screened: governance form";
    MONTHLY_TEXT: "月报文字", "Monthly report text";
    PARAGRAPH: "报告段落", "Report paragraph";
    CASE_TABLE_SHORT: "案件统计表", "Case table";
    GOVERNANCE_SHORT: "综治月报", "Governance form";
    TOTAL: "合计", "Total";
    SUBTOTAL: "小计", "Subtotal";
    YEAR_TO_DATE: "年度累计", "Year to date";
    ITEM: "项目", "Item";
    CASES: "案件总数", "Cases";
    PEOPLE: "当事人数", "Parties";
    SUCCESSFUL: "调解成功", "Settled";
    HARD: "疑难复杂", "Hard cases";
    AMOUNT: "协议金额", "Agreed money";
    RECEIVED: "接受委托移送", "Referred to us";
    ACTIVE: "主动调解", "On own initiative";
    APPLIED: "依申请调解", "On application";
    COURT: "法院", "Court";
    PROCURATORATE: "检察院", "Procuratorate";
    POLICE: "公安机关", "Police";
    PETITION_OFFICE: "信访部门", "Petition office";
    OTHER_BODIES: "其他部门", "Other bodies";
    ORAL: "口头协议", "Oral agreements";
    WRITTEN: "书面协议", "Written agreements";
    SCREENINGS: "排查次数", "Screenings";
    FOUND: "排查出纠纷", "Disputes found";
    PREVENTED: "预防纠纷", "Disputes prevented";
    ACCEPTED: "受理", "Accepted";
    CLOSED: "办结", "Closed";
    MEDIATED: "调处", "Mediated";
    PENDING: "期末未结", "Open at the end";
    UNSUCCESSFUL: "调解不成", "Not settled";
    WITHDRAWN: "撤回", "Withdrawn";
    REFERRED: "移送", "Referred on";
    PRE_LITIGATION: "诉前调解", "Before a lawsuit";
    SUCCESS_RATE: "成功率", "Success rate";
    MEDIATION_RATE: "调处率", "Mediation rate";
    GOVERNANCE_CATEGORY: "综治类别", "Category";
    SCREENED: "排查数", "Found";
    MEDIATED_NUMBER: "调处数", "Mediated";
    SUCCESSFUL_NUMBER: "成功数", "Settled";
    GROUP_WHOLE: "总数", "Whole";
    GROUP_BODY: "调解主体", "By whom";
    GROUP_SOURCE: "案件来源", "Source";
    GROUP_TYPE: "纠纷类型", "Type";
    GROUP_AGREEMENT: "协议与履行", "Agreement and performance";
    GROUP_LAWSUIT: "协议后诉讼", "Lawsuit after an agreement";
    GROUP_SCREENING: "排查与预防", "Screening and prevention";
    GROUP_SUMMARY: "总况", "Summary";
    GROUP_CATEGORY: "纠纷类别", "Category";
    GROUP_BAND: "涉及人数", "People concerned";
    GROUP_MAJOR: "重大矛盾纠纷", "Major disputes";
    GROUP_SCREENINGS: "开展集中排查", "Screenings";
    TIMES: "次数", "Times";
    REFUSALS: "不能上报", "Not to be handed in yet";
    CHECKS: "核对", "Checks";
    PASSED: "相符", "holds";
    FAILED: "不符", "fails";
    UNIT_CASES: "件", "cases";
    UNIT_PEOPLE: "人", "persons";
    UNIT_TIMES: "次", "times";
    UNIT_MONEY: "万元", "10k yuan";
    UNIT_PERCENT: "%", "%";
    COUNTY: "县市区", "District";
    TOWN: "乡镇街道", "Township";
    VILLAGE: "村居", "Village";
    NOTHING: "无", "none";
    EACH_OFFICE: "各单位", "Each office";
    EACH: "单位", "Office";
    SPAN: "期间", "Span";
    OPENS_CASES: "数的是案件，回车列出", "counts cases; Enter lists them";
    OPENS_CASES_AND_LOG: "数的是案件和单记的数，回车列出", "counts cases and a log; Enter lists them";
    OPENS_SERVICES: "取自服务日志", "from the service log";
    OPENS_INDICATORS: "取自手工指标", "a manual figure";
    OPENS_SCREENINGS: "取自排查记录", "from the screenings";
    OPENS_PREVENTIONS: "取自预防记录", "from the log of prevention";
    OPENS_LOCKS: "数的是锁定的月份", "counts locked months";
}

/// A figure counts both cases and entries of a log: which of them to list.
pub fn open_which(lang: Lang, figure: &str) -> String {
    lang.pick(
        format!("“{figure}”数的有案件，也有单记的数，列出哪一种？"),
        format!("\"{figure}\" counts cases and entries of a log. Which are to be listed?"),
    )
}

/// The cases of a figure, as an answer.
pub fn open_cases(lang: Lang, cases: u64) -> String {
    lang.pick(format!("案件 {cases} 件"), format!("{cases} cases"))
}

/// The entries of a list in those days, as an answer.
pub fn open_entries(lang: Lang, list: &str, entries: usize) -> String {
    lang.pick(format!("{list}记录 {entries} 条"), format!("{list}: {entries} entries"))
}

/// By whom cases were mediated.
pub fn body(lang: Lang, body: Body) -> &'static str {
    match body {
        Body::Village => lang.pick("村调委会", "Village"),
        Body::Community => lang.pick("居调委会", "Community"),
        Body::Township => lang.pick("乡镇调委会", "Township"),
        Body::Subdistrict => lang.pick("街道调委会", "Subdistrict"),
        Body::Enterprise => lang.pick("企事业单位", "Enterprise"),
        Body::Other => lang.pick("社会团体和其他", "Association, other"),
    }
}

/// A band of people concerned.
pub fn band(lang: Lang, band: Band) -> &'static str {
    match band {
        Band::Under50 => lang.pick("50人以下", "Under 50"),
        Band::To100 => lang.pick("50至100人", "50 to 100"),
        Band::To500 => lang.pick("100至500人", "100 to 500"),
        Band::Over500 => lang.pick("500人以上", "Over 500"),
    }
}

/// What happened to a case.
pub fn event(lang: Lang, kind: EventKind) -> &'static str {
    match kind {
        EventKind::Session => lang.pick("调解", "Sessions"),
        EventKind::Lawyer => lang.pick("律师参与调解", "Lawyer took part"),
        EventKind::Performed => lang.pick("履行", "Performed"),
        EventKind::Confirmed => lang.pick("司法确认", "Confirmed by a court"),
        EventKind::Upheld => lang.pick("诉讼维持", "Upheld"),
        EventKind::Changed => lang.pick("诉讼变更", "Changed"),
        EventKind::Revoked => lang.pick("诉讼撤销", "Revoked"),
        EventKind::Invalid => lang.pick("诉讼确认无效", "Held invalid"),
        EventKind::Visited => lang.pick("回访", "Visits"),
        EventKind::Escalated => lang.pick("层级变动", "Escalated"),
        EventKind::SentOn => lang.pick("移送出", "Sent on"),
        EventKind::Received => lang.pick("移送来", "Received"),
        EventKind::Suicide => lang.pick("防止自杀", "Suicide prevented"),
        EventKind::Criminal => lang.pick("防止民转刑", "Crime prevented"),
        EventKind::Petition => lang.pick("防止群体性上访", "Mass petition prevented"),
        EventKind::Fight => lang.pick("防止群体性械斗", "Mass fight prevented"),
    }
}

/// What was prevented.
pub fn prevention(lang: Lang, kind: PreventionKind) -> &'static str {
    match kind {
        PreventionKind::General => PREVENTED.text(lang),
        PreventionKind::Suicide => event(lang, EventKind::Suicide),
        PreventionKind::Criminal => event(lang, EventKind::Criminal),
        PreventionKind::Petition => event(lang, EventKind::Petition),
        PreventionKind::Fight => event(lang, EventKind::Fight),
    }
}

/// That grade of difficulty or a higher one.
pub fn and_above(lang: Lang, grade: &str) -> String {
    lang.pick(format!("{grade}及以上"), format!("{grade} or above"))
}

/// Just these cases.
pub fn just_these(lang: Lang, cases: usize) -> String {
    lang.pick(format!("指定的{cases}件"), format!("these {cases}"))
}

/// A name with what is counted in: 件.
pub fn with_unit(lang: Lang, name: &str, unit: &str) -> String {
    lang.pick(format!("{name}（{unit}）"), format!("{name} ({unit})"))
}

/// A figure in the words of a check: 案件总数 869.
pub fn said(name: &str, value: i64) -> String {
    format!("{name} {value}")
}

words! {
    CHECK_TYPES: "各类型之和=案件总数", "Types add up to the cases";
    CHECK_SOURCES: "各来源之和=案件总数", "Sources add up to the cases";
    CHECK_LEVELS: "各层级之和=案件总数", "Levels add up to the cases";
    CHECK_BODIES: "各调解主体之和=案件总数", "Bodies add up to the cases";
    CHECK_RECEIVED: "委托移送各项之和=接受委托移送", "Parts add up to the referred";
    CHECK_AGREEMENTS: "口头+书面=调解成功", "Oral + written = settled";
    CHECK_CLOSED: "成功+不成+撤回+移送=办结", "Settled + failed + withdrawn + referred = closed";
    CHECK_CARRIED: "期初结转+新收-办结=期末未结", "Brought forward + accepted - closed = open";
    CHECK_OFFICES: "各单位之和=合计", "Offices add up to the total";
    CHECK_TOTALS: "案件总数=统计中的受理", "Cases = accepted in the totals";
    CHECK_SUCCESS_CLOSED: "调解成功不超过办结", "Settled are no more than closed";
    CHECK_AT_HAND: "办结不超过期初结转+新收", "Closed are no more than brought forward + accepted";
    CHECK_CATEGORIES: "各类别之和=排查数", "Categories add up to the disputes";
    CHECK_BANDS: "各人数段之和=排查数", "Bands add up to the disputes";
    CHECK_CATEGORIES_MEDIATED: "各类别调处之和=调处数", "Categories add up to the mediated";
    CHECK_COLUMNS: "县+乡+村=小计（排查）", "District + township + village = subtotal (found)";
    CHECK_COLUMNS_MEDIATED: "县+乡+村=小计（调处）", "District + township + village = subtotal (mediated)";
    CHECK_MEDIATED: "调处数不超过期初结转+排查数", "Mediated are no more than brought forward + found";
    CHECK_SUCCESS: "成功数不超过调处数", "Settled are no more than mediated";
}

/// Of which office a check speaks.
pub fn of_office(lang: Lang, office: &str) -> String {
    lang.pick(format!("（{office}）"), format!(" ({office})"))
}

/// How many cases break a check.
pub fn breaking(lang: Lang, cases: usize) -> String {
    lang.pick(format!("，有{cases}件要查"), format!(", {cases} to look at"))
}

/// On what days the figures of the case table are counted.
pub fn case_table_basis(lang: Lang) -> &'static str {
    lang.pick(
        "案件总数、当事人数、疑难复杂、主体、来源、类型按受理日期；成功、口头、书面、金额按办结日期；履行、司法确认、诉讼、防止各按发生日期，防止含案件内和单记的；排查、预防取自服务日志。类型只到劳动争议、消费的，列入各自的“其他”。",
        "Cases, parties, hard cases, bodies, sources and types count by acceptance; settled, oral, written and money by closing; performance, confirmation, lawsuits and prevention by their own days, prevention in cases and logged apart together; screening from the log. A bare type of labour or consumer stands under its “other”.",
    )
}

/// On what days the figures of the governance form are counted.
pub fn governance_basis(lang: Lang) -> &'static str {
    lang.pick(
        "排查数=本期发现的纠纷：案件按排查日期（没有的按受理日期），加上排查记录查出而没有立案的；有排查日期的案件从当天的查出数里扣除，一件只计一次。调处数、成功数按办结日期，成功率=成功数/调处数。类别未另定的按纠纷类型；人数按登记，未登记按当事人数；重大按难易程度。",
        "Found = disputes that became known: cases by the day of their screening, else of acceptance, and what screenings found that became no case; a case with a screening day is taken from what was found on that day, so that each counts once. Mediated and settled by closing; success rate = settled of mediated. A category not given follows from the type; people as recorded, else the parties; major by difficulty.",
    )
}

/// What the mediation rate divides, by column: 调处, 期初结转, 排查.
pub fn mediation_rate_of(lang: Lang, columns: &[(&str, [i64; 3])]) -> String {
    let said = columns.iter().map(|(name, [mediated, carried, found])| {
        lang.pick(
            format!("{name} {mediated}/({carried}+{found})"),
            format!("{name} {mediated} of {carried} + {found}"),
        )
    });
    let said = said.collect::<Vec<_>>().join(lang.pick("，", "; "));
    lang.pick(
        format!("调处率=调处数/(期初结转+排查数)：{said}。"),
        format!("Mediation rate = mediated of brought forward + found: {said}."),
    )
}

/// A row of a category: whose, and what is counted.
pub fn of_category(lang: Lang, category: &str, what: &str) -> String {
    format!("{category}{}{what}", CATEGORY_END.text(lang))
}

/// The label of a row of a category in its two parts; none where it is another.
pub fn parts_of_category(lang: Lang, label: &str) -> Option<(&str, &str)> {
    label.rsplit_once(CATEGORY_END.text(lang))
}

words! {
    CATEGORY_END: "：", ": ";
}

/// The foot of the governance form: who issues it, left to sign, and who prepared it.
pub fn signatures(lang: Lang, preparer: &str) -> Vec<String> {
    let blank = if preparer.is_empty() { lang.pick("　　　　", "          ") } else { preparer };
    vec![
        lang.pick("签发人：　　　　", "Issued by:          ").to_owned(),
        lang.pick(format!("制表人：{blank}"), format!("Prepared by: {blank}")),
    ]
}

/// Why a form would be sent back.
pub fn refused(lang: Lang, why: &str) -> String {
    lang.pick(format!("【不能上报】{why}"), format!("[not to be handed in] {why}"))
}

/// How many reasons there are against handing a form in, and the first.
pub fn not_ready(lang: Lang, reasons: usize, first: &str) -> String {
    lang.pick(format!("{reasons}项未齐，不能上报：{first}"), format!("Not ready ({reasons}): {first}"))
}

/// A draft of a form that would be sent back.
pub fn draft_of_form(lang: Lang) -> &'static str {
    lang.pick("草稿，还不能上报", "Draft, not to be handed in yet")
}

/// The bands of the year do not add up; the cases and screenings that lack their people.
pub fn bands_differ(lang: Lang, (parts, whole): (i64, i64), named: &[String], total: usize) -> String {
    let more = total.saturating_sub(named.len());
    let named = named.join(lang.pick("、", ", "));
    let more = if more == 0 {
        String::new()
    } else {
        lang.pick(format!(" 等{total}项"), format!(" and {more} more"))
    };
    lang.pick(
        format!("年度累计各人数段之和 {parts} 与排查数 {whole} 不等，要补涉及人数：{named}{more}。"),
        format!(
            "The bands of the year add up to {parts}, not {whole}; add the people concerned: {named}{more}."
        ),
    )
}

/// A screening in a sentence.
pub fn screening_named(lang: Lang, on: &str, place: &str, disputes: i64) -> String {
    lang.pick(
        format!("{on} {place}排查查出的 {disputes} 件"),
        format!("{disputes} found by the screening of {on}, {place}"),
    )
}

/// The months of an office: 松柏镇 3月、4月.
pub fn months_of(lang: Lang, office: &str, months: &[Month]) -> String {
    let name = |month: &Month| lang.pick(format!("{}月", month.month()), month.to_string());
    let months: Vec<String> = months.iter().map(name).collect();
    format!("{office} {}", months.join(lang.pick("、", ", ")))
}

/// Offices below that have not reported.
pub fn not_reported(lang: Lang, named: &[String], offices: usize) -> String {
    let more = offices.saturating_sub(named.len());
    let named = named.join(lang.pick("；", "; "));
    let more = if more == 0 {
        String::new()
    } else {
        lang.pick(format!("；等{offices}个单位"), format!("; and {more} more"))
    };
    lang.pick(
        format!("下级单位还没有上报（月份未锁定）：{named}{more}。"),
        format!("Offices below have not reported (month not locked): {named}{more}."),
    )
}

/// Nobody prepared the form.
pub fn no_preparer(lang: Lang) -> &'static str {
    lang.pick(
        "没有制表人：先登录操作员，或导出时填写制表人。",
        "Nobody prepared it: sign in, or name the preparer when exporting.",
    )
}

/// Above a table: which, whose, when.
pub fn heading(lang: Lang, [name, office, period, days]: [&str; 4]) -> String {
    lang.pick(format!("{name}　{office}　{period}（{days}）"), format!("{name}, {office}, {period} ({days})"))
}

/// A template that cannot be read.
pub fn bad_template(lang: Lang, name: &str, what: &str) -> String {
    lang.pick(format!("模板“{name}”有误：{what}"), format!("The template “{name}” is wrong. {what}"))
}

/// There is no template of that name.
pub fn no_such_template(lang: Lang, name: &str, known: &[String]) -> String {
    let known = known.join(lang.pick("、", ", "));
    lang.pick(
        format!("没有名为“{name}”的模板，可用：{known}。"),
        format!("There is no template “{name}”; use one of {known}."),
    )
}

/// A check that fails, beside a text.
pub fn failed_check(lang: Lang, check: &str) -> String {
    lang.pick(format!("【核对】{check}"), format!("[check] {check}"))
}

/// All checks hold.
pub fn all_hold(lang: Lang, checks: usize) -> String {
    lang.pick(format!("{checks}项核对全部相符"), format!("All {checks} checks hold"))
}

/// Some checks fail; their names.
pub fn some_fail(lang: Lang, failed: &[&str]) -> String {
    let names = failed.join(lang.pick("；", "; "));
    lang.pick(
        format!("{}项核对不符：{names}", failed.len()),
        format!("{} checks fail: {names}", failed.len()),
    )
}

/// Enter on a check that holds.
pub fn check_holds(lang: Lang) -> &'static str {
    lang.pick("这一项相符，没有要查的案件。", "This check holds; there is nothing to look at.")
}

/// Enter on a check that fails and names no case.
pub fn check_names_none(lang: Lang) -> &'static str {
    lang.pick(
        "这一项不符，但找不出单个案件；请运行 tiaojie check。",
        "This check fails, but no single case breaks it; please run tiaojie check.",
    )
}

/// Rounding was asked for on a table.
pub fn tables_are_exact(lang: Lang) -> &'static str {
    lang.pick("表里都是准确数，取整只用于文字。", "Tables are always exact; only texts are rounded.")
}

/// The template key on a table.
pub fn tables_have_no_template(lang: Lang) -> &'static str {
    lang.pick("表没有模板；按 Tab 到文字再改。", "Tables have no template; Tab goes to the texts.")
}

/// How figures are rounded now.
pub fn rounding(lang: Lang, exact: bool, full: bool) -> &'static str {
    match (exact, full) {
        (true, _) => lang.pick("全用准确数。", "Exact figures."),
        (_, true) => lang.pick("标了“余”“近”的都取整。", "What is marked as over or nearly is rounded."),
        _ => {
            lang.pick("标了“余”的取整，率用准确数。", "What is marked as over is rounded; shares are exact.")
        }
    }
}

/// The title of the editor.
pub fn editor_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("模板：{name}"), format!("Template: {name}"))
}

/// Under the editor, while the template can be read.
pub fn template_reads(lang: Lang, figures: usize) -> String {
    lang.pick(
        format!("看得懂，有{figures}个数。清空后保存，恢复原来的模板。"),
        format!("It reads well, with {figures} figures. Saved empty, the built-in text comes back."),
    )
}

/// Under the editor: how to find the placeholders.
pub fn template_hint(lang: Lang) -> &'static str {
    lang.pick(
        "{受理} 是受理件数；F1 列出所有占位符和条件。Ctrl+E 换行，Ctrl+S 保存，Esc 不改。",
        "{accepted} is the number accepted; F1 lists all. Ctrl+E breaks the line, Ctrl+S saves, Esc leaves it.",
    )
}

/// What help says in the editor: how placeholders are written, and every one.
pub fn template_help(lang: Lang, placeholders: &[(String, &str)]) -> String {
    let head = lang.pick(
        "花括号里写占位符，由程序换成数。冒号后写名称：{服务:法律意见}、{率:成功/办结}；最后写 :余 或 :近 可取整；逗号后写条件：{受理,类型=邻里,标签=司法+工会,期间=本年累计}，条件有类型、来源、标签、层级、单位、期间（本期、本年累计、上期、上年同期）。",
        "A placeholder in braces becomes a figure. A name follows a colon: {service:opinion}, {rate:successful/closed}; :over or :nearly at the end may round; conditions follow commas: {accepted,type=neighbours,tag=X,span=year}, by type, source, tag, level, office and span (period, year, before, last_year).",
    );
    let lines: Vec<String> = placeholders.iter().map(|(word, about)| format!("{word} {about}")).collect();
    format!("{head}\n{}", lines.join(lang.pick("；", "; ")))
}

/// A draft was taken up.
pub fn template_draft(lang: Lang) -> &'static str {
    lang.pick(
        "接着上次没保存的改；想要原来的文字，清空后保存。",
        "Going on with what was not saved; for the text as built in, save it empty.",
    )
}

/// A template was saved.
pub fn template_saved(lang: Lang, name: &str) -> String {
    lang.pick(format!("模板“{name}”已保存。"), format!("The template “{name}” is saved."))
}

/// The built-in text is back.
pub fn template_reset(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("模板“{name}”已恢复原样。"),
        format!("The template “{name}” is the built-in one again."),
    )
}
