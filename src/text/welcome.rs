//! The words of the first run.

use super::Lang;
use super::wording::sentences;

/// The first lines: what this is and what is asked.
pub fn intro(lang: Lang) -> &'static str {
    lang.pick(
        "欢迎使用调解登记。只要填下面几项就能开始，以后都能在设置里改。",
        "Welcome. Fill in these few fields and you can start; all of them can be changed later in the settings.",
    )
}

/// How the language is changed, said in the other language.
pub fn other_language(lang: Lang, key: &str) -> String {
    lang.pick(format!("{key}  English"), format!("{key}  中文"))
}

sentences! {
    /// Label of 区县.
    district: "区县", "District";
    /// What may be typed as the district.
    district_hint: "如 神农架林区", "such as 神农架林区";
    /// Label of 乡镇.
    township: "乡镇街道", "Township";
    /// What may be typed as the township.
    township_hint: "如 松柏镇；区里的中心不填", "empty for the district's own centre";
    /// Label of 调委会.
    committee: "调委会名称", "Committee";
    /// What may be typed as the committee.
    committee_hint: "文书上印的全称", "its full name, as forms print it";
    /// Label of the operator.
    operator: "您的姓名", "Your name";
    /// What may be typed as the operator.
    operator_hint: "每次保存都会记下是谁", "noted with every save";
    /// What to press when all is filled.
    save_hint: "填好后按 Ctrl+S 开始；退出按 Ctrl+Q。", "Ctrl+S starts when all is filled; Ctrl+Q quits.";
    /// Something needed is missing.
    not_yet: "还有一项要填，见旁边的说明。", "Something is still needed; see what is said beside the field.";
    /// All is set; the register is next.
    ready: "可以开始了：F2 登记纠纷，Ctrl+R 导入台账。", "Ready: F2 logs a dispute, Ctrl+R imports a ledger.";
}

/// The name that a committee usually has.
pub fn usual_committee(office: &str) -> String {
    format!("{office}人民调解委员会")
}
