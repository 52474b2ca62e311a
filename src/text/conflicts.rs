//! The words of conflicts: fields changed independently, and numbers used twice.

use serde_json::Value;

use super::Lang;
use super::wording::{sentences, words};
use crate::domain::field::{EntryField, EntryList};
use crate::store::Attention;

words! {
    WHAT: "案件或记录", "Case or record";
    FIELD: "项目", "Field";
    VALUES: "写法", "Values";
    VALUE: "内容", "Value";
    WHEN: "时间", "When";
    WHO: "谁写的", "Who";
    WHERE: "哪台电脑", "Laptop";
    NUMBER: "编号重复", "Number twice";
}

sentences! {
    help: "几台电脑对同一处写得不同，或两件案子一个编号，在这里定；定了以后随交换传到各台。", "Where laptops say different things, or two cases have one number, it is settled here, and everywhere with the next exchange.";
    nothing: "（空）", "(nothing)";
    nobody: "未登录", "nobody";
    none: "没有冲突，也没有重号。", "No conflicts, and no number stands twice.";
    shown: "现在显示", "shown now";
    part: "案件的一项", "A part of the case";
    how: "按数字选定一个；回车打开案件，在那里另写。", "A digit settles it; Enter opens the case, to write something else.";
    how_record: "按数字选定一个。", "A digit settles it.";
    keeps: "保留原号（先登记）", "keeps it (logged first)";
    settled: "已选定；下次交换后各台电脑都一样。", "Settled; after the next exchange it is so on every laptop.";
}

/// How many conflicts of each kind are open.
pub fn heading(lang: Lang, count: Attention) -> String {
    lang.pick(
        format!("写得不同 {} 处　重号 {} 件", count.conflicts, count.collisions),
        format!("Fields that differ: {}   Numbers twice: {}", count.conflicts, count.collisions),
    )
}

/// The remark in the title line while conflicts are open.
pub fn in_title(lang: Lang, count: Attention) -> String {
    match count.conflicts + count.collisions {
        0 => String::new(),
        waiting => lang.pick(format!("冲突 {waiting}"), format!("{waiting} to settle")),
    }
}

/// A value that no screen shows.
pub fn raw(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a part was removed or kept on that laptop.
pub fn removed_or_kept(lang: Lang, kept: bool) -> &'static str {
    if kept { lang.pick("保留", "keep it") } else { lang.pick("去掉", "take it out") }
}

/// A party of a case.
pub fn party(lang: Lang, name: &str) -> String {
    lang.pick(format!("当事人 {name}"), format!("Party {name}"))
}

/// A field of a party.
pub fn of_party(lang: Lang, name: &str, field: &str) -> String {
    lang.pick(format!("{name}的{field}"), format!("{name}: {field}"))
}

/// The other values of a field, shown beside it.
pub fn also_said(lang: Lang, others: &str) -> String {
    lang.pick(format!("另一台电脑写的是：{others}"), format!("another laptop says: {others}"))
}

/// The name of a kind of record other than cases.
pub fn kind(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "office" => lang.pick("单位", "Office"),
        "mediator" => lang.pick("调解员", "Mediator"),
        "operator" => lang.pick("操作员", "Operator"),
        "setting" => lang.pick("设置", "Setting"),
        "service" => lang.pick("服务", "Service"),
        "screening" => lang.pick("排查", "Screening"),
        "prevention" => lang.pick("预防", "Prevention"),
        "indicator" => lang.pick("指标", "Figure"),
        "code" => lang.pick("代码", "Code"),
        "lock" => lang.pick("锁定", "Lock"),
        "laptop" => lang.pick("电脑", "Laptop"),
        "dispute" => lang.pick("案件", "Case"),
        _ => lang.pick("记录", "Record"),
    }
}

/// A field of a record by its name in the log.
pub fn field(lang: Lang, kind: &str, field: &str) -> String {
    if let (Some(list), Some(field)) = (EntryList::from_code(kind), EntryField::from_code(field)) {
        return super::services::label(list, field).text(lang).to_owned();
    }
    let known = match field {
        "name" => lang.pick("名称", "Name"),
        "mark" => lang.pick("简称", "Mark"),
        "committee" => lang.pick("调委会名称", "Committee"),
        "aliases" => lang.pick("别名", "Aliases"),
        "division_code" => lang.pick("区划代码", "Division code"),
        "valid_to" => lang.pick("停用日期", "Last day"),
        "value" => lang.pick("内容", "Value"),
        "office" => lang.pick("单位", "Office"),
        "role" => lang.pick("角色", "Role"),
        "pin" => lang.pick("口令码", "PIN"),
        "home" => lang.pick("登记单位", "Home office"),
        "series" => lang.pick("编号系列", "Series"),
        "void" => lang.pick("作废", "Void"),
        "keeper" => lang.pick("承办单位", "Kept by"),
        "on" | "on_date" => lang.pick("日期", "Date"),
        "note" => lang.pick("备注", "Note"),
        "count" | "times" | "cases" => lang.pick("数量", "Count"),
        "people" => lang.pick("人数", "People"),
        _ => return if kind == "dispute" { part(lang).to_owned() } else { field.to_owned() },
    };
    known.to_owned()
}

/// How many values there are.
pub fn values(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} 种"), count.to_string())
}

/// The case that gets a new number.
pub fn gets(lang: Lang, number: &str) -> String {
    lang.pick(format!("改为 {number}"), format!("becomes {number}"))
}

/// The case to be renumbered belongs to another office.
pub fn gets_elsewhere(lang: Lang, office: &str) -> String {
    lang.pick(format!("由{office}改号"), format!("{office} renumbers it"))
}

/// What to do about a number used twice.
pub fn how_number(lang: Lang) -> &'static str {
    lang.pick(
        "按数字给后登记的那件改号，原号留在记事里；回车打开案件。",
        "A digit renumbers a later one; the old number stays as a remark. Enter opens the case.",
    )
}

/// The question before a case is renumbered.
pub fn ask_renumber(lang: Lang, old: &str, new: &str) -> String {
    lang.pick(
        format!("把后登记的这件 {old} 改为 {new} 吗？原号写进记事，查找时两个号都能找到。"),
        format!(
            "Renumber the later {old} to {new}? The old number goes into its remarks, so that both find it."
        ),
    )
}

/// The remark in a renumbered case.
pub fn renumbered(lang: Lang, old: &str, new: &str) -> String {
    lang.pick(
        format!("原编号 {old}，与另一件重号，改为 {new}。"),
        format!("Was {old}, a number that another case has too; now {new}."),
    )
}

/// A case was renumbered.
pub fn renumbered_to(lang: Lang, new: &str) -> String {
    lang.pick(format!("已改号为 {new}。"), format!("Renumbered to {new}."))
}

/// There are more than the list shows.
pub fn more(lang: Lang, count: u64) -> String {
    lang.pick(
        format!("只列出前 {count} 处，定完再列。"),
        format!("The first {count} are listed; more come as these are settled."),
    )
}
