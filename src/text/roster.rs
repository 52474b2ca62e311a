//! The words of the roster: lists, cards, and what is said of a mistake.

use super::Lang;
use super::wording::{sentences, words};
use crate::domain::{Limit, OfficeKind};

/// What a role is called; `code` is that of the file.
pub fn role(lang: Lang, code: &str) -> &'static str {
    match code {
        "lead" => lang.pick("负责人", "lead"),
        "reader" => lang.pick("查阅", "reader"),
        _ => lang.pick("经办", "clerk"),
    }
}

words! {
    ROLE: "角色", "Role";
    PIN: "签到密码", "PIN";
    OFFICES: "单位", "Offices";
    MEDIATORS: "调解员", "Mediators";
    OPERATORS: "操作员", "Operators";
    TYPES: "纠纷类型", "Types";
    SOURCES: "案件来源", "Sources";
    CODES: "其他代码", "Codes";
    LIMITS: "办理期限", "Limits";
    TEMPLATES: "模板", "Templates";
    REST_DAYS: "休息日", "Rest";

    NAME: "名称", "Name";
    PERSON: "姓名", "Name";
    KIND: "类别", "Kind";
    PARENT: "上级", "Belongs to";
    ALIASES: "别名", "Also called";
    DIVISION: "区划代码", "Division";
    MARK: "简称", "Mark";
    COMMITTEE: "调委会名称", "Committee";
    VALID_TO: "有效期", "Valid";
    LAST_DAY: "最后一天", "Last day";
    OFFICE: "单位", "Office";
    STATE: "状态", "State";
    CODE: "代码", "Code";
    SHORT: "短名", "Short";
    ENGLISH: "英文", "English";
    ENGLISH_SHORT: "英文短名", "English short";
    INITIALS: "首字母", "Initials";
    GOVERNANCE: "综治类别", "Governance";
    UNIT: "计量单位", "Unit";
    OWNER: "提供单位", "Source";
    DECIMALS: "小数位", "Decimals";
    RULE: "年度口径", "Year";
    DICTIONARY: "词表", "List";
    NOTE: "说明", "Note";
    TEXT: "文字", "Text";
}

sentences! {
    offices_about: "新登记案件时只列出有效的单位；村和社区排在所属乡镇下面。",
        "New cases are offered valid ones only; villages stand under townships.";
    mediators_about: "停用的调解员不再列给新案件，从前的案件照旧。",
        "A retired mediator is not offered for new cases and stays on earlier ones.";
    operators_about: "使用本程序的人。停用后不再列出，从前的记录照旧。",
        "Those who use the program. A retired one is not offered any more.";
    types_about: "代码不变，名称可以改；“综治类别”是综治报表默认归入的类。",
        "Codes stay, names may change; the governance category is the default one.";
    sources_about: "代码不变，名称可以改；停用的来源不再列给新案件。",
        "Codes stay, names may change; a retired source is not offered any more.";
    codes_about: "服务、手工指标、综治类别、标签可以增加和停用；固定的词表只改叫法。",
        "Services, indicators, governance, tags are open; fixed lists only renamed.";
    limits_about: "各单位的期限（天）。没有自定的跟全区一样。",
        "The limits of each office in days; what it has not set is the district's.";
    templates_about: "报表文字的模板。清空就恢复系统自带的。",
        "The texts of reports. An empty one is the built-in one again.";
    open_ended: "长期", "no end";
    fixed: "固定", "fixed";
    signed_in: "正在使用", "in use";
    as_district: "跟全区一样", "as the district";
    the_district: "全区", "District";
    built_in: "系统自带", "built in";
    own_text: "已修改", "changed";
    keys: "Ctrl+S 保存  回车下一项  Esc 不存就返回", "Ctrl+S saves  Enter goes on  Esc leaves unsaved";
    name_hint: "全称", "in full";
    kind_hint: "村、社区是案发地；其余登记案件", "villages are places; others log cases";
    parent_hint: "村、社区归乡镇街道，其余归区县", "its township; for others the district";
    aliases_hint: "别的写法，用、隔开；导入台账时也认", "other spellings, parted by commas";
    division_hint: "行政区划代码，只填数字", "digits only";
    mark_hint: "编号里用的字；空着就用名称的第一个字", "stands in numbers; empty: the first character";
    committee_hint: "文书上用的全称", "as forms print it";
    valid_hint: "最后有效的一天；空着就是长期", "its last day; empty: no end";
    mediator_office_hint: "所在的调委会", "whose committee";
    code_hint: "1 到 16 个字母、数字或下划线，定了不能改", "1 to 16 letters, digits or _; never changes";
    dictionary_hint: "加到哪个词表里", "the list it goes into";
    code_parent_hint: "归在哪一类下面；空着就是单独一类", "the one it is part of; empty: none";
    code_name_hint: "显示和打印用的名称", "as it is shown and printed";
    short_hint: "窄栏里用；空着就用名称", "for narrow columns; empty: the name";
    english_hint: "空着就用中文名称", "empty: the Chinese name";
    initials_hint: "选的时候可以打的拼音首字母；空着自动取", "what is typed to pick it; empty: made from the name";
    unit_hint: "如 件次、次、人次", "such as 件次 or 次";
    /// Of an indicator only.
    indicator_hint: "只用于手工指标", "of indicators only";
    /// How many decimals an indicator has.
    decimals_hint: "最多几位，如 万元 4、% 2", "at most, as 4 of 万元 or 2 of %";
    /// More decimals than a figure can have.
    too_many_places: "最多 6 位", "at most 6";
    governance_hint: "综治报表默认归入的类", "where the governance form counts it";
    code_of_printed_list: "p17_、p19_、p27_ 开头的代码是印制类别表的，请换一个", "codes in p17_, p19_, p27_ belong to printed lists";
    rename_tag_hint: "改叫法不改已登记案件上的标签", "tags on cases stay as they are";
    template_hint: "Ctrl+E 换行；清空就恢复系统自带的", "Ctrl+E new line; empty: the built-in one";
    role_hint: "经办登记；负责人还管名册和锁定；查阅只看", "a clerk logs, a lead also manages, a reader only reads";
    pin_hint: "4 到 8 位数字；空着就不改，填 0 就取消", "4 to 8 digits; empty: as it is, 0: none";
    pin_none: "未设", "not set";
    pin_set: "已设", "set";
    bad_pin: "请填 4 到 8 位数字", "4 to 8 digits, please";
    retire_hint: "过了这一天就不再列给新案件", "after this day it is not offered any more";
    same_name: "同一上级下已有这个名称", "there is one of that name there already";
    same_person: "这个单位已有同名的调解员；同名的另一位请在名后加注", "that office has one of that name; add a mark to tell them apart";
    same_operator: "已有这个名字的操作员", "there is an operator of that name already";
    same_code: "这个代码已经有了", "that code is taken";
    same_code_name: "这个词表里已有这个名称", "that list has this name already";
    bad_code: "只能用 1 到 16 个字母、数字或下划线", "1 to 16 letters, digits or _ please";
    bad_division: "只能填数字", "digits only, please";
    parent_missing: "请选上级单位", "choose the office it belongs to";
    parent_not_district: "这类单位的上级只能是区县", "such an office belongs to the district";
    parent_not_town: "村和社区的上级不能是村和社区", "a village does not belong to a village";
    has_children: "下面还有村或社区，不能改成村或社区", "it has villages of its own";
    parent_itself: "不能归在自己下面", "it cannot be part of itself";
    nothing_changed: "没有改动。", "Nothing was changed.";
    not_saved: "还不能保存：先改标出的一项。", "Not saved yet: see the marked field.";
    district_stays: "区县不能停用。", "The district cannot be retired.";
    home_stays: "这是本机的登记单位；先在设置里换一个，再停用。", "This laptop logs for this office; choose another in the settings first.";
    operator_stays: "这位正在使用本机；先在设置里换人，再停用。", "This operator is using the laptop; choose another in the settings first.";
    code_stays: "这个词表是固定的，只能改叫法，不能停用。", "This list is fixed: its words may change, it cannot be retired.";
    nothing_to_add: "这里没有可新增的；选中一项按回车修改。", "Nothing can be added here; Enter changes the selected one.";
    already_as_district: "这个单位没有自定的期限。", "This office has no limits of its own.";
    already_built_in: "这个模板没有改过。", "This template was never changed.";
    limits_reset: "已恢复：期限跟全区一样；Ctrl+Z 撤销。", "Back to the limits of the district; Ctrl+Z takes it back.";
    template_reset: "已恢复系统自带的模板；Ctrl+Z 撤销。", "Back to the built-in text; Ctrl+Z takes it back.";
    empty_list: "这里还没有内容。按 F2 新增。", "Nothing here yet. F2 adds one.";
}

/// What a kind of office is called.
pub fn kind(lang: Lang, kind: OfficeKind) -> &'static str {
    match kind {
        OfficeKind::District => lang.pick("区县", "District"),
        OfficeKind::Township => lang.pick("乡镇", "Township"),
        OfficeKind::Subdistrict => lang.pick("街道", "Subdistrict"),
        OfficeKind::Village => lang.pick("村", "Village"),
        OfficeKind::Community => lang.pick("社区", "Community"),
        OfficeKind::Enterprise => lang.pick("企事业单位", "Enterprise"),
        OfficeKind::Association => lang.pick("社会团体和其他", "Association, other"),
    }
}

/// What a limit is called.
pub fn limit(lang: Lang, limit: Limit) -> &'static str {
    match limit {
        Limit::Conclude => lang.pick("调解期限", "Conclude in"),
        Limit::Confirmation => lang.pick("司法确认", "Court window"),
        Limit::FollowUp => lang.pick("回访提醒", "Visit after"),
        Limit::Feedback => lang.pick("移送反馈", "Feedback in"),
        Limit::DueSoon => lang.pick("临期提醒", "Due soon"),
    }
}

/// What a limit is called over a column.
pub fn limit_short(lang: Lang, of: Limit) -> &'static str {
    let english = match of {
        Limit::Conclude => "Conclude",
        Limit::Confirmation => "Court",
        Limit::FollowUp => "Visit",
        Limit::Feedback => "Feedback",
        Limit::DueSoon => "Due soon",
    };
    lang.pick(limit(Lang::Zh, of), english)
}

/// From when to when a limit runs.
fn limit_hint(lang: Lang, limit: Limit) -> &'static str {
    match limit {
        Limit::Conclude => lang.pick("受理到办结", "from acceptance"),
        Limit::Confirmation => lang.pick("协议生效到申请确认", "from effect"),
        Limit::FollowUp => lang.pick("履行期满到回访", "from the day of performance"),
        Limit::Feedback => lang.pick("移送到收到反馈", "from the referral"),
        Limit::DueSoon => lang.pick("提前几天算快到期", "ahead"),
    }
}

/// What a limit counts, its range, and the days that hold where the field is empty.
pub fn limit_beside(lang: Lang, limit: Limit, district: Option<u32>) -> String {
    let ((least, most), about) = (limit.range(), limit_hint(lang, limit));
    let text =
        lang.pick(format!("天，{about}，{least} 至 {most}"), format!("days {about}, {least} to {most}"));
    match district {
        Some(days) => {
            let empty = lang.pick(format!("；空着跟全区：{days}"), format!("; empty: {days}"));
            text + &empty
        }
        None => text,
    }
}

/// A number out of its range.
pub fn out_of_range(lang: Lang, (least, most): (u32, u32)) -> String {
    lang.pick(format!("应在 {least} 至 {most} 之间"), format!("Between {least} and {most}, please"))
}

/// How many limits an office has set for itself.
pub fn own_limits(lang: Lang, count: usize) -> String {
    lang.pick(format!("自定 {count} 项"), format!("{count} of its own"))
}

/// What a small vocabulary is called; the name in the file where nobody has given it another.
pub fn dictionary(lang: Lang, name: &str) -> &str {
    match name {
        "service" => lang.pick("服务", "Services"),
        "governance" => lang.pick("自定综治类", "Own governance"),
        "governance19" => lang.pick("综治19类", "Governance 19"),
        "governance27" => lang.pick("综治27类", "Governance 27"),
        "governance17" => lang.pick("综治17类", "Governance 17"),
        "band" => lang.pick("人数段", "People bands"),
        "tag" => lang.pick("标签", "Tags"),
        "difficulty" => lang.pick("难易程度", "Difficulty"),
        "level" => lang.pick("层级", "Level"),
        "outcome" => lang.pick("结果", "Outcome"),
        "side" => lang.pick("当事人一方", "Side"),
        "party_kind" => lang.pick("当事人类别", "Party kind"),
        "sex" => lang.pick("性别", "Sex"),
        "performance" => lang.pick("履行情况", "Performance"),
        "confirmation" => lang.pick("司法确认", "Confirmation"),
        "direction" => lang.pick("移送方向", "Direction"),
        "consent" => lang.pick("调解意愿", "Consent"),
        "risk" => lang.pick("风险等级", "Risk"),
        "session_result" => lang.pick("调解会结果", "Session"),
        "capacity" => lang.pick("参加人身份", "Capacity"),
        "authority" => lang.pick("代理权限", "Authority"),
        "agent_kind" => lang.pick("代理人类别", "Agent"),
        "route" => lang.pick("告知途径", "Route"),
        "ruling" => lang.pick("诉讼结果", "Ruling"),
        "satisfaction" => lang.pick("满意度", "Satisfaction"),
        "retention" => lang.pick("保管期限", "Retention"),
        "prevention" => lang.pick("预防", "Prevention"),
        "duty" => lang.pick("待办事项", "Duty"),
        "screening" => lang.pick("排查", "Screening"),
        "indicator" => lang.pick("手工指标", "Indicator"),
        "year_rule" => lang.pick("年度口径", "Rule of a year"),
        "event" => lang.pick("事件", "Event"),
        _ => name,
    }
}

/// What a template is called.
pub fn template(lang: Lang, name: &str) -> &str {
    match name {
        "paragraph" => lang.pick("报告段落（人民调解）", "Paragraph (mediation)"),
        "paragraph16" => lang.pick("报告段落（行政复议）", "Paragraph (reconsideration)"),
        "paragraph2" => lang.pick("报告段落（法治月报）", "Paragraph (bulletins)"),
        "monthly" => lang.pick("月报文字", "Monthly text"),
        _ => name,
    }
}

/// Until when something is offered: no end, a day to come, or a day gone by.
pub fn valid(lang: Lang, last: Option<(&str, Validity)>) -> String {
    match last {
        None => open_ended(lang).to_owned(),
        Some((day, Validity::Still)) => lang.pick(format!("至 {day}"), format!("to {day}")),
        Some((day, Validity::Over)) => lang.pick(format!("已停用 {day}"), format!("retired {day}")),
    }
}

/// Whether a last day is gone by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// Today still counts.
    Still,
    /// It is gone by.
    Over,
}

/// How many there are, and how many of them are not offered any more.
pub fn count(lang: Lang, all: usize, retired: usize) -> String {
    match retired {
        0 => lang.pick(format!("共 {all} 项"), format!("{all} in all")),
        _ => lang.pick(format!("共 {all} 项，停用 {retired}"), format!("{all} in all, {retired} retired")),
    }
}

/// The heading of a card: a new one of that list, or one that is there.
pub fn card_title(lang: Lang, list: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => lang.pick(format!("{list}：{name}"), format!("{list}: {name}")),
        None => lang.pick(format!("{list}：新增"), format!("{list}: new")),
    }
}

/// The question for the last day.
pub fn retire_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("停用：{name}"), format!("Retire: {name}"))
}

/// It was saved.
pub fn saved(lang: Lang, name: &str) -> String {
    lang.pick(format!("已保存：{name}。Ctrl+Z 撤销。"), format!("Saved: {name}. Ctrl+Z takes it back."))
}

/// It has a last day now.
pub fn retired(lang: Lang, name: &str, day: &str) -> String {
    lang.pick(
        format!("{name} 有效到 {day}，从前的记录照旧。Ctrl+Z 撤销。"),
        format!("{name} is valid to {day}; earlier records stay. Ctrl+Z takes it back."),
    )
}

/// It is offered again.
pub fn brought_back(lang: Lang, name: &str) -> String {
    lang.pick(format!("已恢复：{name} 重新有效。"), format!("{name} is valid again."))
}
